use crate::{condition::SegmentSubject, field::Source, subjects};
use activity::index::calendar::{Calendar, date};
use chrono::{DateTime, Utc};
use customers::entity::{affiliation, subscription};
use kernel::{Error, WorkspaceTx};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use uuid::Uuid;

/// An account or person that is in use.
pub struct Record {
    pub subject: SegmentSubject,
    pub id: Uuid,
    /// Its row as JSON, by column.
    pub row: Value,
}

impl Record {
    pub async fn load(
        tx: &WorkspaceTx,
        subject: SegmentSubject,
        id: Uuid,
    ) -> Result<Option<Self>, Error> {
        Ok(Self::all(tx, subject, vec![id]).await?.pop())
    }

    async fn all(
        tx: &WorkspaceTx,
        subject: SegmentSubject,
        ids: Vec<Uuid>,
    ) -> Result<Vec<Self>, Error> {
        let rows = subjects::rows(tx, subject, ids).await?;
        Ok(rows.into_iter().map(|(id, row)| Self { subject, id, row }).collect())
    }

    /// The people of the account, or the accounts of the person.
    pub async fn others(&self, tx: &WorkspaceTx) -> Result<Vec<Self>, Error> {
        use affiliation::{Column, Entity};
        let (ours, other) = match self.subject {
            SegmentSubject::Account => (Column::AccountId, SegmentSubject::Person),
            SegmentSubject::Person => (Column::PersonId, SegmentSubject::Account),
        };
        let rows = tx.find::<Entity>().filter(ours.eq(self.id)).all(&tx.db).await?;
        let ids = rows.into_iter().map(|row| match other {
            SegmentSubject::Account => row.account_id.uuid(),
            SegmentSubject::Person => row.person_id.uuid(),
        });
        Self::all(tx, other, ids.collect()).await
    }

    /// The subscriptions of the account, as JSON by column.
    pub async fn subscriptions(&self, tx: &WorkspaceTx) -> Result<Vec<Value>, Error> {
        use subscription::{Column, Entity};
        let rows = tx.find::<Entity>().filter(Column::AccountId.eq(self.id)).all(&tx.db).await?;
        Ok(rows.into_iter().map(|row| json!(row)).collect())
    }
}

/// The value of a field in a row; null where it is missing.
pub fn value(row: &Value, source: &Source, calendar: Calendar) -> Value {
    match source {
        Source::Column(name) | Source::List(name) => row[*name].clone(),
        Source::Instant(name) => {
            let at = row[*name].as_str().and_then(|at| at.parse::<DateTime<Utc>>().ok());
            at.map_or(Value::Null, |at| {
                date(calendar.day_of(at.timestamp_millis())).to_string().into()
            })
        }
        Source::Money { amount, .. } if row[*amount].is_null() => Value::Null,
        Source::Money { amount, currency } => {
            json!({ "amount": row[*amount], "currency": row[*currency] })
        }
        Source::Attribute(key) => row["attributes"][key].clone(),
    }
}
