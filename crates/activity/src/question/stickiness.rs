//! Stickiness: in how many periods of a range units were active.

use super::{
    UnitOfQuestion,
    answer::AnswerHead,
    ask::{Asked, Question},
    audience::{self, Breakdown, Group, Parted, cell_of},
    metric,
    range::{self, Range},
    retention::default_unit,
    selector::{EventSelector, Events, Pass, flaws},
    share::Share,
    trends::{default_period, unite_trailing},
};
use crate::index::{
    bits::Bits,
    calendar::{Period, Span, date},
};
use chrono::NaiveDate;
use kernel::{Error, Findings, ids::SegmentId, metric::Check};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use validator::Validate;

/// A month of days, against which a day's active units are set.
const MONTH: usize = 30;

/// Ask how often people come.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct StickinessQuestion {
    #[serde(default = "default_unit")]
    pub unit: UnitOfQuestion,
    /// What makes active; any event if left out.
    #[validate(nested)]
    pub event: Option<EventSelector>,
    #[serde(default = "default_period")]
    pub period: Period,
    /// A day of the first period; by default 30 days, 12 weeks or 12 months are looked at.
    pub from_on: Option<NaiveDate>,
    /// A day of the last period; today by default.
    pub to_on: Option<NaiveDate>,
    /// So many days up to `to_on`, instead of `from_on`; at most 3 653. The answer names the days themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = 3653))]
    #[schema(minimum = 1, maximum = 3653, example = 90)]
    pub last_days: Option<u16>,
    /// The day at whose end the question is asked; now if left out. Only what happened until then counts, as far as it is
    /// known by now: late events, merges and erasures since are in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of_on: Option<NaiveDate>,
    /// Only those who are in this segment now, or were in it as of then; everybody if left out.
    pub segment_id: Option<SegmentId>,
    /// By what they are split; not at all if left out.
    #[validate(nested)]
    pub breakdown: Option<Breakdown>,
}

/// How often people come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StickinessAnswer {
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The question, with everything that was left out filled in.
    pub question: StickinessQuestion,
    #[serde(flatten)]
    pub figures: StickinessFigures,
    /// The same for each group of the breakdown; null without one.
    pub groups: Option<Vec<StickinessGroup>>,
}

/// How often the units of one group come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StickinessGroup {
    #[serde(flatten)]
    pub group: Group,
    #[serde(flatten)]
    pub figures: StickinessFigures,
}

/// How often units come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StickinessFigures {
    /// How many were active in the range at all.
    pub units: u64,
    /// In exactly so many periods; from 1 on.
    pub exactly: Vec<StickinessCell>,
    /// In at least so many.
    pub at_least: Vec<StickinessCell>,
    /// How many were active in a period, on average; null where the range is empty.
    pub mean_active_per_period: Option<f64>,
    /// The mean over the days of the range of DAU ÷ MAU (30 days); only for days.
    #[schema(minimum = 0, maximum = 1)]
    pub ratio: Option<f64>,
    /// Why there is no ratio: `days_only` or `no_units`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub ratio_reason: Option<&'static str>,
}

/// Units that were active in so many periods, as a share of all that were active.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StickinessCell {
    /// In how many periods.
    #[schema(example = 3)]
    pub periods: usize,
    /// How many units.
    pub units: u64,
    #[serde(flatten)]
    pub share: Share,
    /// Opens the list.
    #[schema(example = "exactly.3")]
    pub cell: String,
}

pub struct Stickiness {
    question: StickinessQuestion,
    habits: Parted<Habit>,
}

/// In how many periods units were active.
struct Habit {
    sets: Vec<Arc<Bits>>,
    /// Units active in exactly 1, 2, … periods.
    exactly: Vec<Bits>,
    ratio: Result<f64, &'static str>,
}

impl StickinessQuestion {
    /// What is wrong with it on any day.
    pub(super) fn findings(&self) -> Findings {
        let mut findings = Findings::of(self);
        findings.extend(range::clash(self.from_on, self.last_days));
        findings.extend(audience::flaws(self.unit, self.breakdown.as_ref()));
        findings.extend(flaws("/event", self.event.as_ref()));
        findings
    }
}

