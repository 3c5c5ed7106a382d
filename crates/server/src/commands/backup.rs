use crate::configuration::Configuration;
use anyhow::{Context as _, bail};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use std::path::{Path, PathBuf};

/// Copies a running SQLite database: consistent, and without stopping anybody.
pub async fn backup(configuration: &Configuration, file: &Path) -> anyhow::Result<()> {
    expect_sqlite(configuration)?;
    if file.exists() {
        bail!("{} exists; name a new file", file.display());
    }
    let db = configuration.open().await?;
    let target = file.to_str().context("the file's name must be text")?;
    let statement =
        Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO $1", [target.into()]);
    db.writer.execute_raw(statement).await?;
    println!("{} holds {} bytes", file.display(), std::fs::metadata(file)?.len());
    Ok(())
}

/// Puts a copy in the place of the database; what was there is kept beside it.
pub async fn restore(configuration: &Configuration, file: &Path) -> anyhow::Result<()> {
    expect_sqlite(configuration)?;
    check(file).await?;
    let database = PathBuf::from(configuration.database_url().trim_start_matches("sqlite://"));
    std::fs::create_dir_all(&configuration.data_dir)?;
    if database.exists() {
        let kept = database.with_extension("db.before-restore");
        std::fs::rename(&database, &kept)?;
        println!("the database before is kept as {}", kept.display());
    }
    for journal in ["db-wal", "db-shm"] {
        std::fs::remove_file(database.with_extension(journal)).ok();
    }
    std::fs::copy(file, &database)?;
    println!("{} is in place", database.display());
    Ok(())
}

/// A damaged copy must not replace a good database.
async fn check(file: &Path) -> anyhow::Result<()> {
    let url = format!("sqlite://{}?mode=ro", file.display());
    let copy = sea_orm::Database::connect(url)
        .await
        .with_context(|| format!("{} is no database", file.display()))?;
    let statement = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
    let row = copy.query_one_raw(statement).await?.context("the copy does not answer")?;
    let verdict: String = row.try_get_by_index(0)?;
    if verdict != "ok" {
        bail!("{} is damaged: {verdict}", file.display());
    }
    Ok(())
}

fn expect_sqlite(configuration: &Configuration) -> anyhow::Result<()> {
    if configuration.is_embedded() {
        return Ok(());
    }
    bail!(
        "PostgreSQL has its own tools: `pg_dump --format=custom` and `pg_restore`; docs/runbook.md shows both"
    )
}
