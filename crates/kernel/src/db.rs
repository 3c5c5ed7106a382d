use crate::{Clock, Error, Random, Secret, Signal, SystemClock, SystemRandom};
use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DbBackend,
    sqlx::{
        ConnectOptions as _, Connection as _,
        postgres::{PgConnectOptions, PgPoolOptions},
        sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
    },
};
use std::{sync::Arc, time::Duration};

/// How long a request waits for a connection before it answers 503.
const ACQUIRE_TIMEOUT: Duration = Duration::from_millis(1500);
const SQLITE_READERS: u32 = 4;
/// A connection sees the statistics that were there when it began.
const READ_FOR: Duration = Duration::from_hours(1);
const POSTGRES_CONNECTIONS: u32 = 10;
/// For who a caller is, and for the queue of jobs.
const POSTGRES_SYSTEM_CONNECTIONS: u32 = 6;
/// Prepared statements of each connection.
const STATEMENTS_KEPT: usize = 256;
/// How long a connection to PostgreSQL may have been idle and still be used without asking whether it lives. Asking each
/// time would cost every request two more round trips.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// Which of the two databases this is, for the few statements that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

impl From<Backend> for DbBackend {
    fn from(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => Self::Sqlite,
            Backend::Postgres => Self::Postgres,
        }
    }
}

/// The database as the server opened it, with everything that must be the same in each transaction: the
/// clock, randomness, the secret, and the signal that wakes workers.
///
/// On SQLite `writer` is one connection and `readers` a read-only pool; on PostgreSQL both are one pool, and what
/// stands above workspaces has another, whose sessions row-level security lets see them all from the start.
#[derive(Clone)]
pub struct Db {
    pub readers: DatabaseConnection,
    pub writer: DatabaseConnection,
    pub(crate) system_readers: DatabaseConnection,
    pub(crate) system_writer: DatabaseConnection,
    pub backend: Backend,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub secret: Secret,
    pub signal: Signal,
}

impl Db {
    /// The same database with another clock and other randomness, for work that must come out the same each time.
    pub fn with(&self, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self { clock, random, ..self.clone() }
    }

    /// Has SQLite count what its indexes hold, of tables that have grown tenfold since it last did; there is mostly nothing
    /// to do. Before it has counted, SQLite takes a workspace for ten rows, and reads it whole rather than look up eleven
    /// ids. PostgreSQL keeps count by itself.
    pub async fn refresh_statistics(&self) -> Result<(), Error> {
        if self.backend == Backend::Sqlite {
            self.writer.execute_unprepared(REFRESH_STATISTICS).await?;
        }
        Ok(())
    }
}

/// Of all tables, whether this connection has read them or not, and by looking at all of their rows.
const REFRESH_STATISTICS: &str = "PRAGMA optimize = 0x10002";

/// How to open a database; the defaults are those of a server.
pub struct OpenDb {
    pub url: String,
    pub secret: Secret,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub postgres_connections: u32,
}

impl OpenDb {
    pub fn new(url: impl Into<String>, secret: Secret) -> Self {
        Self {
            url: url.into(),
            secret,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            postgres_connections: POSTGRES_CONNECTIONS,
        }
    }

    /// Connects. A SQLite file that doesn't exist is created; its folder must exist.
    pub async fn open(self) -> Result<Db, Error> {
        let Self { url, clock, random, secret, postgres_connections } = self;
        let (backend, [readers, writer, system_readers, system_writer]) =
            if url.starts_with("postgres") {
                let pool = open_postgres(&url, Scope::Workspace, postgres_connections)?;
                let system = open_postgres(&url, Scope::System, POSTGRES_SYSTEM_CONNECTIONS)?;
                (Backend::Postgres, [pool.clone(), pool, system.clone(), system])
            } else {
                // The writer first: it creates the file and switches it to WAL, which readers can't.
                let writer = open_sqlite_writer(&url).await?;
                // Where another process holds the lock, that one has counted or will.
                let _ = writer.execute_unprepared(REFRESH_STATISTICS).await;
                let readers = open_sqlite_readers(&url).await?;
                (Backend::Sqlite, [readers.clone(), writer.clone(), readers, writer])
            };
        let signal = Signal::default();
        Ok(Db {
            readers,
            writer,
            system_readers,
            system_writer,
            backend,
            clock,
            random,
            secret,
            signal,
        })
    }
}

/// What row-level security lets the sessions of a pool see before they say more.
#[derive(Clone, Copy)]
enum Scope {
    /// Nothing, until a transaction names its workspace.
    Workspace,
    /// Everything.
    System,
}

fn open_postgres(url: &str, scope: Scope, connections: u32) -> Result<DatabaseConnection, Error> {
    let options: PgConnectOptions = url.parse().map_err(Error::internal)?;
    let options = match scope {
        Scope::Workspace => options,
        Scope::System => options.options([("app.scope", "system")]),
    };
    let options = options
        .application_name("perennial")
        .options([("statement_timeout", "30s"), ("lock_timeout", "5s"), ("TimeZone", "UTC")])
        .statement_cache_capacity(STATEMENTS_KEPT)
        .disable_statement_logging();
    // Lazily: a server that starts before its database answers 503 and recovers by itself.
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(Duration::from_mins(10))
        .test_before_acquire(false)
        .before_acquire(|connection, state| {
            Box::pin(async move {
                if state.idle_for > TRUSTED_FOR {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(options);
    Ok(pool.into())
}

fn sqlite_options(url: &str) -> Result<SqliteConnectOptions, Error> {
    let options: SqliteConnectOptions = url.parse().map_err(Error::internal)?;
    Ok(options
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("mmap_size", "268435456")
        .pragma("cache_size", "-16000")
        .pragma("temp_store", "MEMORY")
        .statement_cache_capacity(STATEMENTS_KEPT)
        .disable_statement_logging())
}

/// As much as SQLite maps at most: a new row goes to a page of every index, anywhere in a file that may be large, and
/// reading each of those pages by a call costs as much as writing them.
const MAPPED_FOR_WRITING: &str = "2147418112";

async fn open_sqlite_writer(url: &str) -> Result<DatabaseConnection, Error> {
    let options = sqlite_options(url)?
        .create_if_missing(true)
        .pragma("mmap_size", MAPPED_FOR_WRITING)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    // One writer: SQLite has one write lock, and waiting in the pool is fair where waiting for the lock is not.
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(20))
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(Error::internal)?;
    Ok(pool.into())
}

async fn open_sqlite_readers(url: &str) -> Result<DatabaseConnection, Error> {
    let pool = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(READ_FOR)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(sqlite_options(url)?.pragma("query_only", "ON"))
        .await
        .map_err(Error::internal)?;
    Ok(pool.into())
}
