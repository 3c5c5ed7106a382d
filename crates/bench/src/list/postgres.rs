use super::many_leads::{Dialect, LIVE, copy_sql};
use super::{Arguments, LEADS, ask};
use crate::access;
use crate::figure::Figures;
use crate::server::Home;
use anyhow::Result;
use sqlx::{Connection as _, Executor as _, PgConnection};
use test_postgres::{Durability, TestPostgres};

const DIALECT: Dialect = Dialect {
    new_id: "gen_random_uuid()",
    earlier: "{column} - copy.number * interval '97 minutes'",
    numbers: "SELECT number FROM generate_series(1, {count}) AS number",
};
const COLUMNS: &str = "SELECT column_name::text FROM information_schema.columns \
                       WHERE table_name = 'lead' ORDER BY ordinal_position";
/// Rows of all workspaces are seen, as the server's own work above workspaces sees them.
const ABOVE_WORKSPACES: &str = "SELECT set_config('app.scope', 'system', false)";

pub fn measure(arguments: &Arguments, figures: &mut Figures) -> Result<()> {
    let postgres = TestPostgres::start(Durability::Full)?;
    let directory = tempfile::tempdir()?;
    let url = postgres.url();
    let home = Home { directory: directory.path(), database_url: &url };
    println!("filling PostgreSQL with {LEADS} leads");
    let workspace = access::demo_workspace(&home)?;
    fill(&postgres, LEADS)?;
    ask("PostgreSQL", &home, &workspace, arguments, figures)
}

pub fn fill(postgres: &TestPostgres, wanted: u32) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(copy(&postgres.url(), wanted))?;
    // What autovacuum and the checkpointer do within minutes: without figures on a table its statements are planned
    // badly, and what was filled in must be on the disk before anybody is timed.
    postgres.sql("perennial", "VACUUM ANALYZE")?;
    postgres.sql("perennial", "CHECKPOINT")?;
    Ok(())
}

async fn copy(url: &str, wanted: u32) -> Result<()> {
    let mut connection = PgConnection::connect(url).await?;
    connection.execute(ABOVE_WORKSPACES).await?;
    let columns: Vec<String> = sqlx::query_scalar(COLUMNS).fetch_all(&mut connection).await?;
    let live: i64 = sqlx::query_scalar(LIVE).fetch_one(&mut connection).await?;
    let sql = copy_sql(&DIALECT, &columns, u32::try_from(live)?, wanted);
    connection.execute(sqlx::AssertSqlSafe(sql)).await?;
    Ok(())
}
