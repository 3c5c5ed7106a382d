//! A condition before it is saved, and who fulfils it right now.

use crate::{
    check,
    condition::{Condition, SegmentSubject},
    library::Library,
    members::SegmentMember,
    segment,
    sentence::Sentences,
    set, subjects,
};
use activity::question::Asked;
use chrono::{DateTime, Utc};
use kernel::{Error, Findings};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const SAMPLE: u64 = 5;

/// A condition to be tried.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SegmentDraft {
    pub subject: SegmentSubject,
    pub condition: Condition,
}

/// Who would be in a segment.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SegmentPreview {
    /// How many fulfil the condition.
    pub count: u64,
    /// Of how many.
    pub total: u64,
    /// Count ÷ total; null where there is nobody at all.
    #[schema(minimum = 0, maximum = 1, example = 0.42)]
    pub share: Option<f64>,
    /// Some of them, by name.
    #[schema(max_items = 5)]
    pub sample: Vec<SegmentMember>,
    /// The condition in English.
    pub sentence: String,
    /// The condition in Chinese.
    pub sentence_zh: String,
    pub as_of: DateTime<Utc>,
}

/// Counts without keeping anything.
pub async fn preview(asked: &Asked<'_>, draft: &SegmentDraft) -> Result<SegmentPreview, Error> {
    let tx = &asked.snapshot.tx;
    segment::require_read(tx)?;
    let SegmentDraft { subject, condition } = draft;
    let library = Library::of(tx, &[(condition, *subject)]).await?;
    Findings::from(check::flaws(&library, *subject, condition, None, asked.today)).finish()?;
    let matching = set::compile(asked, &library, *subject, condition).await?;
    let sentence = |chinese| Sentences { library: &library, chinese };
    let count = subjects::count(tx, *subject, Some(matching.clone())).await?;
    let total = subjects::count(tx, *subject, None).await?;
    Ok(SegmentPreview {
        count,
        total,
        share: share(count, total),
        sample: subjects::first(tx, *subject, matching, SAMPLE).await?,
        sentence: sentence(false).whole(condition, *subject),
        sentence_zh: sentence(true).whole(condition, *subject),
        as_of: asked.as_of,
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^52")]
fn share(count: u64, total: u64) -> Option<f64> {
    (total > 0).then(|| count as f64 / total as f64)
}
