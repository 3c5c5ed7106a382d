//! `cargo xtask test`: every check of this repository, cheap ones first, with what each needs.

mod context;
mod count;
mod report;
mod server;
mod step;
mod steps;

use anyhow::{Result, anyhow, bail};
use clap::Args;
use context::Context;
use report::Report;
use std::process::ExitCode;
use std::thread::JoinHandle;
use step::{Outcome, Step};

#[derive(Args)]
pub struct Arguments {
    /// Run only these steps
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Run everything but these steps; refused in CI, where nothing is skipped
    #[arg(long, value_delimiter = ',', conflicts_with = "only")]
    skip: Vec<String>,
    /// Name the steps and what each proves
    #[arg(long)]
    list: bool,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.list {
        for step in steps::all() {
            println!("{:<12} {}", step.name, step.about);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let chosen = chosen(arguments, steps::all(), context::is_ci())?;
    let mut context = Context::new()?;
    let mut report = Report::default();
    let mut beside = Vec::new();
    for step in chosen {
        if step.runs_beside_next {
            // With a PostgreSQL server of its own.
            let mut own = Context::new()?;
            beside.push(std::thread::spawn(move || step.run(&mut own)));
            continue;
        }
        report.add(step.run(&mut context));
        wait_for(&mut beside, &mut report)?;
    }
    wait_for(&mut beside, &mut report)?;
    // Servers end before the summary, so that it is the last line.
    drop(context);
    print!("{report}");
    Ok(if report.succeeded() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn wait_for(beside: &mut Vec<JoinHandle<Outcome>>, report: &mut Report) -> Result<()> {
    for step in beside.drain(..) {
        report.add(step.join().map_err(|_| anyhow!("a step that ran beside another panicked"))?);
    }
    Ok(())
}

fn chosen(arguments: &Arguments, all: Vec<Step>, ci: bool) -> Result<Vec<Step>> {
    if ci && !arguments.skip.is_empty() {
        bail!("CI runs every step: --skip is for your own machine");
    }
    for name in arguments.only.iter().chain(&arguments.skip) {
        if !all.iter().any(|step| step.name == name) {
            bail!("there is no step `{name}`; `cargo xtask test --list` names them");
        }
    }
    let named = |step: &Step, names: &[String]| names.iter().any(|name| name == step.name);
    let wanted = |step: &Step| {
        (arguments.only.is_empty() || named(step, &arguments.only)) && !named(step, &arguments.skip)
    };
    Ok(all.into_iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(only: &[&str], skip: &[&str]) -> Arguments {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Arguments { only: own(only), skip: own(skip), list: false }
    }

    fn names(arguments: &Arguments, ci: bool) -> Result<Vec<&'static str>> {
        Ok(chosen(arguments, steps::all(), ci)?.iter().map(|step| step.name).collect())
    }

    #[test]
    fn only_the_named_steps_run_in_their_usual_order() {
        assert_eq!(names(&arguments(&["lint", "fmt"], &[]), false).unwrap(), ["fmt", "lint"]);
    }

    #[test]
    fn an_unknown_step_is_refused() {
        assert!(names(&arguments(&["fnt"], &[]), false).is_err());
    }

    #[test]
    fn nothing_is_skipped_in_ci() {
        assert!(names(&arguments(&[], &["deny"]), true).is_err());
        assert!(!names(&arguments(&[], &["deny"]), false).unwrap().contains(&"deny"));
    }
}
