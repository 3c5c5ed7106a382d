//! Whom questions about events look at: the members of a segment as units, and what units hold in the field that a question
//! splits them by.

mod values;

use crate::{
    condition::{Condition, FieldOwner, SegmentSubject},
    field::{Fields, SegmentField, SegmentFieldType, Source},
    library::Library,
    members::members_at,
    segment::require_read,
    set, subjects,
};
use activity::{
    Bits,
    question::{Asked, Breakdown, Customers, Held, Holder, UnitOfQuestion},
};
use chrono::{DateTime, NaiveDate, Utc};
use customers::past_value;
use kernel::{Error, FieldError, WorkspaceTx, ids::SegmentId};
use sea_orm::{
    ConnectionTrait as _, ExprTrait as _, JoinType,
    sea_query::{Alias, Expr, Query, SelectStatement, SimpleExpr},
};
use std::collections::HashMap;
use uuid::Uuid;
use values::Reader;

/// The accounts, people and segments of the workspace that asks.
pub struct KnownCustomers;

#[async_trait::async_trait]
impl Customers for KnownCustomers {
    async fn members(
        &self,
        asked: &Asked<'_>,
        unit: UnitOfQuestion,
        segment: SegmentId,
    ) -> Result<Bits, Error> {
        let tx = &asked.snapshot.tx;
        require_read(tx)?;
        let condition = Condition::Segment(segment);
        let library = Library::of(tx, &[(&condition, SegmentSubject::Account)]).await?;
        let known = library.segment(segment).filter(|known| !known.is_archived);
        let known = known.ok_or_else(|| Error::invalid_field("/segment_id", "not_found"))?;
        let matching = if asked.looks_back() {
            if asked.as_of <= known.created_at {
                return Err(made_later(asked, known.created_at));
            }
            subjects::is_one_of(known.subject, members_at(tx, segment, asked.as_of))
        } else {
            set::compile(asked, &library, known.subject, &condition).await?
        };
        let ids = subjects::ids(tx, known.subject, matching);
        let theirs = match (unit, known.subject) {
            (UnitOfQuestion::Account, SegmentSubject::Person) => {
                return Err(Error::invalid_field("/segment_id", "not_allowed"));
            }
            (UnitOfQuestion::Person, SegmentSubject::Account) => people_of(tx, ids),
            _ => ids,
        };
        let mut select = units(tx, unit);
        select.and_where(Expr::col(("event_unit", "subject_id")).in_subquery(theirs));
        let rows = tx.db.query_all(&select).await?;
        rows.iter().map(|row| unit_of(row.try_get_by_index(0)?)).collect()
    }

    async fn held(
        &self,
        asked: &Asked<'_>,
        unit: UnitOfQuestion,
        breakdown: &Breakdown,
    ) -> Result<Held, Error> {
        let tx = &asked.snapshot.tx;
        let subject = SegmentSubject::from(breakdown.owner(unit));
        let fields = Fields::read(tx).await?;
        let field = field_of(&fields, subject.owner(), breakdown)?;
        let mut reader = Reader::new(field, breakdown.bounds.as_deref());
        let mut places = HashMap::new();
        let mut holders = Vec::new();
        for (id, value) in now(tx, subject, field).await? {
            places.insert(id, holders.len());
            holders.push(Holder { now: reader.read(&value), past: Vec::new() });
        }
        for past in past_value::of_field(tx, subject.attribute_object(), &field.field).await? {
            if let Some(place) = places.get(&past.subject) {
                let until = past.until.timestamp_millis();
                holders[*place].past.push((until, reader.read(&past.value)));
            }
        }
        let mut of_units = Vec::new();
        for row in tx.db.query_all(&units_with_holders(tx, unit, subject)).await? {
            let unit = unit_of(row.try_get_by_index(0)?)?;
            if let Some(place) = places.get(&row.try_get_by_index::<Uuid>(1)?) {
                of_units.push((unit, u32::try_from(*place).map_err(Error::internal)?));
            }
        }
        Ok(Held { values: reader.values(tx).await?, holders, of_units })
    }
}

fn unit_of(ordinal: i32) -> Result<u32, Error> {
    u32::try_from(ordinal).map_err(Error::internal)
}

