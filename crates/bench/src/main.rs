//! The figures that we promise, measured: `cargo xtask bench …`.
//!
//! Each measurement prints what it found beside its target. Run them on a machine that does
//! nothing else; ratios mean more than seconds.

mod access;
mod activity;
mod asker;
mod attribution;
mod capture;
mod desk;
mod figure;
mod http;
mod ingest;
mod list;
mod load;
mod processor;
mod reads;
mod rebuild;
mod repository;
mod score;
mod segments;
mod server;
mod start;
mod story;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};
use figure::Figures;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask bench", bin_name = "cargo xtask bench")]
struct Arguments {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Subcommand)]
enum Bench {
    /// Start of the release binary, its idle memory, its size
    Start,
    /// Events a second beside raw inserts
    Ingest,
    /// Questions about events
    Activity(activity::Arguments),
    /// Segments of 100 000 accounts
    Segments,
    /// Credit for a million contacts with 20 channels
    Attribution,
    /// Submissions of a form at a fixed rate, with 200 000 leads
    Capture(capture::Arguments),
    /// Scores of 100 000 leads, and a model of their outcomes
    Score,
    /// A page of leads among 100 000
    List(list::Arguments),
    /// Every read on the demo's year
    Reads,
    /// The story of an account with 10 000 changes and events
    Story,
    /// Building again after the edit of one handler
    Rebuild,
    /// Requests at a fixed rate against any address
    Load(load::Arguments),
    /// Everything that has a target
    All,
}

fn main() -> Result<ExitCode> {
    let mut figures = Figures::default();
    match Arguments::parse().bench {
        Bench::Start => start::measure(&mut figures)?,
        Bench::Ingest => ingest::measure(&mut figures)?,
        Bench::Activity(arguments) => activity::measure(&arguments, &mut figures)?,
        Bench::Segments => segments::measure(&mut figures)?,
        Bench::Attribution => attribution::measure(&mut figures)?,
        Bench::Capture(arguments) => capture::measure(&arguments, &mut figures)?,
        Bench::Score => score::measure(&mut figures)?,
        Bench::List(arguments) => list::measure(&arguments, &mut figures)?,
        Bench::Reads => reads::measure(&mut figures)?,
        Bench::Story => story::measure(&mut figures)?,
        Bench::Rebuild => rebuild::measure(&mut figures)?,
        Bench::Load(arguments) => load::measure(&arguments, &mut figures)?,
        Bench::All => {
            start::measure(&mut figures)?;
            ingest::measure(&mut figures)?;
            activity::measure(&activity::Arguments::default(), &mut figures)?;
            segments::measure(&mut figures)?;
            attribution::measure(&mut figures)?;
            capture::measure(&capture::Arguments::default(), &mut figures)?;
            score::measure(&mut figures)?;
            list::measure(&list::Arguments::default(), &mut figures)?;
            reads::measure(&mut figures)?;
            story::measure(&mut figures)?;
            rebuild::measure(&mut figures)?;
        }
    }
    if figures.is_empty() {
        bail!("nothing was measured");
    }
    print!("{figures}");
    Ok(if figures.all_reached() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
