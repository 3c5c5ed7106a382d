//! Who is in a segment, live, among 100 000 accounts: the demo's accounts copied, with their events. A copy counts as the
//! account it was copied from, so the index is the demo's and the database looks at 100 000 rows.

use crate::access;
use crate::asker::Asker;
use crate::figure::Figures;
use crate::http::Connection;
use crate::server::{Home, Server};
use anyhow::{Result, bail};
use rusqlite::Connection as Database;
use serde_json::{Value, json};

const ACCOUNTS: u32 = 100_000;

pub fn measure(figures: &mut Figures) -> Result<()> {
    let directory = tempfile::tempdir_in("/var/tmp")?;
    let path = directory.path().join("perennial.db");
    let database_url = format!("sqlite://{}", path.display());
    let home = Home { directory: directory.path(), database_url: &database_url };
    println!("filling SQLite with {ACCOUNTS} accounts");
    let workspace = access::demo_workspace(&home)?;
    fill(&Database::open(&path)?)?;
    let key = access::new_key(&home, &workspace, "customers:read,events:read")?;
    let (server, _) = Server::start(&home)?;
    let mut asker = Asker { connection: Connection::open(server.address)?, key: &key };
    for (name, condition) in conditions() {
        let draft = json!({ "subject": "account", "condition": condition });
        let name = format!("segment of {ACCOUNTS} accounts, {name}");
        let answer =
            asker.report((&name, 300.0, 300.0), ("/v1/segments/preview", &draft), figures)?;
        let (count, total) = (answer["count"].as_u64(), answer["total"].as_u64());
        let all = u64::from(ACCOUNTS);
        if total != Some(all) || !count.is_some_and(|count| (1..all).contains(&count)) {
            bail!("{name}: {count:?} of {total:?}");
        }
    }
    Ok(())
}

fn conditions() -> Vec<(&'static str, Value)> {
    let field = |field: &str, operator: &str, values: Value| json!({ "field": { "field": field, "operator": operator, "values": values } });
    let often = json!({ "events": { "names": ["sale_recorded"], "at_least": 3, "within": { "last_days": 14 } } });
    let helped = json!({ "events": { "names": ["help_opened"], "within": { "last_days": 30 } } });
    let behaviour = json!({ "all": [often, { "not": helped }] });
    let attribute = field("attributes.store_count", "at_least", json!([2]));
    let nested = json!({ "all": [
        field("lifecycle_stage", "is_not", json!(["churned"])),
        { "any": [
            field("renews_on", "in_next_days", json!([90])),
            { "all": [field("name", "contains", json!(["店"])), attribute] },
            { "subscription": [{ "field": "seats", "operator": "is_set" }] },
        ] },
        { "any": [behaviour, { "not": field("city", "is_set", json!([])) }] },
    ] });
    vec![("behaviour", behaviour), ("attribute", attribute), ("nested tree", nested)]
}

fn fill(database: &Database) -> Result<()> {
    let mut names = database.prepare("SELECT name FROM pragma_table_info('account')")?;
    let columns = names.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let live = "archived_at IS NULL AND merged_into_id IS NULL";
    let count = format!("SELECT COUNT(*) FROM account WHERE {live}");
    let there: u32 = database.query_row(&count, [], |row| row.get(0))?;
    let missing = ACCOUNTS - there;
    let values: Vec<_> = columns
        .iter()
        .map(|column| match column.as_str() {
            "id" => "randomblob(16)".to_owned(),
            "external_id" => "'copy of ' || hex(id) || copy.number".to_owned(),
            other => format!("account.{other}"),
        })
        .collect();
    let numbers = format!(
        "WITH RECURSIVE up(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM up LIMIT {}) SELECT number FROM up",
        missing.div_ceil(there)
    );
    database.execute(
        &format!(
            "INSERT INTO account ({}) SELECT {} FROM account, ({numbers}) AS copy WHERE {live} LIMIT {missing}",
            columns.join(", "),
            values.join(", ")
        ),
        [],
    )?;
    let unit = "INSERT INTO event_unit (workspace_id, kind, ordinal, parent, root, subject_id, is_visitor) \
                SELECT unit.workspace_id, 1, 1000000 + row_number() OVER (), unit.root, unit.root, copy.id, FALSE \
                FROM account AS copy \
                JOIN event_unit AS unit ON unit.subject_id = unhex(substr(copy.external_id, 9, 32)) \
                WHERE copy.external_id LIKE 'copy of %' AND unit.workspace_id = copy.workspace_id";
    database.execute(unit, [])?;
    Ok(())
}
