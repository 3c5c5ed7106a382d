//! Who events are about: people and accounts by our id or by the sender's, in two statements for a whole batch.
//!
//! An external id that nobody has is no error. It stays on the event as it was sent, so that the event can be given
//! to its person once there is one.

use crate::check::CheckedEvent;
use customers::entity::{account, person};
use kernel::{
    Error, WorkspaceTx,
    ids::{AccountId, PersonId},
    is_one_of_ids, is_one_of_texts,
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect, sea_query::Expr};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What a batch named and the workspace has.
#[derive(Default)]
pub struct Known {
    people: Found<PersonId>,
    accounts: Found<AccountId>,
}

struct Found<T> {
    by_id: HashMap<T, T>,
    by_external_id: HashMap<String, T>,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self { by_id: HashMap::new(), by_external_id: HashMap::new() }
    }
}

/// The row that stands for a merged one today.
type Row<T> = (T, Option<String>, Option<T>);

impl<T: Copy + Eq + std::hash::Hash> Found<T> {
    fn of(rows: Vec<Row<T>>) -> Self {
        let mut found = Self::default();
        for (id, external_id, merged_into) in rows {
            let today = merged_into.unwrap_or(id);
            found.by_id.insert(id, today);
            if let Some(external_id) = external_id {
                found.by_external_id.insert(external_id, today);
            }
        }
        found
    }

    fn get(&self, id: Option<T>, external_id: Option<&str>) -> Option<T> {
        match id {
            Some(id) => self.by_id.get(&id).copied(),
            None => self.by_external_id.get(external_id?).copied(),
        }
    }
}

impl Known {
    /// Looks up everybody whom these events name.
    pub async fn among(tx: &WorkspaceTx, events: &[CheckedEvent<'_>]) -> Result<Self, Error> {
        let ids: HashSet<_> = events.iter().filter_map(|event| event.person_id).collect();
        let external = events.iter().filter_map(|event| event.event.person_external_id.as_deref());
        let people = people(tx, ids, external.collect()).await?;
        let ids: HashSet<_> = events.iter().filter_map(|event| event.account_id).collect();
        let external = events.iter().filter_map(|event| event.event.account_external_id.as_deref());
        let accounts = accounts(tx, ids, external.collect()).await?;
        Ok(Self { people: Found::of(people), accounts: Found::of(accounts) })
    }

    pub fn person(&self, event: &CheckedEvent<'_>) -> Option<PersonId> {
        self.people.get(event.person_id, event.event.person_external_id.as_deref())
    }

    pub fn account(&self, event: &CheckedEvent<'_>) -> Option<AccountId> {
        self.accounts.get(event.account_id, event.event.account_external_id.as_deref())
    }
}

async fn people(
    tx: &WorkspaceTx,
    ids: HashSet<PersonId>,
    external_ids: HashSet<&str>,
) -> Result<Vec<Row<PersonId>>, Error> {
    use person::{Column, Entity};
    let Some(named) = named(tx, (Column::Id, ids), (Column::ExternalId, external_ids)) else {
        return Ok(Vec::new());
    };
    let columns = [Column::Id, Column::ExternalId, Column::MergedIntoId];
    let select = tx.find::<Entity>().select_only().filter(named);
    Ok(select.columns(columns).into_tuple().all(&tx.db).await?)
}

async fn accounts(
    tx: &WorkspaceTx,
    ids: HashSet<AccountId>,
    external_ids: HashSet<&str>,
) -> Result<Vec<Row<AccountId>>, Error> {
    use account::{Column, Entity};
    let Some(named) = named(tx, (Column::Id, ids), (Column::ExternalId, external_ids)) else {
        return Ok(Vec::new());
    };
    let columns = [Column::Id, Column::ExternalId, Column::MergedIntoId];
    let select = tx.find::<Entity>().select_only().filter(named);
    Ok(select.columns(columns).into_tuple().all(&tx.db).await?)
}

/// Who has one of these ids, ours or the sender's; none where nobody is named.
fn named<C: ColumnTrait, T: Into<Uuid>>(
    tx: &WorkspaceTx,
    (id, ids): (C, HashSet<T>),
    (external_id, external_ids): (C, HashSet<&str>),
) -> Option<Condition> {
    let column = |column: C| Expr::col(column);
    let ours = (!ids.is_empty()).then(|| is_one_of_ids(tx.backend(), column(id), ids));
    let theirs = (!external_ids.is_empty())
        .then(|| is_one_of_texts(tx.backend(), column(external_id), external_ids));
    let named = Condition::any().add_option(ours).add_option(theirs);
    (!named.is_empty()).then_some(named)
}
