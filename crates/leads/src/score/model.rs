//! Models that were learned, and the page about them.

use super::{
    history,
    learn::{self, Learned},
    report::ModelReport,
};
use crate::entity::lead_score_model::{Column, Entity, Model};
use chrono::{DateTime, Utc};
use kernel::{Error, Grant, WorkspaceTx};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use utoipa::ToSchema;

/// Models that the page lists.
const MOST_VERSIONS: u64 = 50;

/// A model that was learned. It never changes.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ModelVersion {
    /// Counts the models of the workspace from 1.
    pub number: i32,
    /// When it was learned.
    pub trained_at: DateTime<Utc>,
    /// Whether it was good enough to be used.
    pub promoted: bool,
    /// What its rolling backtest found.
    pub report: ModelReport,
}

/// What is learned from the outcomes of leads.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ScoreModel {
    /// The model that probabilities come from: the last one that was good enough; null where there is none.
    pub in_use: Option<ModelVersion>,
    /// Models, the newest first; at most 50.
    pub versions: Vec<ModelVersion>,
    /// Leads that were won, of which a model could be learned.
    pub won: usize,
    /// Leads that were lost.
    pub lost: usize,
    /// How many more outcomes are needed before anything is learned; 0 when there are enough.
    pub missing: usize,
    /// Closed leads that are needed at least.
    pub fewest: usize,
    /// Of each outcome.
    pub fewest_of_each: usize,
}

/// The page about models.
pub async fn get_model(tx: &WorkspaceTx) -> Result<ScoreModel, Error> {
    tx.require(Grant::LeadsRead)?;
    let (won, lost) = history::outcomes(tx).await?;
    let rows = tx.find::<Entity>().order_by_desc(Column::Number).limit(MOST_VERSIONS);
    let versions = rows.all(&tx.db).await?.into_iter().map(ModelVersion::try_from);
    let in_use = in_use(tx).await?.map(ModelVersion::try_from).transpose()?;
    Ok(ScoreModel {
        in_use,
        versions: versions.collect::<Result<_, _>>()?,
        won,
        lost,
        missing: learn::missing(won, lost).unwrap_or(0),
        fewest: learn::FEWEST,
        fewest_of_each: learn::FEWEST_OF_EACH,
    })
}

impl TryFrom<Model> for ModelVersion {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let report = serde_json::from_value(row.report).map_err(Error::internal)?;
        Ok(Self { number: row.number, trained_at: row.trained_at, promoted: row.promoted, report })
    }
}

/// The last model that was good enough.
pub async fn in_use(tx: &WorkspaceTx) -> Result<Option<Model>, Error> {
    let promoted = tx.find::<Entity>().filter(Column::Promoted.eq(true));
    Ok(promoted.order_by_desc(Column::Number).limit(1).one(&tx.db).await?)
}

/// The number of a model, and the model itself.
pub async fn learned(tx: &WorkspaceTx) -> Result<Option<(i32, Learned)>, Error> {
    let Some(row) = in_use(tx).await? else { return Ok(None) };
    Ok(Some((row.number, serde_json::from_value(row.learned).map_err(Error::internal)?)))
}

/// The number that the next model gets.
pub async fn next_number(tx: &WorkspaceTx) -> Result<i32, Error> {
    let last = tx.find::<Entity>().order_by_desc(Column::Number).limit(1);
    let last = last.select_only().column(Column::Number).into_tuple::<i32>().one(&tx.db).await?;
    Ok(last.unwrap_or(0) + 1)
}
