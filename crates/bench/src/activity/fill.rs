//! Writes a history into a SQLite file as taking it in would have left it: rows, names, units and their keys, and the log
//! that the index is built from, 1 000 events a batch. Left out is what no question reads: the message ids that were
//! taken. The same history goes into a file that other engines read.

use super::history::{Event, History, NAMES};
use activity::log::{self, Fact};
use anyhow::{Context as _, Result};
use rusqlite::{Connection, params};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use uuid::Uuid;

/// As many events as a batch has.
const BATCH: usize = 1000;
const ROWS_PER_TRANSACTION: usize = 500_000;
/// The numbers of names begin behind those with a meaning of their own.
const FIRST_NAME: i32 = 2;

pub struct Filling {
    connection: Connection,
    workspace: Uuid,
    /// When the first day began, in milliseconds since 1970.
    start: i64,
}

pub fn name(number: u8) -> String {
    format!("event_{number}")
}

impl Filling {
    /// The only workspace of the file.
    pub fn open(path: &Path, start: i64) -> Result<Self> {
        let connection = Connection::open(path)?;
        let id =
            connection.query_row("SELECT id FROM workspace", [], |row| row.get::<_, [u8; 16]>(0));
        Ok(Self { connection, workspace: Uuid::from_bytes(id?), start })
    }

    pub const fn workspace(&self) -> Uuid {
        self.workspace
    }

    /// How many events the file has already.
    pub fn events(&self) -> Result<i64> {
        let sql = "SELECT COALESCE(MAX(last_id), 0) FROM event_stream";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// Everything but the log.
    pub fn fill(&mut self, history: &History) -> Result<()> {
        // Nobody else has the file, and if the power fails it is made again.
        self.pragmas(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;",
        )?;
        let indexes = self.drop_indexes()?;
        self.events_of(history)?;
        for sql in indexes {
            self.connection.execute_batch(&sql)?;
        }
        let transaction = self.connection.transaction()?;
        names(&transaction, self.workspace, self.start)?;
        let [people, accounts] = history.units();
        units(&transaction, self.workspace, 0, people, 'u')?;
        units(&transaction, self.workspace, 1, accounts, 's')?;
        transaction.execute(
            "INSERT INTO event_stream (workspace_id, last_id, last_person_unit, last_account_unit, last_name) \
             VALUES (?, ?, ?, ?, ?)",
            params![
                self.workspace.as_bytes(),
                i64::try_from(history.events().len())?,
                i64::from(people) - 1,
                i64::from(accounts) - 1,
                FIRST_NAME + i32::from(NAMES) - 1,
            ],
        )?;
        transaction.commit()?;
        self.pragmas("PRAGMA journal_mode = WAL;")
    }

    fn pragmas(&self, sql: &str) -> Result<()> {
        self.connection.execute_batch(sql).context("a pragma")
    }

    /// Made again at the end, they are sorted once instead of edited in ten million places.
    fn drop_indexes(&self) -> Result<Vec<String>> {
        let sql = "SELECT name, sql FROM sqlite_master \
                   WHERE type = 'index' AND tbl_name = 'event' AND sql IS NOT NULL";
        let mut select = self.connection.prepare(sql)?;
        let indexes = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let indexes = indexes.collect::<Result<Vec<(String, String)>, _>>()?;
        for (name, _) in &indexes {
            self.connection.execute_batch(&format!("DROP INDEX \"{name}\""))?;
        }
        Ok(indexes.into_iter().map(|(_, sql)| sql).collect())
    }

    fn events_of(&mut self, history: &History) -> Result<()> {
        let names: Vec<String> = (0..NAMES).map(name).collect();
        let mut events = (1_i64..).zip(history.events());
        loop {
            let transaction = self.connection.transaction()?;
            let mut insert = transaction.prepare_cached(
                "INSERT INTO event (workspace_id, id, occurred_at, received_at, person_unit, account_unit, name_number, \
                 from_client, name, message_id, person_external_id, account_external_id) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
            )?;
            let mut written = 0;
            for (number, event) in events.by_ref().take(ROWS_PER_TRANSACTION) {
                let at = at(self.start, event);
                insert.execute(params![
                    self.workspace.as_bytes(),
                    number,
                    at,
                    at,
                    event.person,
                    event.account,
                    FIRST_NAME + i32::from(event.name),
                    names[usize::from(event.name)],
                    format!("m{number}"),
                    format!("u{}", event.person),
                    format!("s{}", event.account),
                ])?;
                written += 1;
            }
            drop(insert);
            transaction.commit()?;
            if written < ROWS_PER_TRANSACTION {
                return Ok(());
            }
        }
    }

    /// Tells the index of the events after the first `skip`, at most `most` of them.
    pub fn log(&mut self, history: &History, skip: usize, most: usize) -> Result<()> {
        let facts: Vec<Fact> = history
            .events()
            .skip(skip)
            .take(most)
            .map(|event| Fact {
                person: Some(event.person),
                account: Some(event.account),
                name: FIRST_NAME + i32::from(event.name),
                at: at(self.start, event),
            })
            .collect();
        let transaction = self.connection.transaction()?;
        let mut insert = transaction.prepare(
            "INSERT INTO event_log (workspace_id, last_id, received_at, facts) VALUES (?, ?, ?, ?)",
        )?;
        let mut last = i64::try_from(skip)?;
        for batch in facts.chunks(BATCH) {
            last += i64::try_from(batch.len())?;
            let received_at = batch.last().map_or(0, |fact| fact.at);
            insert.execute(params![
                self.workspace.as_bytes(),
                last,
                received_at,
                log::encode(batch)
            ])?;
        }
        drop(insert);
        transaction.commit()?;
        Ok(())
    }

    /// As before the first refresh.
    pub fn forget_index(&self) -> Result<()> {
        for table in ["event_index", "event_log", "event_segment", "event_times"] {
            self.connection.execute(&format!("DELETE FROM {table}"), [])?;
        }
        self.connection.execute("UPDATE event_name SET volume = 0", [])?;
        Ok(())
    }

    /// Bytes of the index: of the sets and times of people by day, which every answer could be had from; of everything
    /// in it; and of the pages that it occupies.
    pub fn index_bytes(&self) -> Result<[f64; 3]> {
        let number = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, f64>(0));
        let sum = |sets: &str| {
            number(&format!(
                "SELECT (SELECT TOTAL(LENGTH(units)) FROM event_segment {sets}) + \
                 (SELECT TOTAL(LENGTH(times)) FROM event_times {sets})"
            ))
        };
        let pages = "SELECT TOTAL(pgsize) FROM dbstat('main') WHERE name IN \
                     ('event_segment', 'event_times', 'sqlite_autoindex_event_segment_1', \
                     'sqlite_autoindex_event_times_1')";
        Ok([sum("WHERE kind = 0 AND name_number > 0")?, sum("")?, number(pages)?])
    }
}

