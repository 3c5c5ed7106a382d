//! What is asked, of the product and of the others, and what of an answer is compared.

use super::fill::name;
use super::history::DAYS;
use anyhow::{Context as _, Result};
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

const FIRST_WEEK: u32 = 2;
const COHORTS: u32 = 12;
const STICKY_FROM: u32 = 152;
const FUNNEL_FROM: u32 = 150;
const STEPS: [u8; 3] = [1, 3, 6];
const WINDOW_SECONDS: u32 = 604_800;
const OFTEN: u8 = 3;
const NEVER: u8 = 10;

/// The first day of the history: a Monday.
pub fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 25).expect("a day of the calendar")
}

fn day(number: u32) -> String {
    (first_day() + Days::new(number.into())).to_string()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of those who signed up in 12 weeks, who came back in the 12 from theirs on.
    Retention,
    /// Active people of the day, of 7 and of 30 days, on 180 days.
    Trends,
    /// On how many of 28 days people came.
    Stickiness,
    /// Three steps within 7 days, begun within 30 days, and how long it took.
    Funnel,
    /// Did one thing three times in 14 days, and another not once in 30.
    Segment,
}

impl Kind {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Retention => "retention",
            Self::Trends => "trends",
            Self::Stickiness => "stickiness",
            Self::Funnel => "funnel",
            Self::Segment => "segment",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Retention => "retention 12×12 weeks",
            Self::Trends => "DAU, WAU, MAU of 180 days",
            Self::Stickiness => "stickiness of 28 days",
            Self::Funnel => "funnel of 3 steps, 30 days",
            Self::Segment => "3 times in 14 days, not in 30",
        }
    }
}

/// A question about any event, or about those of some names.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    pub kind: Kind,
    pub names: Option<Vec<u8>>,
}

impl Asking {
    /// About a class of events that is known beforehand: any.
    pub const fn known(kind: Kind) -> Self {
        Self { kind, names: None }
    }

    /// About names that nobody has asked about together: all but the sign-up and two others, which `round` chooses.
    pub fn ad_hoc(kind: Kind, round: usize) -> Self {
        let pairs = (1..20_u8).flat_map(|a| (a + 1..20).map(move |b| (a, b)));
        let (a, b) = pairs.clone().nth(round % pairs.count()).unwrap_or((1, 2));
        Self { kind, names: Some((1..20).filter(|name| *name != a && *name != b).collect()) }
    }

    /// Under which the others answer it.
    pub fn key(&self) -> String {
        let names: Vec<_> = self.names.iter().flatten().map(ToString::to_string).collect();
        format!("{} {}", self.kind.word(), names.join(" "))
    }

    pub fn for_peers(&self) -> Value {
        json!({ "key": self.key(), "kind": self.kind.word(), "names": self.names })
    }

    /// The parameters of the API; for the segment its two conditions.
    pub fn parameters(&self) -> Value {
        let event = self.names.as_ref().map(|names| {
            json!({ "names": names.iter().map(|number| name(*number)).collect::<Vec<_>>() })
        });
        let last = day(DAYS - 1);
        match self.kind {
            Kind::Retention => json!({
                "start_event": { "names": [name(0)] }, "return_event": event,
                "first_on": day(FIRST_WEEK * 7), "cohorts": COHORTS, "periods": COHORTS,
            }),
            Kind::Trends => {
                let measures = ["units", "active_7_days", "active_30_days"];
                let series = measures.map(|measure| json!({ "event": event, "measure": measure }));
                json!({ "series": series, "period": "day", "from_on": day(0), "to_on": last })
            }
            Kind::Stickiness => json!({
                "event": event, "period": "day", "from_on": day(STICKY_FROM), "to_on": last,
            }),
            Kind::Funnel => json!({
                "steps": STEPS.map(|step| json!({ "names": [name(step)] })),
                "from_on": day(FUNNEL_FROM), "to_on": last, "window_seconds": WINDOW_SECONDS,
            }),
            Kind::Segment => {
                let within = |days: u32| json!({ "from_on": day(DAYS - days), "to_on": last });
                json!([
                    { "names": [name(OFTEN)], "at_least": 3, "within": within(14) },
                    { "names": [name(NEVER)], "within": within(30) },
                ])
            }
        }
    }

    /// The figures of an answer: whole numbers only, so that equal is equal.
    pub fn cells(&self, answer: &Value) -> Result<Value> {
        let list = |value: &Value| value.as_array().cloned().context("a list is missing");
        Ok(match self.kind {
            Kind::Retention => {
                let row = |row: &Value| -> Result<Value> {
                    let cells = list(&row["cells"])?;
                    let cells = cells.iter().map(|cell| cell["units"].clone());
                    Ok(std::iter::once(row["cohort_size"].clone()).chain(cells).collect())
                };
                list(&answer["rows"])?.iter().map(row).collect::<Result<_>>()?
            }
            Kind::Trends => {
                let line = |line: &Value| -> Result<Value> {
                    Ok(list(&line["values"])?.iter().map(|at| at["value"].clone()).collect())
                };
                list(&answer["series"])?.iter().map(line).collect::<Result<_>>()?
            }
            Kind::Stickiness => {
                let cells = list(&answer["exactly"])?;
                let cells = cells.iter().filter(|cell| cell["units"] != 0);
                cells.map(|cell| json!([cell["periods"], cell["units"]])).collect()
            }
            Kind::Funnel => {
                let steps = list(&answer["steps"])?;
                // In half milliseconds, so that the middle of two is a whole number too.
                let halves = answer["median_seconds"].as_f64().unwrap_or_default() * 2000.0;
                let median = json!(super::chance::whole(halves.round()));
                steps.iter().map(|step| step["units"].clone()).chain([median]).collect()
            }
            Kind::Segment => json!([answer]),
        })
    }
}

/// What the kinds are about, in the words of the others.
pub fn peer_parameters() -> Value {
    json!({
        "days": DAYS, "first_week": FIRST_WEEK, "cohorts": COHORTS, "periods": COHORTS,
        "sticky_from": STICKY_FROM, "funnel_from": FUNNEL_FROM, "steps": STEPS,
        "window": u64::from(WINDOW_SECONDS) * 1000, "often": OFTEN, "often_days": 14, "times": 3,
        "never": NEVER, "never_days": 30,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ad_hoc_list_is_another() {
        let lists = (0..171).map(|round| Asking::ad_hoc(Kind::Trends, round).key());
        assert_eq!(lists.collect::<std::collections::BTreeSet<_>>().len(), 171);
    }

    #[test]
    fn periods_that_nobody_was_active_in_are_left_out() {
        let asking = Asking::known(Kind::Stickiness);
        let cell = |periods: u8, units: u8| json!({ "periods": periods, "units": units });
        let answer = json!({ "exactly": [cell(1, 7), cell(2, 0), cell(3, 2)] });
        assert_eq!(asking.cells(&answer).unwrap(), json!([[1, 7], [3, 2]]));
    }
}
