//! The account of an event that names none: that of its person, if the person belongs to exactly one. With two nobody can
//! tell which it was for, and it counts for none.

use super::{Mention, Resolved, UnitKind, resolve, stored};
use crate::{
    memory::{Home, Memory},
    sql,
    stream::Stream,
};
use kernel::{Error, WorkspaceTx};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Fills in the accounts of events that name none.
pub async fn fill_in(
    tx: &WorkspaceTx,
    memory: &Memory,
    stream: &mut Stream,
    people: &[Resolved],
    accounts: &mut [Resolved],
) -> Result<(), Error> {
    let pairs = || people.iter().zip(&*accounts);
    let homeless = pairs().filter(|(_, account)| **account == Resolved::Nobody);
    let homeless = homeless.filter_map(|(person, _)| person.unit()).filter(|unit| !unit.is_visitor);
    let roots: BTreeSet<u32> = homeless.map(|unit| unit.root).collect();
    if roots.is_empty() {
        return Ok(());
    }
    let homes = homes(tx, memory, stream, roots).await?;
    for (person, account) in people.iter().zip(accounts) {
        if *account == Resolved::Nobody
            && let Some(unit) = person.unit()
            && let Some(home) = homes.get(&unit.root)
        {
            *account = *home;
        }
    }
    Ok(())
}

/// The only account of each of these people, by their roots.
async fn homes(
    tx: &WorkspaceTx,
    memory: &Memory,
    stream: &mut Stream,
    roots: BTreeSet<u32>,
) -> Result<HashMap<u32, Resolved>, Error> {
    let (workspace, revision) = (tx.workspace(), stream.identity_revision);
    let mut homes = HashMap::new();
    let mut missing = Vec::new();
    for root in roots {
        match memory.home(workspace, root, revision) {
            Some(Home::Only(home)) => drop(homes.insert(root, Resolved::Unit(home))),
            Some(Home::Unclear) => {}
            None => missing.push(root),
        }
    }
    if missing.is_empty() {
        return Ok(homes);
    }
    let only = only_accounts(tx, &missing).await?;
    let mentions: Vec<_> =
        only.values().map(|id| Mention { ours: Some(*id), ..Mention::default() }).collect();
    let resolved = resolve(tx, memory, stream, UnitKind::Account, &mentions).await?;
    let found: HashMap<u32, Resolved> = only.into_keys().zip(resolved).collect();
    for root in missing {
        let home = found.get(&root).and_then(|home| home.unit());
        // An account that no event was about before gets its number in this transaction, which may not be committed.
        if home.is_none_or(|home| stream.was_there(UnitKind::Account, home.ordinal)) {
            let home = home.map_or(Home::Unclear, Home::Only);
            memory.remember_home(workspace, root, revision, home);
        }
    }
    homes.extend(found);
    Ok(homes)
}

async fn only_accounts(tx: &WorkspaceTx, roots: &[u32]) -> Result<HashMap<u32, Uuid>, Error> {
    let list: Vec<_> = roots.iter().map(|root| stored(*root).to_string()).collect();
    let sql = format!(
        "SELECT u.ordinal, a.account_id FROM event_unit u \
         JOIN affiliation a ON a.workspace_id = u.workspace_id AND a.person_id = u.subject_id \
         WHERE u.workspace_id = $1 AND u.kind = 0 AND u.ordinal IN ({})",
        list.join(",")
    );
    let mut accounts: HashMap<u32, Vec<Uuid>> = HashMap::new();
    for row in sql::query(tx, &sql, []).await? {
        let root = super::loaded(row.try_get_by_index(0)?);
        accounts.entry(root).or_default().push(row.try_get_by_index(1)?);
    }
    let only = accounts.into_iter().filter_map(|(root, accounts)| match accounts.as_slice() {
        [one] => Some((root, *one)),
        _ => None,
    });
    Ok(only.collect())
}
