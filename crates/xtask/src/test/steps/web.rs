//! The SPA and the portal.

use crate::test::context::Context;
use crate::test::step::Log;
use crate::web;
use anyhow::Result;

pub fn checks(_: &mut Context, log: &mut Log) -> Result<()> {
    install(log)?;
    for script in ["lint", "typecheck", "test"] {
        log.run(web::npm().args(["run", script]))?;
    }
    build(log)
}

/// Builds what the server serves, unless nothing changed since.
pub fn build(log: &mut Log) -> Result<()> {
    install(log)?;
    if web::is_stale()? {
        log.run(&mut web::build())?;
        web::note_build()?;
    }
    Ok(())
}

fn install(log: &mut Log) -> Result<()> {
    web::require_tools()?;
    match web::install()? {
        Some(mut install) => log.run(&mut install),
        None => Ok(()),
    }
}