fn at(start: i64, event: Event) -> i64 {
    start + event.at.cast_signed()
}

fn names(connection: &Connection, workspace: Uuid, start: i64) -> Result<()> {
    let mut insert = connection.prepare(
        "INSERT INTO event_name (id, workspace_id, number, name, search_text, denied, volume, first_seen_at, \
         last_seen_at) VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?)",
    )?;
    for number in 0..NAMES {
        let id = Uuid::from_u128(u128::from(number) + 1);
        let (name, place) = (name(number), FIRST_NAME + i32::from(number));
        insert.execute(params![
            id.as_bytes(),
            workspace.as_bytes(),
            place,
            name,
            name,
            start,
            start
        ])?;
    }
    Ok(())
}

fn units(
    connection: &Connection,
    workspace: Uuid,
    kind: u8,
    count: u32,
    letter: char,
) -> Result<()> {
    const EXTERNAL: u8 = 1;
    let mut unit = connection.prepare(
        "INSERT INTO event_unit (workspace_id, kind, ordinal, parent, root, is_visitor) VALUES (?1, ?2, ?3, ?3, ?3, 0)",
    )?;
    let mut key = connection.prepare(
        "INSERT INTO event_unit_key (workspace_id, kind, key_kind, value, ordinal) VALUES (?, ?, ?, ?, ?)",
    )?;
    for ordinal in 0..count {
        unit.execute(params![workspace.as_bytes(), kind, ordinal])?;
        let value = format!("{letter}{ordinal}");
        key.execute(params![workspace.as_bytes(), kind, EXTERNAL, value, ordinal])?;
    }
    Ok(())
}

/// Person, account, name, day, milliseconds since the first day began: a line each.
pub fn write_lines(history: &History, path: &Path) -> Result<()> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    for Event { person, account, name, at } in history.events() {
        writeln!(file, "{person},{account},{name},{},{at}", at / super::history::DAY)?;
    }
    Ok(file.flush()?)
}
