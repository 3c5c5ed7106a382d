//! Members and plans by the words that files have for them.

use crate::entity::plan;
use identity::{entity::member as member_entity, member};
use kernel::{Error, WorkspaceTx, ids::MemberId, text::normal_form};
use std::collections::HashMap;

/// Active and former members by name. Of two with one name neither is meant.
pub(super) async fn members_by_name(
    tx: &WorkspaceTx,
) -> Result<HashMap<String, Option<MemberId>>, Error> {
    let rows = tx.find::<member_entity::Entity>().all(&tx.db).await?;
    let refs = member::refs(tx, rows.iter().map(|row| row.id)).await?;
    let mut by_name = HashMap::new();
    for member in refs.into_values() {
        by_name
            .entry(normal_form(&member.name))
            .and_modify(|known| *known = None)
            .or_insert(Some(member.id));
    }
    Ok(by_name)
}

/// Plans by key and by name.
pub(super) async fn plans_by_word(tx: &WorkspaceTx) -> Result<HashMap<String, plan::Model>, Error> {
    let rows = tx.find::<plan::Entity>().all(&tx.db).await?;
    let words =
        |row: plan::Model| [(normal_form(&row.name), row.clone()), (normal_form(&row.key), row)];
    Ok(rows.into_iter().flat_map(words).collect())
}
