use crate::Arguments;
use clap::{CommandFactory as _, ValueEnum};
use kernel::Code;
use std::fmt::Write as _;

#[derive(Clone, Copy, ValueEnum)]
pub enum Part {
    ErrorCodes,
    Configuration,
    Metrics,
}

pub fn markdown(part: Part) -> String {
    match part {
        Part::ErrorCodes => error_codes(),
        Part::Configuration => configuration(),
        Part::Metrics => metrics(),
    }
}

fn error_codes() -> String {
    let mut text = String::from("| code | status | says | meaning |\n|---|---|---|---|\n");
    for code in Code::ALL {
        let (status, title, meaning) = (code.status(), code.title(false), code.documentation());
        writeln!(text, "| `{code}` | {status} | {title} | {meaning} |")
            .expect("writing to a string can't fail");
    }
    text
}

fn metrics() -> String {
    let mut text = String::new();
    for metric in insights::dictionary::metrics() {
        let invariants: Vec<_> = metric.invariants.iter().map(|it| format!("`{it}`")).collect();
        let checked = match invariants.as_slice() {
            [] => String::new(),
            some => format!("- Checked: {}\n", some.join(", ")),
        };
        write!(
            text,
            "## {} · {}\n\n`{}`, version {}\n\n{}\n\n{}\n\n- Formula: {}\n{}\n",
            metric.name_en,
            metric.name_zh,
            metric.id,
            metric.version,
            metric.meaning_en,
            metric.meaning_zh,
            metric.formula,
            checked
        )
        .expect("writing to a string can't fail");
    }
    text
}

fn configuration() -> String {
    let mut text = String::from("| variable | flag | default | meaning |\n|---|---|---|---|\n");
    for argument in Arguments::command().get_arguments() {
        let Some(variable) = argument.get_env() else { continue };
        let flag = argument.get_long().unwrap_or_default();
        let defaults = argument
            .get_default_values()
            .iter()
            .map(|value| format!("`{}`", value.to_string_lossy()));
        let default = defaults.collect::<Vec<_>>().join(" ");
        let help = argument
            .get_long_help()
            .or(argument.get_help())
            .map(ToString::to_string)
            .unwrap_or_default();
        let meaning = help.replace('\n', " ");
        writeln!(text, "| `{}` | `--{flag}` | {default} | {meaning} |", variable.to_string_lossy())
            .expect("writing to a string can't fail");
    }
    text
}
