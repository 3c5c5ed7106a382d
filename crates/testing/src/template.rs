//! A migrated database of each kind, made once per test binary and copied for every test.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::path::PathBuf;
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Names the running PostgreSQL: a role that may create databases and is no superuser, since row-level security
/// doesn't hold superusers.
pub const POSTGRES_URL: &str = "PERENNIAL_TEST_POSTGRES_URL";

static SQLITE: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();
static POSTGRES: OnceCell<String> = OnceCell::const_new();

pub async fn sqlite() -> &'static PathBuf {
    let make = async || {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("template.db");
        let db = Database::connect(format!("sqlite://{}?mode=rwc", file.display()))
            .await
            .expect("a SQLite file");
        migration::up(&db).await.expect("migrations run on SQLite");
        db.close().await.expect("the template closes");
        (folder, file)
    };
    &SQLITE.get_or_init(make).await.1
}

/// The name of the template database.
pub async fn postgres() -> &'static String {
    let make = async || {
        let name = format!("template_{}", std::process::id());
        create_database(&name, "template0").await;
        let db = Database::connect(database_url(&name)).await.expect("the template database");
        migration::up(&db).await.expect("migrations run on PostgreSQL");
        db.close().await.expect("the template closes");
        name
    };
    POSTGRES.get_or_init(make).await
}

pub async fn create_database(name: &str, template: &str) {
    let admin = admin().await;
    // A database of an earlier process with the same number may have been left behind.
    for sql in [
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"),
    ] {
        admin.execute_unprepared(&sql).await.expect("the role may create databases");
    }
    admin.close().await.expect("the connection closes");
}

pub async fn drop_database(name: &str) {
    let admin = admin().await;
    admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.ok();
}

pub fn database_url(name: &str) -> String {
    let (server, _) = server_url()
        .rsplit_once('/')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("a URL with a database name");
    format!("{server}/{name}")
}

async fn admin() -> DatabaseConnection {
    Database::connect(server_url()).await.expect("PostgreSQL for tests is running")
}

fn server_url() -> String {
    std::env::var(POSTGRES_URL).unwrap_or_else(|_| {
        panic!("{POSTGRES_URL} is not set: run tests as `cargo xtask pg -- cargo test …`, which starts a server for them")
    })
}
