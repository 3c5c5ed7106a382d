use sea_orm_migration::{
    prelude::*,
    schema::{timestamp_with_time_zone, uuid},
    sea_orm::DbBackend,
};

/// Rows of this policy's table are seen only inside a transaction that named their workspace, or that stands
/// above all of them (see the kernel's `WorkspaceTx` and `SystemTx`). The settings are read in sub-selects, which
/// PostgreSQL answers once per statement; bare, it would read them again for every row.
const POLICY: &str = "workspace_id = (SELECT NULLIF(current_setting('app.workspace_id', true), '')::uuid) \
                      OR (SELECT current_setting('app.scope', true) = 'system')";

/// A table whose every row belongs to one workspace: `id`, `workspace_id`, the columns that `columns` adds, and
/// on PostgreSQL row-level security that holds for the owner of the table too.
pub async fn create_workspace_table(
    manager: &SchemaManager<'_>,
    name: &'static str,
    columns: impl FnOnce(&mut TableCreateStatement),
) -> Result<(), DbErr> {
    let mut table = Table::create();
    table.table(name).col(uuid("id").primary_key()).col(uuid("workspace_id")).foreign_key(
        ForeignKey::create()
            .from(name, "workspace_id")
            .to("workspace", "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
    columns(&mut table);
    manager.create_table(table).await?;
    protect(manager, name).await
}

/// Row-level security for a table that has `workspace_id`.
pub async fn protect(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        let sql = format!(
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY; \
             CREATE POLICY workspace_isolation ON {table} USING ({POLICY});"
        );
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// `created_at`, `updated_at` and `version`, which every object that clients change has.
pub fn change_columns(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    table
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(ColumnDef::new("version").big_integer().not_null().default(1))
}

/// Text that both databases compare byte by byte, whatever the locale of the server: ranks need it, and names
/// come in one order everywhere. SQLite does so by itself.
pub async fn compare_by_bytes(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&str],
) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for column in columns {
        let sql = format!("ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar COLLATE \"C\"");
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// An index on `columns`, named after them. Lists need theirs to begin with `workspace_id` and to end with `id`.
pub async fn create_index(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    manager.create_index(index(table, columns)).await
}

pub async fn create_unique(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    manager.create_index(index(table, columns).unique().to_owned()).await
}

fn index(table: &str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(table.to_owned());
    for column in columns {
        index.col(*column);
    }
    index
}

/// A foreign key of `table` to the `id` of another.
pub fn reference(
    table: &mut TableCreateStatement,
    name: &'static str,
    column: &'static str,
    to: &'static str,
    on_delete: ForeignKeyAction,
) {
    table.foreign_key(ForeignKey::create().from(name, column).to(to, "id").on_delete(on_delete));
}

pub async fn drop_tables(
    manager: &SchemaManager<'_>,
    tables: &[&'static str],
) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).to_owned()).await?;
    }
    Ok(())
}
