//! The list behind a figure. A token holds the question with all its parameters, so it opens the same cell tomorrow; the
//! cell is made again from the same sets that the figure was counted from.

use super::{
    UnitOfQuestion,
    ask::{Asked, Question},
};
use crate::{
    entity::{unit, unit_key},
    who::{KeyKind, UnitKind, loaded, stored},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use customers::entity::{account, person};
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
    is_one_of_ids, is_one_of_numbers,
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect, sea_query::Expr};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

const MOST_ROWS: u64 = 200;
const USUAL_ROWS: u64 = 50;

/// Which list is opened.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DrillQuery {
    /// The answer's `drill`.
    #[serde(default)]
    #[param(required = true, max_length = 8000)]
    pub drill: String,
    /// The figure's `cell`.
    #[serde(default)]
    #[param(required = true, max_length = 100, example = "3.2")]
    pub cell: String,
    /// How many rows at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u64>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 20)]
    pub cursor: Option<String>,
}

/// Somebody who was counted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CountedUnit {
    pub unit: UnitOfQuestion,
    /// Its number among the workspace's people and visitors, or accounts.
    #[schema(example = 4711)]
    pub ordinal: u32,
    /// Null for visitors, and for ids that nobody here has.
    pub person_id: Option<PersonId>,
    pub account_id: Option<AccountId>,
    #[schema(example = "张伟")]
    pub name: Option<String>,
    pub external_id: Option<String>,
    /// Of a visitor.
    pub anonymous_id: Option<String>,
}

/// A page of those who were counted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CountedUnits {
    pub data: Vec<CountedUnit>,
    /// Pass it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// How many there are in all: the figure.
    pub total: u64,
    pub as_of: DateTime<Utc>,
}

pub fn token(question: &Question) -> String {
    serde_json::to_vec(question).map(|json| URL_SAFE_NO_PAD.encode(json)).unwrap_or_default()
}

fn question(token: &str) -> Result<Question, Error> {
    let json = URL_SAFE_NO_PAD.decode(token).ok();
    let question = json.and_then(|json| serde_json::from_slice(&json).ok());
    question.ok_or_else(|| Error::invalid(vec![FieldError::new("/drill", "invalid_token")]))
}

/// The units behind a figure, in the order in which they were first seen.
pub async fn list(asked: &mut Asked<'_>, query: &DrillQuery) -> Result<CountedUnits, Error> {
    asked.snapshot.tx.require(Grant::CustomersRead)?;
    let question = question(&query.drill)?;
    let mut wrong = Vec::new();
    let limit = query.limit.unwrap_or(USUAL_ROWS);
    if !(1..=MOST_ROWS).contains(&limit) {
        wrong.push(FieldError::new("/limit", "out_of_range").with("min", 1).with("max", MOST_ROWS));
    }
    let after = query.cursor.as_deref().map(str::parse::<u32>).transpose();
    if after.is_err() {
        wrong.push(FieldError::new("/cursor", "invalid_token"));
    }
    let (Ok(after), true) = (after, wrong.is_empty()) else { return Err(Error::invalid(wrong)) };
    let unit = question.unit();
    let units = asked.cell(question, &query.cell).await?;
    let Some(units) = units else {
        return Err(Error::invalid(vec![FieldError::new("/cell", "not_found")]));
    };
    let rest = units.iter().filter(|unit| after.is_none_or(|after| *unit > after));
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut page: Vec<u32> = rest.take(limit + 1).collect();
    let is_more = page.len() > limit;
    page.truncate(limit);
    let next_cursor = page.last().filter(|_| is_more).map(ToString::to_string);
    let data = describe(&asked.snapshot.tx, unit, &page).await?;
    Ok(CountedUnits { data, next_cursor, total: units.count(), as_of: asked.as_of })
}

