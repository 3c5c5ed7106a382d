use super::many_leads::{Dialect, LIVE, copy_sql};
use super::{Arguments, LEADS, ask};
use crate::access;
use crate::figure::Figures;
use crate::server::Home;
use anyhow::Result;
use rusqlite::Connection;

const DIALECT: Dialect = Dialect {
    new_id: "randomblob(16)",
    earlier: "strftime('%Y-%m-%dT%H:%M:%S+00:00', {column}, '-' || (copy.number * 97) || ' minutes')",
    numbers: "WITH RECURSIVE up(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM up LIMIT {count}) \
              SELECT number FROM up",
};

pub fn measure(arguments: &Arguments, figures: &mut Figures) -> Result<()> {
    let directory = tempfile::tempdir_in("/var/tmp")?;
    let path = directory.path().join("perennial.db");
    let database_url = format!("sqlite://{}", path.display());
    let home = Home { directory: directory.path(), database_url: &database_url };
    println!("filling SQLite with {LEADS} leads");
    let workspace = access::demo_workspace(&home)?;
    fill(&Connection::open(&path)?, LEADS)?;
    ask("SQLite", &home, &workspace, arguments, figures)
}

pub fn fill(connection: &Connection, wanted: u32) -> Result<()> {
    let mut names = connection.prepare("SELECT name FROM pragma_table_info('lead')")?;
    let columns = names.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let live = connection.query_row(LIVE, [], |row| row.get(0))?;
    connection.execute(&copy_sql(&DIALECT, &columns, live, wanted), [])?;
    Ok(())
}
