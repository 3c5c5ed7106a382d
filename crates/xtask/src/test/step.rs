//! One step: its commands write to a log of their own; what they counted is read from it.

use super::context::Context;
use super::count::Counts;
use crate::process;
use anyhow::{Result, bail};
use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const TAIL_LINES: usize = 40;

pub struct Step {
    pub name: &'static str,
    pub about: &'static str,
    pub action: fn(&mut Context, &mut Log) -> Result<()>,
    pub runs_beside_next: bool,
}

pub struct Outcome {
    pub step: &'static str,
    pub counts: Counts,
    pub duration: Duration,
    pub remarks: Vec<String>,
}

impl Step {
    pub fn run(&self, context: &mut Context) -> Outcome {
        println!("==> {}: {}", self.name, self.about);
        let started = Instant::now();
        let mut log = match Log::create(context.log_path(self.name)) {
            Ok(log) => log,
            Err(error) => return self.outcome(started, Counts::FAILED, vec![error.to_string()]),
        };
        let result = (self.action)(context, &mut log);
        let text = log.text();
        let mut counts = Counts::in_output(&text);
        match &result {
            Err(error) => {
                counts.failed = counts.failed.max(1);
                println!("{}", tail(&text));
                println!("{error:#}\nthe whole log: {}", log.path.display());
            }
            // A check without tests of its own is one.
            Ok(()) if counts == Counts::default() => counts.passed = 1,
            Ok(()) => {}
        }
        self.outcome(started, counts, log.remarks)
    }

    fn outcome(&self, started: Instant, counts: Counts, remarks: Vec<String>) -> Outcome {
        let duration = started.elapsed();
        let result = if counts.failed == 0 { "ok" } else { "FAILED" };
        println!("    {}: {result} in {:.1} s", self.name, duration.as_secs_f64());
        Outcome { step: self.name, counts, duration, remarks }
    }
}

/// Where a step's commands write.
pub struct Log {
    path: PathBuf,
    file: File,
    remarks: Vec<String>,
}

impl Log {
    fn create(path: PathBuf) -> Result<Self> {
        let file = File::create(&path)?;
        Ok(Self { path, file, remarks: Vec::new() })
    }

    /// Runs a command to its end; anything but success is an error.
    pub fn run(&mut self, command: &mut Command) -> Result<()> {
        let typed = process::describe(command);
        writeln!(self.file, "$ {typed}")?;
        let status = process::status(
            command
                .env("NO_COLOR", "1")
                .env_remove("FORCE_COLOR")
                .env("CARGO_TERM_COLOR", "never")
                .stdin(Stdio::null())
                .stdout(self.file.try_clone()?)
                .stderr(self.file.try_clone()?),
        )?;
        if !status.success() {
            bail!("`{typed}` failed ({status})");
        }
        Ok(())
    }

    /// Something the reader of the summary must know.
    pub fn remark(&mut self, text: impl Into<String>) {
        let text = text.into();
        println!("    {text}");
        self.remarks.push(text);
    }

    /// An output for a process that runs beside the step.
    pub fn output(&self) -> Result<Stdio> {
        Ok(self.file.try_clone()?.into())
    }

    fn text(&self) -> String {
        let bytes = std::fs::read(&self.path).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

fn tail(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
}
