//! Lifecycle: whether the active are new, stayed, or came back; and who left.

use super::{
    UnitOfQuestion,
    answer::{AnswerHead, CellState, Days},
    ask::{Asked, Question},
    audience::{self, Breakdown, Group, Part, Parted, cell_of},
    metric, range,
    retention::{default_unit, twelve},
    selector::{EventSelector, Events, Pass, flaws},
};
use crate::index::{
    bits::Bits,
    calendar::{Period, Span, date},
    snapshot::any_name,
};
use chrono::NaiveDate;
use kernel::{Error, Findings, ids::SegmentId, metric::Check};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use validator::Validate;

/// Ask whether the active are new, stayed or came back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct LifecycleQuestion {
    #[serde(default = "default_unit")]
    pub unit: UnitOfQuestion,
    /// What makes active; any event if left out.
    #[validate(nested)]
    pub event: Option<EventSelector>,
    #[serde(default = "default_period")]
    pub period: Period,
    /// A day of the first period; by default the last one is the current period.
    pub first_on: Option<NaiveDate>,
    /// How many periods are shown.
    #[serde(default = "twelve")]
    #[validate(range(min = 1, max = 120))]
    #[schema(minimum = 1, maximum = 120, example = 12)]
    pub periods: u16,
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

const fn default_period() -> Period {
    Period::Week
}

/// Whether the active are new, stayed or came back.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LifecycleAnswer {
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The question, with everything that was left out filled in.
    pub question: LifecycleQuestion,
    /// One per period.
    pub rows: Vec<LifecycleRow>,
    /// The same for each group of the breakdown; null without one. The dormant are in the group that they belong to now
    /// that they are dormant.
    pub groups: Option<Vec<LifecycleGroup>>,
}

/// The periods of one group.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LifecycleGroup {
    #[serde(flatten)]
    pub group: Group,
    /// One per period.
    pub rows: Vec<LifecycleRow>,
}

/// A period.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LifecycleRow {
    #[serde(flatten)]
    pub days: Days,
    /// The counts of a period that is not over are those so far.
    pub state: CellState,
    /// Active at all.
    pub active: u64,
    /// Active, and never seen before, by whatever event.
    pub new: u64,
    /// Active in this period and the one before.
    pub returning: u64,
    /// Active, seen before, but not in the period before.
    pub resurrecting: u64,
    /// Active in the period before and not in this one.
    pub dormant: u64,
    /// Open the lists.
    pub cells: LifecycleCells,
}

/// Open the lists.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LifecycleCells {
    /// The new ones.
    #[schema(example = "0.new")]
    pub new: String,
    /// Those who stayed.
    #[schema(example = "0.returning")]
    pub returning: String,
    /// Those who came back.
    #[schema(example = "0.resurrecting")]
    pub resurrecting: String,
    /// Those who left.
    #[schema(example = "0.dormant")]
    pub dormant: String,
}

pub struct Lifecycle {
    question: LifecycleQuestion,
    rows: Parted<Vec<Row>>,
}

struct Row {
    span: Span,
    active: Arc<Bits>,
    before: Arc<Bits>,
    new: Bits,
    returning: Bits,
    resurrecting: Bits,
    dormant: Bits,
}

impl LifecycleQuestion {
    /// What is wrong with it on any day.
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::of(self);
        findings.extend(audience::flaws(self.unit, self.breakdown.as_ref()));
        findings.extend(flaws("/event", self.event.as_ref()));
        findings
    }
}

pub async fn evaluate(
    asked: &Asked<'_>,
    mut question: LifecycleQuestion,
) -> Result<Lifecycle, Error> {
    let mut findings = question.findings();
    if let Some(day) = question.first_on {
        findings.extend(range::flaw("/first_on", day, asked.today));
    }
    findings.finish()?;
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let (calendar, period) = (snapshot.calendar(), question.period);
    let now = calendar.period_start(period, asked.today);
    let usual = calendar.shift(period, now, 1 - i32::from(question.periods));
    let first = question.first_on.map_or(usual, |day| day.to_epoch_days());
    let first = calendar.period_start(period, first);
    question.first_on = Some(date(first));
    // One period more, before the first.
    let spans = calendar.periods(
        period,
        calendar.shift(period, first, -1),
        usize::from(question.periods) + 1,
    );
    let all = Span { from: spans[0].from, until: spans.last().map_or(first, |span| span.until) };
    let events = Events::find(snapshot, question.event.as_ref()).await?;
    let selected = events.select(snapshot, kind, all, Pass::Each).await?;
    let audience =
        asked.audience(question.unit, question.segment_id, question.breakdown.as_ref()).await?;
    let active = audience.keep(selected.sets(snapshot, kind, &spans).await?);
    let anything = snapshot.sets(kind, &any_name(), &spans).await?;
    let beginning = snapshot.first_day(kind).unwrap_or(all.from).min(all.from);
    let earlier = [Span { from: beginning, until: all.from }];
    let mut seen = Bits::clone(&snapshot.sets(kind, &any_name(), &earlier).await?[0]);
    let mut rows = Vec::with_capacity(spans.len());
    for (index, span) in spans.iter().enumerate().skip(1) {
        seen.unite(&anything[index - 1]);
        rows.push(Row::new(*span, active[index].clone(), active[index - 1].clone(), &seen));
    }
    rows.retain(|row| row.span.from <= asked.today);
    let everybody = || Bits::union_of(active.iter().map(AsRef::as_ref));
    let ends: Vec<_> = rows.iter().map(|row| row.span.until - 1).collect();
    let rows = Parted::new(rows, audience.parts(everybody, &ends), |rows, part| {
        rows.iter().enumerate().map(|(at, row)| row.of(part, at)).collect()
    });
    Ok(Lifecycle { question, rows })
}

