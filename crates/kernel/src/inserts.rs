use crate::{Backend, WorkspaceTx};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait as _, DbErr, EntityTrait, QueryTrait as _, Statement,
    sea_query::{
        Alias, CommonTableExpression, InsertStatement, SqliteQueryBuilder, WithClause, WithQuery,
    },
};

/// Rows of several tables that are written with one message to the database.
///
/// Whoever comes in while others wait, on SQLite for the one writer and on PostgreSQL for a lock, writes a row to each of
/// ten tables. Most of the time that they wait is spent on messages: each costs two changes of thread, more than its row.
#[derive(Clone, Debug, Default)]
pub struct Inserts(Vec<InsertStatement>);

impl Inserts {
    /// Adds a row. Rows are written in this order, so what they refer to comes first.
    pub fn add<A: ActiveModelTrait>(&mut self, row: A) {
        self.add_statement(<A::Entity as EntityTrait>::insert(row).into_query());
    }

    /// Adds rows that are inserted another way, such as those that replace others.
    pub fn add_statement(&mut self, insert: InsertStatement) {
        self.0.push(insert);
    }

    /// Adds all of the others after its own.
    pub fn append(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Writes all of them, or fails; then nothing of the transaction may be kept.
    pub async fn write(mut self, tx: &WorkspaceTx) -> Result<(), DbErr> {
        let Some(last) = self.0.pop() else { return Ok(()) };
        if self.0.is_empty() {
            tx.db.execute(&last).await?;
        } else if tx.backend() == Backend::Postgres {
            tx.db.execute(&at_once(self.0, last)).await?;
        } else {
            self.0.push(last);
            tx.db.execute_raw(one_after_the_other(&self.0)).await?;
        }
        Ok(())
    }
}

/// SQLite takes several statements in one message.
fn one_after_the_other(inserts: &[InsertStatement]) -> Statement {
    let built = inserts.iter().map(|insert| insert.build(SqliteQueryBuilder));
    let (texts, values): (Vec<_>, Vec<_>) = built.unzip();
    let values = values.into_iter().flat_map(|values| values.0);
    Statement::from_sql_and_values(Backend::Sqlite.into(), texts.join("; "), values)
}

/// PostgreSQL takes one, which may hold others; it looks at foreign keys when all of it is done.
fn at_once(others: Vec<InsertStatement>, last: InsertStatement) -> WithQuery {
    let mut with = WithClause::new();
    for (place, insert) in others.into_iter().enumerate() {
        let name = Alias::new(format!("insert_{place}"));
        with.cte(CommonTableExpression::new().query(insert).table_name(name).to_owned());
    }
    last.with(with)
}
