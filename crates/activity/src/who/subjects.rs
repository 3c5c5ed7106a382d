//! Units and the people and accounts that they are.

use super::{UnitKind, loaded, stored};
use crate::entity::unit;
use customers::entity::{account, person};
use kernel::{Error, WorkspaceTx, is_one_of_ids, is_one_of_numbers, is_one_of_texts};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait as _},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A person or an account, for what events need to know of it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Subject {
    pub id: Uuid,
    pub external_id: Option<String>,
    #[sea_orm(from_alias = "merged_into_id")]
    pub merged_into: Option<Uuid>,
}

impl Subject {
    /// Those who have one of these ids, ours or the sender's.
    pub async fn named(
        tx: &WorkspaceTx,
        kind: UnitKind,
        ids: Vec<Uuid>,
        external_ids: Vec<&str>,
    ) -> Result<Vec<Self>, Error> {
        let column = |name: &'static str| Expr::col(name);
        let ours = (!ids.is_empty()).then(|| is_one_of_ids(tx.backend(), column("id"), ids));
        let theirs = (!external_ids.is_empty())
            .then(|| is_one_of_texts(tx.backend(), column("external_id"), external_ids));
        let named = Condition::any().add_option(ours).add_option(theirs);
        if named.is_empty() {
            return Ok(Vec::new());
        }
        match kind {
            UnitKind::Person => {
                use person::Column;
                let select = tx.find::<person::Entity>().select_only().filter(named);
                let select = select.columns([Column::Id, Column::ExternalId, Column::MergedIntoId]);
                Ok(select.into_model().all(&tx.db).await?)
            }
            UnitKind::Account => {
                use account::Column;
                let select = tx.find::<account::Entity>().select_only().filter(named);
                let select = select.columns([Column::Id, Column::ExternalId, Column::MergedIntoId]);
                Ok(select.into_model().all(&tx.db).await?)
            }
        }
    }
}

/// The units whose events are this person's or account's: its own and those that were merged into it.
pub async fn ordinals_of(
    tx: &WorkspaceTx,
    kind: UnitKind,
    subject: Uuid,
) -> Result<Vec<i32>, Error> {
    use unit::Column;
    let own = tx.find::<unit::Entity>().filter(Column::Kind.eq(kind.number()));
    let own = own.filter(Column::SubjectId.eq(subject)).select_only().column(Column::Root);
    let roots: Vec<i32> = own.into_tuple().all(&tx.db).await?;
    let all = tx.find::<unit::Entity>().filter(Column::Kind.eq(kind.number()));
    let all = all.filter(Column::Root.is_in(roots)).select_only().column(Column::Ordinal);
    Ok(all.into_tuple().all(&tx.db).await?)
}

/// Who each of these units is by now; absent where nobody is known.
pub async fn subjects_of(
    tx: &WorkspaceTx,
    kind: UnitKind,
    ordinals: impl IntoIterator<Item = u32>,
) -> Result<HashMap<u32, Uuid>, Error> {
    let rows = super::resolve::unit_rows(tx, kind, ordinals.into_iter().map(stored)).await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let roots = tx.find::<unit::Entity>().filter(unit::Column::Kind.eq(kind.number()));
    let wanted = rows.iter().map(|row| row.root).collect::<HashSet<_>>();
    let among = is_one_of_numbers(tx.backend(), Expr::col(unit::Column::Ordinal), wanted);
    let roots = roots.filter(among).filter(Expr::col(unit::Column::SubjectId).is_not_null());
    let columns = [unit::Column::Ordinal, unit::Column::SubjectId];
    let roots = roots.select_only().columns(columns).into_tuple::<(i32, Uuid)>();
    let roots: HashMap<i32, Uuid> = roots.all(&tx.db).await?.into_iter().collect();
    let subject = |row: unit::Model| Some((loaded(row.ordinal), *roots.get(&row.root)?));
    Ok(rows.into_iter().filter_map(subject).collect())
}
