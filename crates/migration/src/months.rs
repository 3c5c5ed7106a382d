//! Events by the month on PostgreSQL: `event` is partitioned by `occurred_at`, so that old events can be dropped without
//! touching the others. SQLite keeps one table.
//!
//! There is no default partition: to make a month that a default one has rows of would mean to move them under a lock that
//! nobody can read past. Whoever stores events asks for their months first, with `make_event_months`.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend, Statement},
};

/// Makes those of these months that are not there; each is named by its first day in UTC.
///
/// It may be called by several transactions at once, and in the one that stores the events. A month that is made and then
/// attached keeps nobody from reading or writing the others, unlike `CREATE TABLE … PARTITION OF`. Only who has to make
/// one waits for others who do. The lock on `event` keeps months from being detached until the events are stored.
///
/// Row-level security without a policy: rows of a month are seen through `event` alone, under the policy that holds there.
/// Indexes come with the attaching. Every batch asks, so a month is first looked for by its name; one that was detached
/// may still have the name, and somebody may have given it another.
///
/// It runs as the owner of the tables, which a role that only stores events need not be.
const MAKE: &str = "
CREATE FUNCTION make_event_months(months date[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
    month date;
    name text;
    bounds text;
BEGIN
    LOCK TABLE ONLY event IN ROW EXCLUSIVE MODE;
    FOREACH month IN ARRAY months LOOP
        name := 'event_' || to_char(month, 'YYYY_MM');
        CONTINUE WHEN EXISTS (
            SELECT FROM pg_inherits WHERE inhrelid = to_regclass(name)
                AND inhparent = 'event'::regclass AND NOT inhdetachpending);
        PERFORM pg_advisory_xact_lock({lock});
        bounds := format('FOR VALUES FROM (%L) TO (%L)', extract(epoch FROM month)::bigint * 1000,
            extract(epoch FROM month + interval '1 month')::bigint * 1000);
        CONTINUE WHEN EXISTS (
            SELECT FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
            WHERE inhparent = 'event'::regclass AND NOT inhdetachpending
                AND pg_get_expr(relpartbound, inhrelid) = bounds);
        WHILE to_regclass(name) IS NOT NULL LOOP
            name := name || '_again';
        END LOOP;
        EXECUTE format('CREATE TABLE %I (LIKE event INCLUDING ALL EXCLUDING INDEXES)', name);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE event ATTACH PARTITION %I %s', name, bounds);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION make_event_months(date[]) FROM PUBLIC";

/// Any number that only we use.
const LOCK: i64 = 0x6576_656e_7473;

/// The table of events, without its primary key. On PostgreSQL the key of a partitioned table holds what it is
/// partitioned by; that a number is given once is seen to by whoever gives numbers.
pub async fn create_table(
    manager: &SchemaManager<'_>,
    mut event: TableCreateStatement,
) -> Result<(), DbErr> {
    let mut key = Index::create();
    key.col("workspace_id").col("id");
    if manager.get_database_backend() != DbBackend::Postgres {
        return manager.create_table(event.primary_key(&mut key).to_owned()).await;
    }
    let table = event.primary_key(key.col("occurred_at")).to_string(PostgresQueryBuilder);
    let partitioned = format!("{table} PARTITION BY RANGE (occurred_at)");
    let connection = manager.get_connection();
    connection.execute_unprepared(&partitioned).await?;
    let schema = "SELECT quote_ident(current_schema())";
    let schema = connection.query_one_raw(Statement::from_string(DbBackend::Postgres, schema));
    let schema: String = match schema.await? {
        Some(row) => row.try_get_by_index(0)?,
        None => return Err(DbErr::Custom("there is no schema to make tables in".to_owned())),
    };
    let make = MAKE.replace("{schema}", &schema).replace("{lock}", &LOCK.to_string());
    connection.execute_unprepared(&make).await?;
    Ok(())
}

/// Takes back what `create_table` made besides the table.
pub async fn forget(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        let sql = "DROP FUNCTION make_event_months(date[])";
        manager.get_connection().execute_unprepared(sql).await?;
    }
    Ok(())
}