pub async fn evaluate(
    asked: &Asked<'_>,
    mut question: StickinessQuestion,
) -> Result<Stickiness, Error> {
    question.findings().finish()?;
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let range = Range::of(question.from_on, question.to_on, question.last_days.take());
    let spans = range::periods(snapshot.calendar(), question.period, range, asked.today)?;
    let all = Span {
        from: spans.first().map_or(asked.today, |span| span.from),
        until: spans.last().map_or(asked.today, |span| span.until),
    };
    (question.from_on, question.to_on) = (Some(date(all.from)), Some(date(all.until - 1)));
    let month_before = all.from - i32::try_from(MONTH - 1).unwrap_or_default();
    let events = Events::find(snapshot, question.event.as_ref()).await?;
    let wide = Span { from: month_before, until: all.until };
    let selected = events.select(snapshot, kind, wide, Pass::Each).await?;
    let audience =
        asked.audience(question.unit, question.segment_id, question.breakdown.as_ref()).await?;
    let sets = audience.keep(selected.sets(snapshot, kind, &spans).await?);
    let days = if question.period == Period::Day {
        let days: Vec<Span> = wide.days().map(|day| Span { from: day, until: day + 1 }).collect();
        Some(audience.keep(selected.sets(snapshot, kind, &days).await?))
    } else {
        None
    };
    let everybody = || Bits::union_of(sets.iter().chain(days.iter().flatten()).map(AsRef::as_ref));
    let first = spans.first().map_or(asked.today, |span| span.until - 1);
    let parts = audience.parts(everybody, &[first]);
    let whole = Habit::of(sets, days.as_deref());
    let habits = Parted::new(whole, parts, |whole, part| {
        let among = |sets: &[Arc<Bits>]| -> Vec<Arc<Bits>> {
            sets.iter().map(|set| Arc::new(part.of(set, 0))).collect()
        };
        Habit::of(among(&whole.sets), days.as_deref().map(among).as_deref())
    });
    Ok(Stickiness { question, habits })
}

impl Habit {
    /// `days` are those of the ratio, where there is one.
    fn of(sets: Vec<Arc<Bits>>, days: Option<&[Arc<Bits>]>) -> Self {
        let exactly = exactly(&sets);
        Self { sets, exactly, ratio: days.map_or(Err("days_only"), ratio) }
    }
}

/// The mean of DAU ÷ MAU over the days after the first 29; days without anybody in a month before them don't count.
#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^52")]
fn ratio(days: &[Arc<Bits>]) -> Result<f64, &'static str> {
    let months = unite_trailing(days, MONTH);
    let pairs = days.iter().zip(&months).skip(MONTH - 1);
    let ratios: Vec<f64> = pairs
        .map(|(day, month)| (day.count() as f64, month.count() as f64))
        .filter(|(_, month)| *month > 0.0)
        .map(|(day, month)| day / month)
        .collect();
    if ratios.is_empty() {
        return Err("no_units");
    }
    Ok(ratios.iter().sum::<f64>() / ratios.len() as f64)
}

/// So many words are counted at once.
const BLOCK: usize = 8;

/// Who is in exactly 1, 2, … of the sets. Each unit has a counter of a few bits, and the counters of the units of a block are
/// added to at once: one word per bit and 64 units.
fn exactly(sets: &[Arc<Bits>]) -> Vec<Bits> {
    let words = sets.iter().map(|set| set.words().len()).max().unwrap_or_default();
    let planes = usize::BITS - sets.len().leading_zeros();
    let mut exactly = vec![Bits::default(); sets.len()];
    let mut counter = vec![[0_u64; BLOCK]; planes as usize];
    let mut matching = Vec::with_capacity(1 << planes);
    for at in (0..words).step_by(BLOCK) {
        counter.fill([0; BLOCK]);
        for set in sets {
            let mut carry = block_of(set.words(), at);
            for plane in &mut counter {
                for (bits, carry) in plane.iter_mut().zip(&mut carry) {
                    let both = *bits & *carry;
                    *bits ^= *carry;
                    *carry = both;
                }
            }
        }
        // Bit by bit: at each number those whose counters have it in the bits so far.
        matching.clear();
        matching.push([u64::MAX; BLOCK]);
        for plane in &counter {
            for number in 0..matching.len() {
                let all = matching[number];
                matching[number] = std::array::from_fn(|word| all[word] & !plane[word]);
                matching.push(std::array::from_fn(|word| all[word] & plane[word]));
            }
        }
        for (matching, bits) in matching[1..].iter().zip(&mut exactly) {
            if *matching != [0; BLOCK] {
                bits.words_mut(at, BLOCK).copy_from_slice(matching);
            }
        }
    }
    exactly
}

