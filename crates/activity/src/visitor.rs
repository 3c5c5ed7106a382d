//! What was done in a browser, by the id that its pages send: for domains that learn only later whose browser it was, and
//! have let the caller in already.

use crate::{
    entity::{event, unit},
    moment::Moment,
    name, sql,
    who::{self, UnitKind, loaded},
};
use kernel::{Error, WorkspaceTx, ids::PersonId, is_one_of_numbers, is_one_of_texts};
use sea_orm::{
    ColumnTrait as _, Condition, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::Expr,
};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The name of a view of a page, as messages of the Segment specification bring it.
pub const PAGE: &str = "page_viewed";
/// The most that an id of a browser can be long.
pub const MAX_ANONYMOUS_ID: usize = crate::check::MAX_ID;
/// Browsers of one statement.
const AT_ONCE: usize = 500;

/// A page that somebody saw who had not signed in.
#[derive(Clone, Debug, PartialEq)]
pub struct PageView {
    /// The number of the event in the workspace: a message id has one for good.
    pub number: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    pub properties: Option<Value>,
    pub context: Option<Value>,
}

/// The `limit` newest pages that were seen in a browser, and the very first one, the earliest first. Pages of somebody who
/// had signed in are left out: that is use of the product.
pub async fn pages(
    tx: &WorkspaceTx,
    anonymous_id: &str,
    limit: u64,
) -> Result<Vec<PageView>, Error> {
    use event::{Column, Entity};
    let browsers = who::browsers(tx, &[anonymous_id.to_owned()]).await?;
    let name = name::number_of(tx, PAGE).await?;
    let Some((_, unit)) = browsers.first().filter(|_| name != name::OTHER) else {
        return Ok(Vec::new());
    };
    let seen = || {
        tx.find::<Entity>()
            .filter(Column::PersonUnit.eq(who::stored(unit.ordinal)))
            // By the unit's index and never by that of names, which has the pages of everybody.
            .filter(Expr::col(Column::NameNumber).add(0).eq(name))
            .filter(Column::AnonymousId.eq(anonymous_id))
            .filter(Column::PersonExternalId.is_null())
    };
    let newest = seen().order_by_desc(Column::OccurredAt).order_by_desc(Column::Id).limit(limit);
    let mut rows = newest.all(&tx.db).await?;
    rows.reverse();
    if u64::try_from(rows.len()).is_ok_and(|count| count >= limit) {
        let first = seen().order_by_asc(Column::OccurredAt).order_by_asc(Column::Id);
        let first = first.one(&tx.db).await?;
        let is_missing = |row: &event::Model| rows.iter().all(|known| known.id != row.id);
        if let Some(first) = first.filter(is_missing) {
            rows.insert(0, first);
        }
    }
    Ok(rows.into_iter().map(PageView::from).collect())
}

impl From<event::Model> for PageView {
    fn from(row: event::Model) -> Self {
        Self {
            number: row.id,
            at: row.occurred_at,
            properties: row.properties,
            context: row.context,
        }
    }
}

/// Those of these browsers in which a person has signed in.
pub async fn of_person(
    tx: &WorkspaceTx,
    anonymous_ids: &[String],
    person_id: PersonId,
) -> Result<Vec<String>, Error> {
    let browsers = who::browsers(tx, anonymous_ids).await?;
    let own = who::ordinals_of(tx, UnitKind::Person, person_id.uuid()).await?;
    let own: HashSet<i32> = own.into_iter().collect();
    let theirs = browsers.into_iter().filter(|(_, unit)| own.contains(&who::stored(unit.ordinal)));
    Ok(theirs.map(|(id, _)| id).collect())
}

/// The number of the last event of the workspace; 0 before the first.
pub async fn last_number(tx: &WorkspaceTx) -> Result<i64, Error> {
    let sql = "SELECT last_id FROM event_stream WHERE workspace_id = $1";
    let rows = sql::query(tx, sql, []).await?;
    Ok(rows.first().map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or(0))
}

/// The browsers in which pages were seen by events after one number, up to another.
pub async fn seen_between(tx: &WorkspaceTx, after: i64, until: i64) -> Result<Vec<String>, Error> {
    let name = name::number_of(tx, PAGE).await?;
    if name == name::OTHER {
        return Ok(Vec::new());
    }
    // By the numbers, not by the index of names.
    let sql = "SELECT DISTINCT anonymous_id FROM event WHERE workspace_id = $1 AND id > $2 AND id <= $3 \
               AND name_number + 0 = $4 AND anonymous_id IS NOT NULL AND person_external_id IS NULL";
    let rows = sql::query(tx, sql, [after.into(), until.into(), name.into()]).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}

/// Everything that was done in these browsers under these names, in no order; also after somebody signed in there, as
/// long as it is who the browser belongs to.
pub async fn moments(
    tx: &WorkspaceTx,
    anonymous_ids: &[String],
    names: &[i32],
) -> Result<HashMap<String, Vec<Moment>>, Error> {
    use event::{Column, Entity};
    type Row = (i64, i64, i32, Option<i32>, Option<String>);
    let mut moments: HashMap<String, Vec<Moment>> = HashMap::new();
    if names.is_empty() {
        return Ok(moments);
    }
    for ids in anonymous_ids.chunks(AT_ONCE) {
        let units = units_of(tx, ids).await?;
        if units.is_empty() {
            continue;
        }
        let done = Condition::all()
            .add(is_one_of_numbers(tx.backend(), Expr::col(Column::PersonUnit), units))
            .add(Column::NameNumber.is_in(names.iter().copied()))
            .add(is_one_of_texts(tx.backend(), Expr::col(Column::AnonymousId), ids));
        let rows = tx.find::<Entity>().filter(done).select_only().columns([
            Column::OccurredAt,
            Column::Id,
            Column::NameNumber,
            Column::PersonUnit,
            Column::AnonymousId,
        ]);
        for (at, id, name, person, browser) in rows.into_tuple::<Row>().all(&tx.db).await? {
            let moment = Moment { at, id, name, person: person.map(loaded) };
            if let Some(browser) = browser {
                moments.entry(browser).or_default().push(moment);
            }
        }
    }
    Ok(moments)
}

/// Every unit that counts as the same as one of these browsers.
async fn units_of(tx: &WorkspaceTx, anonymous_ids: &[String]) -> Result<Vec<i32>, Error> {
    use unit::{Column, Entity};
    let browsers = who::browsers(tx, anonymous_ids).await?;
    let roots: HashSet<i32> = browsers.iter().map(|(_, unit)| who::stored(unit.root)).collect();
    if roots.is_empty() {
        return Ok(Vec::new());
    }
    let of_people = tx.find::<Entity>().filter(Column::Kind.eq(UnitKind::Person.number()));
    let among = is_one_of_numbers(tx.backend(), Expr::col(Column::Root), roots);
    let units = of_people.filter(among).select_only().column(Column::Ordinal);
    Ok(units.into_tuple().all(&tx.db).await?)
}
