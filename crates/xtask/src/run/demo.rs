//! The demo workspace: made once for a data directory, its credentials kept beside it.

use super::Locale;
use super::installation::Installation;
use crate::process;
use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

const SEED: &str = "1";

/// What `perennial demo --json` prints of the owner it made.
#[derive(Debug, Deserialize, Serialize)]
pub struct Account {
    #[serde(alias = "owner_email")]
    pub email: String,
    pub password: String,
}

/// Makes the demo workspace in an empty installation. To one that has been used without it,
/// nothing is added.
pub fn prepare(installation: &Installation, locale: Locale) -> Result<Option<Account>> {
    let kept = installation.data.join("demo-account.json");
    if kept.exists() {
        let text = std::fs::read_to_string(&kept)?;
        let account = serde_json::from_str(&text);
        return account.with_context(|| format!("{} is damaged", kept.display())).map(Some);
    }
    if installation.is_used() {
        return Ok(None);
    }
    println!("making a year of a fictitious vendor's life ({})", locale.tag());
    let mut demo = installation.perennial();
    demo.args(["demo", "--seed", SEED, "--locale", locale.tag(), "--json"]);
    let printed = process::output(&mut demo)?;
    let account: Account =
        serde_json::from_str(&printed).context("`perennial demo --json` printed something else")?;
    std::fs::write(&kept, serde_json::to_string_pretty(&account)?)?;
    Ok(Some(account))
}
