//! How many of those who came are valid, by where they came from or who looks after them.

use super::{AnalysisSplit, SplitKey, split::nothing};
use crate::{entity::lead, lead::LeadFilter, words::Validity};
use activity::question::Share;
use chrono::{DateTime, Utc};
use kernel::{Error, Grant, WorkspaceTx};
use sea_orm::{ColumnTrait as _, QuerySelect as _};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;
use uuid::Uuid;

/// How many leads are valid.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ValidityRates {
    pub all: ValidityRate,
    /// The same by channel, campaign or owner, the most leads first; empty without a split.
    pub parts: Vec<ValidityPart>,
    pub as_of: DateTime<Utc>,
}

/// One part of the leads.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ValidityPart {
    pub key: SplitKey,
    #[serde(flatten)]
    pub rate: ValidityRate,
}

/// How many of some leads are valid.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct ValidityRate {
    /// The filter with `validity=valid`.
    pub valid: u64,
    /// The filter with `validity=invalid`.
    pub invalid: u64,
    /// Not decided yet: in no rate.
    pub unknown: u64,
    /// Valid of valid and invalid.
    pub valid_rate: Share,
}

impl ValidityRate {
    fn of(counts: &BTreeMap<Validity, u64>) -> Self {
        let count = |validity| counts.get(&validity).copied().unwrap_or(0);
        let (valid, invalid) = (count(Validity::Valid), count(Validity::Invalid));
        Self {
            valid,
            invalid,
            unknown: count(Validity::Unknown),
            valid_rate: Share::of(valid, valid + invalid),
        }
    }
}

/// The valid rate of the leads for which a filter holds.
pub async fn validity_rates(
    tx: &WorkspaceTx,
    filter: &LeadFilter,
    split: &AnalysisSplit,
) -> Result<ValidityRates, Error> {
    use lead::Column as Of;
    tx.require(Grant::LeadsRead)?;
    filter.check()?;
    let counted = filter.select(tx).select_only().column(Of::Validity);
    let counted = counted.column_as(Of::Id.count(), "leads").group_by(Of::Validity);
    let rows: Vec<(Validity, i64, Option<Uuid>)> = if let Some(by) = split.by {
        let counted = counted.column(by.column()).group_by(by.column());
        counted.into_tuple().all(&tx.db).await?
    } else {
        let rows: Vec<(Validity, i64)> = counted.into_tuple().all(&tx.db).await?;
        rows.into_iter().map(|(validity, leads)| (validity, leads, None)).collect()
    };
    let (mut all, mut parts) = (BTreeMap::new(), BTreeMap::<Option<Uuid>, BTreeMap<_, _>>::new());
    for (validity, leads, id) in rows {
        *all.entry(validity).or_default() += leads.unsigned_abs();
        *parts.entry(id).or_default().entry(validity).or_default() += leads.unsigned_abs();
    }
    let keys = if let Some(by) = split.by {
        by.keys(tx, parts.keys().copied().flatten()).await?
    } else {
        parts.clear();
        HashMap::default()
    };
    let mut parts: Vec<_> = parts
        .into_iter()
        .map(|(id, counts)| ValidityPart {
            key: id.and_then(|id| keys.get(&id).cloned()).unwrap_or_else(nothing),
            rate: ValidityRate::of(&counts),
        })
        .collect();
    parts.sort_by_key(|part| {
        let rate = part.rate;
        std::cmp::Reverse(rate.valid + rate.invalid + rate.unknown)
    });
    Ok(ValidityRates { all: ValidityRate::of(&all), parts, as_of: tx.now() })
}