/// Who these units are.
async fn describe(
    tx: &WorkspaceTx,
    unit: UnitOfQuestion,
    ordinals: &[u32],
) -> Result<Vec<CountedUnit>, Error> {
    let kind = unit.kind();
    let subjects = subjects(tx, kind, ordinals).await?;
    let named = match kind {
        UnitKind::Person => people(tx, subjects.values().copied().collect()).await?,
        UnitKind::Account => accounts(tx, subjects.values().copied().collect()).await?,
    };
    let keys = keys(tx, kind, ordinals).await?;
    let describe = |ordinal: &u32| {
        let subject = subjects.get(ordinal).copied();
        let (name, external_id) = subject.and_then(|id| named.get(&id)).cloned().unzip();
        let key = |key_kind| keys.get(&(*ordinal, key_kind)).cloned();
        CountedUnit {
            unit,
            ordinal: *ordinal,
            person_id: subject.filter(|_| kind == UnitKind::Person).map(Into::into),
            account_id: subject.filter(|_| kind == UnitKind::Account).map(Into::into),
            name,
            external_id: external_id.flatten().or_else(|| key(KeyKind::External)),
            anonymous_id: key(KeyKind::Anonymous).filter(|_| subject.is_none()),
        }
    };
    Ok(ordinals.iter().map(describe).collect())
}

/// Roots have their subject with them.
async fn subjects(
    tx: &WorkspaceTx,
    kind: UnitKind,
    ordinals: &[u32],
) -> Result<HashMap<u32, Uuid>, Error> {
    use unit::Column;
    let among = is_one_of_numbers(tx.backend(), Expr::col(Column::Ordinal), numbers(ordinals));
    let select = tx.find::<unit::Entity>().filter(Column::Kind.eq(kind.number())).filter(among);
    let rows = select.select_only().columns([Column::Ordinal, Column::SubjectId]);
    let rows = rows.into_tuple::<(i32, Option<Uuid>)>().all(&tx.db).await?;
    Ok(rows.into_iter().filter_map(|(unit, id)| Some((loaded(unit), id?))).collect())
}

/// One id of each kind, by which the sender knows the unit.
async fn keys(
    tx: &WorkspaceTx,
    kind: UnitKind,
    ordinals: &[u32],
) -> Result<HashMap<(u32, KeyKind), String>, Error> {
    use unit_key::Column;
    let among = is_one_of_numbers(tx.backend(), Expr::col(Column::Ordinal), numbers(ordinals));
    let select = tx.find::<unit_key::Entity>().filter(Column::Kind.eq(kind.number())).filter(among);
    let columns = [Column::Ordinal, Column::KeyKind, Column::Value];
    let rows = select.select_only().columns(columns).into_tuple::<(i32, i16, String)>();
    let rows = rows.all(&tx.db).await?;
    Ok(rows.into_iter().map(|(unit, key, id)| ((loaded(unit), KeyKind::of(key)), id)).collect())
}

fn numbers(ordinals: &[u32]) -> impl Iterator<Item = i32> + '_ {
    ordinals.iter().copied().map(stored)
}

type Named = HashMap<Uuid, (String, Option<String>)>;

async fn people(tx: &WorkspaceTx, ids: Vec<Uuid>) -> Result<Named, Error> {
    use person::Column;
    let among = is_one_of_ids(tx.backend(), Expr::col(Column::Id), ids);
    let columns = [Column::Id, Column::Name, Column::ExternalId];
    let rows = tx.find::<person::Entity>().filter(among).select_only().columns(columns);
    let rows = rows.into_tuple::<(Uuid, String, Option<String>)>().all(&tx.db).await?;
    Ok(rows.into_iter().map(|(id, name, external_id)| (id, (name, external_id))).collect())
}

async fn accounts(tx: &WorkspaceTx, ids: Vec<Uuid>) -> Result<Named, Error> {
    use account::Column;
    let among = is_one_of_ids(tx.backend(), Expr::col(Column::Id), ids);
    let columns = [Column::Id, Column::Name, Column::ExternalId];
    let rows = tx.find::<account::Entity>().filter(among).select_only().columns(columns);
    let rows = rows.into_tuple::<(Uuid, String, Option<String>)>().all(&tx.db).await?;
    Ok(rows.into_iter().map(|(id, name, external_id)| (id, (name, external_id))).collect())
}