impl Row {
    /// `seen`: who was seen before the period.
    fn new(span: Span, active: Arc<Bits>, before: Arc<Bits>, seen: &Bits) -> Self {
        let new = active.without(seen);
        let returning = active.and(&before);
        let mut resurrecting = active.without(&before);
        resurrecting.subtract(&new);
        let dormant = before.without(&active);
        Self { span, active, before, new, returning, resurrecting, dormant }
    }

    /// Its part in a group.
    fn of(&self, part: &Part, at: usize) -> Self {
        let of = |set: &Bits| part.of(set, at);
        Self {
            span: self.span,
            active: Arc::new(of(&self.active)),
            before: Arc::new(of(&self.before)),
            new: of(&self.new),
            returning: of(&self.returning),
            resurrecting: of(&self.resurrecting),
            dormant: of(&self.dormant),
        }
    }

    fn answer(&self, asked: &Asked<'_>, index: usize, group: Option<&Group>) -> LifecycleRow {
        let cell = |name: &str| cell_of(format_args!("{index}.{name}"), group);
        LifecycleRow {
            days: range::named(self.span),
            state: CellState::of(asked.is_over(self.span.until)),
            active: self.active.count(),
            new: self.new.count(),
            returning: self.returning.count(),
            resurrecting: self.resurrecting.count(),
            dormant: self.dormant.count(),
            cells: LifecycleCells {
                new: cell("new"),
                returning: cell("returning"),
                resurrecting: cell("resurrecting"),
                dormant: cell("dormant"),
            },
        }
    }

    fn adds_up(&self) -> bool {
        let [active, before] = [&self.active, &self.before].map(|set| set.count());
        let [new, resurrecting] = [&self.new, &self.resurrecting].map(Bits::count);
        active == new + self.returning.count() + resurrecting
            && active + self.dormant.count() == before + new + resurrecting
    }
}

impl Lifecycle {
    pub fn answer(self, asked: &Asked<'_>) -> LifecycleAnswer {
        let answers = |rows: &[Row], group: Option<&Group>| -> Vec<LifecycleRow> {
            rows.iter().enumerate().map(|(index, row)| row.answer(asked, index, group)).collect()
        };
        let groups = self.rows.each_group(|group, rows| LifecycleGroup {
            group: group.clone(),
            rows: answers(rows, Some(group)),
        });
        let adds_up = self.rows.every().flatten().all(Row::adds_up);
        let checks = vec![
            Check { code: "lifecycle_identity", holds: adds_up },
            self.rows.check(|rows| rows.iter().map(|row| row.active.as_ref()).collect()),
        ];
        let rows = answers(&self.rows.whole, None);
        let question = self.question;
        let head = asked.head(&metric::LIFECYCLE, &Question::Lifecycle(question.clone()), checks);
        LifecycleAnswer { head, question, rows, groups }
    }

    /// `0.new`: the new of the first period; with a key, those of a group.
    pub fn cell(&self, id: &str, key: Option<&str>) -> Option<Arc<Bits>> {
        let rows = self.rows.get(key)?;
        let (index, name) = id.split_once('.')?;
        let row = rows.get(index.parse::<usize>().ok()?)?;
        let bits = match name {
            "active" => return Some(row.active.clone()),
            "new" => &row.new,
            "returning" => &row.returning,
            "resurrecting" => &row.resurrecting,
            "dormant" => &row.dormant,
            _ => return None,
        };
        Some(Arc::new(bits.clone()))
    }
}
