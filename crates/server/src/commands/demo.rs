use crate::{configuration::Configuration, files};
use anyhow::{Context as _, bail};
use clap::Args;
use demo::{Year, simulate, store};
use identity::Password;
use kernel::locale::Locale;
use serde_json::{Value, json};
use std::{
    path::Path,
    time::{Duration, Instant},
};

/// More than this fits into no laptop.
const MAX_SCALE: f64 = 20.0;

/// A year of a fictitious vendor of shop-management software, up to today, in a workspace of its own.
#[derive(Args)]
pub struct Demo {
    /// The same seed on the same day makes the same year.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// `zh-CN` or `en`.
    #[arg(long, default_value = "zh-CN")]
    locale: Locale,
    /// How large the vendor is: 1 has 2 000 leads, 600 accounts and 400 000 behaviour events.
    #[arg(long, default_value_t = 1.0, value_parser = scale)]
    scale: f64,
    /// Make it although the database has workspaces already. Another demo in it needs another seed.
    #[arg(long)]
    beside_others: bool,
    /// Print JSON, and no progress.
    #[arg(long)]
    json: bool,
}

pub async fn run(configuration: &Configuration, arguments: Demo) -> anyhow::Result<()> {
    let started = Instant::now();
    let db = super::open_migrated(configuration).await?;
    let is_empty = store::is_empty(&db)
        .await
        .context("the database has no schema yet: run `perennial migrate up`")?;
    if !is_empty && !arguments.beside_others {
        bail!(
            "this database has a workspace already: choose an empty one with --data-dir or --database-url, or add \
             the demo as another workspace with --beside-others"
        );
    }
    let now = db.clock.now();
    let Demo { seed, locale, scale, .. } = arguments;
    let mut progress = Progress { silent: arguments.json, started };
    progress.tell("simulating the year");
    let year = tokio::task::spawn_blocking(move || simulate(seed, locale, scale, now)).await?;
    let year = store::settle(&db, year).await.map_err(super::explain)?;
    let year = year.context("this very demo is in the database already: choose another --seed")?;
    let password = super::workspace::made_up_password();
    let hash =
        Password::new(password.clone()).hash(db.random.as_ref()).await.map_err(super::explain)?;
    let mut tell = |what: &str, count: usize| {
        progress.tell(&format!("writing {count} {}", what.replace('_', " ")));
    };
    store::write(&db, &year, seed, &hash, now, &mut tell).await.map_err(super::explain)?;
    let credentials = credentials(&year, &password);
    keep(configuration, &credentials)?;
    if arguments.json {
        println!("{credentials}");
    } else {
        announce(&year, &password, started.elapsed());
    }
    Ok(())
}

fn scale(text: &str) -> Result<f64, String> {
    let scale: f64 = text.parse().map_err(|_| "expected a number such as 1 or 0.1".to_owned())?;
    if scale.is_finite() && scale > 0.0 && scale <= MAX_SCALE {
        Ok(scale)
    } else {
        Err(format!("expected a number above 0 and up to {MAX_SCALE}"))
    }
}

fn credentials(year: &Year, password: &str) -> Value {
    let members = year.members.iter();
    let members: Vec<_> = members
        .map(|member| json!({"name": member.name, "email": member.email, "role": member.role}))
        .collect();
    json!({
        "workspace_id": year.workspace.id,
        "workspace_name": year.workspace.name,
        "locale": year.workspace.locale,
        "email": year.members[0].email,
        "password": password,
        "form_slug": year.form.slug,
        "members": members,
    })
}

/// What `serve` shows on the sign-in page of a demo.
fn keep(configuration: &Configuration, credentials: &Value) -> anyhow::Result<()> {
    let folder: &Path = &configuration.data_dir;
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} can't be made", folder.display()))?;
    files::write_private(
        &folder.join("demo.json"),
        serde_json::to_string_pretty(credentials)?.as_bytes(),
    )
}

fn announce(year: &Year, password: &str, took: Duration) {
    println!("{} is ready after {:.1} s", year.workspace.name, took.as_secs_f64());
    println!("workspace  {}", year.workspace.id);
    println!("password   {password}");
    for member in &year.members {
        println!("{:<10} {}  {}", member.role, member.email, member.name);
    }
}

struct Progress {
    silent: bool,
    started: Instant,
}

impl Progress {
    fn tell(&mut self, what: &str) {
        if !self.silent {
            eprintln!("{:>6.1} s  {what}", self.started.elapsed().as_secs_f64());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::scale;

    #[test]
    fn a_scale_is_a_number_above_zero() {
        assert_eq!(scale("0.05"), Ok(0.05));
        for wrong in ["0", "-1", "nan", "inf", "21", "much"] {
            assert!(scale(wrong).is_err(), "{wrong}");
        }
    }
}
