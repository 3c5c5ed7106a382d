//! The SPA and the portal.

use crate::test::context::Context;
use crate::test::step::Log;
use crate::web;
use anyhow::Result;

pub fn all(_: &mut Context, log: &mut Log) -> Result<()> {
    web::require_tools()?;
    if let Some(mut install) = web::install()? {
        log.run(&mut install)?;
    }
    for script in ["lint", "typecheck", "test"] {
        log.run(web::npm().args(["run", script]))?;
    }
    log.run(&mut web::build())?;
    web::note_build()
}
