//! Looks at an installation and says what to mend, in words a person who hosts it can act on.

use crate::configuration::Configuration;
use kernel::{Backend, Db, SystemTx};
use migration::Migrator;
use sea_orm::{ConnectionTrait as _, Statement};
use sea_orm_migration::MigratorTrait as _;

enum Finding {
    Good(String),
    Mend(String),
}

pub async fn examine(configuration: &Configuration) -> anyhow::Result<()> {
    let mut findings =
        vec![web_pages(configuration), mail(configuration), public_url(configuration)];
    match configuration.open().await {
        Err(error) => findings.push(Finding::Mend(format!("{error:#}"))),
        Ok(db) => match look_inside(&db).await {
            Ok(found) => findings.extend(found),
            Err(error) => {
                findings.push(Finding::Mend(format!("the database does not answer: {error:#}")));
            }
        },
    }
    let mut to_mend = 0;
    for finding in findings {
        match finding {
            Finding::Good(text) => println!("ok    {text}"),
            Finding::Mend(text) => {
                to_mend += 1;
                println!("mend  {text}");
            }
        }
    }
    anyhow::ensure!(to_mend == 0, "{to_mend} to mend");
    Ok(())
}

fn web_pages(configuration: &Configuration) -> Finding {
    match &configuration.web_dir {
        None => Finding::Good("pages are served elsewhere (PERENNIAL_WEB_DIR is not set)".into()),
        Some(dir) if dir.join("admin/index.html").exists() => {
            Finding::Good(format!("pages are in {}", dir.display()))
        }
        Some(dir) => {
            Finding::Mend(format!("{} has no admin/index.html: build the pages", dir.display()))
        }
    }
}

fn mail(configuration: &Configuration) -> Finding {
    match (&configuration.smtp_url, configuration.is_embedded()) {
        (Some(_), _) => Finding::Good("mails go to the configured server".into()),
        (None, true) => {
            Finding::Good("mails lie in the data folder (PERENNIAL_SMTP_URL is not set)".into())
        }
        (None, false) => Finding::Mend("nobody gets mail: set PERENNIAL_SMTP_URL".into()),
    }
}

fn public_url(configuration: &Configuration) -> Finding {
    let url = configuration.public_url();
    let is_local = url.contains("//127.0.0.1") || url.contains("//localhost");
    if url.starts_with("https://") || is_local {
        return Finding::Good(format!("people come by {url}"));
    }
    Finding::Mend(format!("people come by {url}: without HTTPS, passwords travel in clear"))
}

async fn look_inside(db: &Db) -> anyhow::Result<Vec<Finding>> {
    let pending = Migrator::get_pending_migrations(&db.writer).await?.len();
    if pending > 0 {
        return Ok(vec![Finding::Mend(format!(
            "{pending} migrations are missing: run `perennial migrate up`"
        ))]);
    }
    let mut findings = vec![Finding::Good("the schema is that of this version".into())];
    if db.backend == Backend::Postgres {
        findings.push(role(db).await?);
    }
    let dead = count(db, "SELECT COUNT(*) FROM job WHERE state = 'dead'").await?;
    findings.push(match dead {
        0 => Finding::Good("no job has failed for good".into()),
        dead => Finding::Mend(format!("{dead} jobs failed for good: see Settings › Failed jobs")),
    });
    let waiting = count(db, "SELECT COUNT(*) FROM domain_event WHERE dispatched = false").await?;
    findings.push(if waiting < 1000 {
        Finding::Good(format!("{waiting} events wait to be dispatched"))
    } else {
        Finding::Mend(format!("{waiting} events wait to be dispatched: is a worker running?"))
    });
    Ok(findings)
}

/// Row-level security does not hold superusers.
async fn role(db: &Db) -> anyhow::Result<Finding> {
    let sql =
        "SELECT COUNT(*) FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)";
    Ok(match count(db, sql).await? {
        0 => Finding::Good("the database role is held by row-level security".into()),
        _ => Finding::Mend(
            "the database role is a superuser or bypasses row-level security: use a plain role"
                .into(),
        ),
    })
}

async fn count(db: &Db, sql: &'static str) -> anyhow::Result<i64> {
    let tx = SystemTx::read(db).await?;
    let row = tx.db.query_one_raw(Statement::from_string(db.backend.into(), sql)).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get_by_index(0))?)
}
