//! Scores in lists: from the table that keeps them.

use super::definition::Grade;
use crate::entity::{
    lead,
    lead_score::{Column, Entity, Model},
};
use chrono::{DateTime, Utc};
use kernel::{
    Error, WorkspaceTx,
    filter::Many,
    ids::LeadId,
    is_one_of_ids,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ColumnTrait, FromJsonQueryResult, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait as _, SimpleExpr},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use utoipa::ToSchema;

/// The keys of the thresholds that a lead lies above.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Above(pub BTreeSet<String>);

/// The score of a lead as a list shows it: of a few minutes ago at most.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ListedScore {
    /// `fit` + `engagement`, in points with one decimal.
    pub score: f64,
    /// `A1` to `C3`.
    pub grade: Grade,
    /// For who they are.
    pub fit: f64,
    /// For what they did.
    pub engagement: f64,
    /// How likely it is won, 0 to 1, as a model learned it; null without a model that is good enough.
    pub probability: Option<f64>,
    /// As of when.
    pub scored_at: DateTime<Utc>,
}

impl From<Model> for ListedScore {
    fn from(row: Model) -> Self {
        Self {
            score: row.score,
            grade: row.grade,
            fit: row.fit,
            engagement: row.engagement,
            probability: row.probability,
            scored_at: row.scored_at,
        }
    }
}

/// The scores of the leads of a page.
pub async fn listed(
    tx: &WorkspaceTx,
    ids: impl IntoIterator<Item = LeadId>,
) -> Result<HashMap<LeadId, ListedScore>, Error> {
    let among = is_one_of_ids(tx.backend(), Expr::col(Column::Id), ids);
    let rows = tx.find::<Entity>().filter(among).all(&tx.db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.into())).collect())
}

/// Whether a page is to come in the order of scores.
pub fn lists_by_score(page: &PageRequest) -> bool {
    page.sort.as_deref().is_some_and(|sort| sort.trim_start_matches('-') == "score")
}

/// One page of those of `leads` that were scored, in the order of their scores. It goes along the scores and looks at each
/// lead, so that a page of the best among many is quick.
pub async fn page_by_score(
    tx: &WorkspaceTx,
    leads: Select<lead::Entity>,
    binding: String,
    page: &PageRequest,
) -> Result<Page<lead::Model>, Error> {
    let keyset: Keyset<'_, Entity> = Keyset {
        sorts: &[Sort::by("score", Column::Score)],
        default_sort: "-score",
        id: Column::Id,
        filter: binding,
    };
    let same = Expr::col((lead::Entity, lead::Column::Id)).equals((Entity, Column::Id));
    let is_wanted = leads.clone().select_only().column(lead::Column::Id).filter(same).into_query();
    let scored = tx.find::<Entity>().filter(Expr::exists(is_wanted));
    let rows = keyset.page(tx, scored, page).await?;
    let among = is_one_of_ids(
        tx.backend(),
        Expr::col((lead::Entity, lead::Column::Id)),
        rows.data.iter().map(|row| row.id),
    );
    let found = tx.find::<lead::Entity>().filter(among).all(&tx.db).await?;
    let mut found: HashMap<LeadId, lead::Model> =
        found.into_iter().map(|row| (row.id, row)).collect();
    let leads = rows.data.iter().filter_map(|row| found.remove(&row.id)).collect();
    Ok(rows.with(leads))
}

/// Whether a lead has one of these grades.
pub fn is_graded(tx: &WorkspaceTx, grades: &Many<Grade>) -> SimpleExpr {
    let scored = tx.find::<Entity>().select_only().column(Column::Id);
    let scored = scored.filter(Column::Grade.is_in(grades.0.iter().copied()));
    lead::Column::Id.in_subquery(scored.into_query())
}

/// Whether a lead's score is at least this.
pub fn scored_at_least(tx: &WorkspaceTx, least: f64) -> SimpleExpr {
    let scored = tx.find::<Entity>().select_only().column(Column::Id);
    lead::Column::Id.in_subquery(scored.filter(Column::Score.gte(least)).into_query())
}