/// The field, if questions can be split by it in this way.
fn field_of<'a>(
    fields: &'a Fields,
    owner: FieldOwner,
    breakdown: &Breakdown,
) -> Result<&'a SegmentField, Error> {
    let can_split = || fields.of(owner).iter().filter(|field| field.can_split);
    let Some(field) = can_split().find(|field| field.field == breakdown.field) else {
        let known: Vec<_> = can_split().map(|field| field.field.as_str()).collect();
        let unknown = FieldError::new("/breakdown/field", "unknown_field").with("known", known);
        return Err(Error::invalid(vec![unknown]));
    };
    match (field.kind == SegmentFieldType::Number, &breakdown.bounds) {
        (true, None) => Err(Error::invalid_field("/breakdown/bounds", "required")),
        (false, Some(_)) => Err(Error::invalid_field("/breakdown/bounds", "not_allowed")),
        _ => Ok(field),
    }
}

/// People who belong to any of these accounts.
fn people_of(tx: &WorkspaceTx, accounts: SelectStatement) -> SelectStatement {
    Query::select()
        .column("person_id")
        .from("affiliation")
        .and_where(Expr::col("workspace_id").eq(tx.workspace().uuid()))
        .and_where(Expr::col("account_id").in_subquery(accounts))
        .to_owned()
}

/// Nobody was counted among the members of a segment before it was made.
fn made_later(asked: &Asked<'_>, created_at: DateTime<Utc>) -> Error {
    let first = asked.snapshot.calendar().day_of(created_at.timestamp_millis());
    let earliest = NaiveDate::from_epoch_days(first).unwrap_or_default();
    let flaw = FieldError::new("/as_of_on", "too_early").with("earliest", earliest.to_string());
    Error::invalid(vec![flaw])
}

/// The units that are counted and whom they stand for.
fn units(tx: &WorkspaceTx, unit: UnitOfQuestion) -> SelectStatement {
    let kind = SegmentSubject::from(unit).unit_kind();
    let column = |name| Expr::col(("event_unit", name));
    Query::select()
        .expr(column("root"))
        .from("event_unit")
        .and_where(column("workspace_id").eq(tx.workspace().uuid()))
        .and_where(column("kind").eq(kind.number()))
        .and_where(column("ordinal").eq(column("root")))
        .and_where(column("subject_id").is_not_null())
        .to_owned()
}

/// Units with whoever holds their values: themselves, or each of a person's accounts.
fn units_with_holders(
    tx: &WorkspaceTx,
    unit: UnitOfQuestion,
    holder: SegmentSubject,
) -> SelectStatement {
    let mut select = units(tx, unit);
    if unit == UnitOfQuestion::Person && holder == SegmentSubject::Account {
        let theirs = Expr::col(("affiliation", "person_id")).equals(("event_unit", "subject_id"));
        select.join(JoinType::InnerJoin, "affiliation", theirs);
        select.and_where(Expr::col(("affiliation", "workspace_id")).eq(tx.workspace().uuid()));
        select.expr(Expr::col(("affiliation", "account_id")));
    } else {
        select.expr(Expr::col(("event_unit", "subject_id")));
    }
    select
}

/// What everybody holds now, as past values have it.
async fn now(
    tx: &WorkspaceTx,
    subject: SegmentSubject,
    field: &SegmentField,
) -> Result<Vec<(Uuid, serde_json::Value)>, Error> {
    let table = subject.as_str();
    let column = |name: &'static str| Expr::col((Alias::new(table), name));
    let mut select = Query::select();
    select.expr_as(column("id"), "id").from(table);
    select.and_where(column("workspace_id").eq(tx.workspace().uuid()));
    let value: SimpleExpr = match &field.source {
        Source::Column(name) | Source::Instant(name) | Source::List(name) => column(name),
        Source::Money { amount, .. } => column(amount),
        Source::Attribute(_) => column("attributes"),
    };
    select.expr_as(value, "value");
    let rows = tx.db.query_all(&select).await?;
    let read =
        |row: &sea_orm::QueryResult| Ok((row.try_get("", "id")?, values::stored(row, field)?));
    rows.iter().map(read).collect()
}