/// The words from `at` on; those beyond the end are empty.
fn block_of(words: &[u64], at: usize) -> [u64; BLOCK] {
    let rest = words.get(at..).unwrap_or_default();
    if let Some(block) = rest.first_chunk() {
        return *block;
    }
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    block
}

impl Stickiness {
    pub fn answer(self, asked: &Asked<'_>) -> StickinessAnswer {
        let groups = self.habits.each_group(|group, habit| StickinessGroup {
            group: group.clone(),
            figures: habit.figures(Some(group)),
        });
        let adds_up = self.habits.every().all(Habit::adds_up);
        let checks = vec![
            Check { code: "stickiness_adds_up", holds: adds_up },
            self.habits.check(|habit| habit.sets.iter().map(AsRef::as_ref).collect()),
        ];
        let figures = self.habits.whole.figures(None);
        let question = self.question;
        let head = asked.head(&metric::STICKINESS, &Question::Stickiness(question.clone()), checks);
        StickinessAnswer { head, question, figures, groups }
    }

    /// `exactly.3`, or `at_least.3`; with a key, those of a group.
    pub fn cell(&self, id: &str, key: Option<&str>) -> Option<Arc<Bits>> {
        let habit = self.habits.get(key)?;
        let (name, periods) = id.split_once('.')?;
        let index = periods.parse::<usize>().ok()?.checked_sub(1)?;
        match name {
            "exactly" => habit.exactly.get(index).cloned().map(Arc::new),
            "at_least" if index < habit.exactly.len() => {
                Some(Arc::new(Bits::union_of(&habit.exactly[index..])))
            }
            _ => None,
        }
    }
}

impl Habit {
    fn active(&self) -> u64 {
        self.sets.iter().map(|set| set.count()).sum()
    }

    /// Whoever was active in k periods was counted k times.
    fn adds_up(&self) -> bool {
        let weighted: u64 =
            (1..).zip(&self.exactly).map(|(periods, units)| periods * units.count()).sum();
        self.active() == weighted
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^52")]
    fn figures(&self, group: Option<&Group>) -> StickinessFigures {
        let counts: Vec<u64> = self.exactly.iter().map(Bits::count).collect();
        let units: u64 = counts.iter().sum();
        let cells = |name: &str, counts: &[u64]| {
            let cell = |(periods, count): (usize, &u64)| StickinessCell {
                periods,
                units: *count,
                share: Share::of(*count, units),
                cell: cell_of(&format!("{name}.{periods}"), group),
            };
            (1..).zip(counts).map(cell).collect::<Vec<_>>()
        };
        let at_least: Vec<u64> =
            (0..counts.len()).map(|from| counts[from..].iter().sum()).collect();
        StickinessFigures {
            units,
            exactly: cells("exactly", &counts),
            at_least: cells("at_least", &at_least),
            mean_active_per_period: (!self.sets.is_empty())
                .then(|| self.active() as f64 / self.sets.len() as f64),
            ratio: self.ratio.ok(),
            ratio_reason: self.ratio.err(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn counters_count_what_is_there(sets in proptest::collection::vec(proptest::collection::btree_set(0..200_u32, 0..80), 0..20)) {
            let bits: Vec<_> = sets.iter().map(|set| Arc::new(set.iter().copied().collect::<Bits>())).collect();
            for (index, found) in exactly(&bits).iter().enumerate() {
                let number = |unit: &u32| sets.iter().filter(|set| set.contains(unit)).count();
                let expected: Bits = (0..200).filter(|unit| number(unit) == index + 1).collect();
                prop_assert_eq!(found, &expected);
            }
        }
    }
}
