//! What rules would have said of leads whose outcome is known by now.

use super::{
    check,
    definition::{Grade, ScoreDefinition},
    draft,
    history::{self, Case},
    keep::scorer,
    learn, ratio,
    scorer::{Scored, Scorer},
    versions,
};
use crate::condition::LeadFields;
use kernel::{Error, Grant, WorkspaceTx};
use serde::{Deserialize, Serialize};
use statistics::{proportion::wilson, ranking};
use utoipa::ToSchema;

/// The leads that came last.
const MOST: u64 = 5000;

/// Which rules to test.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BacktestInput {
    /// Left out: the draft.
    pub definition: Option<ScoreDefinition>,
}

/// What rules would have said of closed leads as they were seven days after they came, or just before they were closed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Backtest {
    /// Closed leads that were scored: those that came last, at most 5 000.
    pub leads: usize,
    /// Those of them that were won.
    pub won: usize,
    /// How many more outcomes are needed for a judgement; 0 when there are enough. Below, the figures stay null or empty.
    pub missing: usize,
    /// How likely a lead that was won has the higher score than one that was lost; 0.5 is chance.
    pub auc: Option<f64>,
    /// The same by the rules in force.
    pub published_auc: Option<f64>,
    /// What came of each grade.
    pub grades: Vec<GradeOutcome>,
    /// What came of those at or above each threshold.
    pub thresholds: Vec<ThresholdOutcome>,
    /// How many days after its coming a lead is scored.
    pub days: i64,
}

/// What came of the leads of a grade.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GradeOutcome {
    /// `A1` to `C3`.
    pub grade: Grade,
    /// How many had it.
    pub leads: usize,
    /// How many of them were won.
    pub won: usize,
    /// The share that was won, with the 95 % interval of Wilson; null without leads.
    pub win_rate: Option<f64>,
    /// The lower end of the interval.
    pub win_rate_low: Option<f64>,
    /// The upper end of the interval.
    pub win_rate_high: Option<f64>,
}

/// What came of the leads at or above a threshold.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ThresholdOutcome {
    /// The stable word of the threshold.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// How many lie above.
    pub leads: usize,
    /// How many of them were won.
    pub won: usize,
    /// The share of all wins that lies above; null without wins.
    pub share_of_wins: Option<f64>,
    /// The share that was won; null without leads.
    pub win_rate: Option<f64>,
}

/// Tests rules on the workspace's own history.
pub async fn backtest(tx: &WorkspaceTx, input: BacktestInput) -> Result<Backtest, Error> {
    tx.require(Grant::LeadsRead)?;
    let definition = match input.definition {
        Some(definition) => {
            let (fields, today) = (LeadFields::read(tx).await?, draft::today(tx).await?);
            check::check(tx, &definition, &fields, today, "/definition").await?;
            definition
        }
        None => draft::load(tx, false).await?.definition,
    };
    let tested = scorer(tx, definition).await?;
    let published = match versions::published(tx).await? {
        Some(version) => Some(scorer(tx, version.definition).await?),
        None => None,
    };
    let mut events = tested.event_numbers();
    events.extend(published.iter().flat_map(Scorer::event_numbers));
    let cases = history::cases(tx, MOST, &events).await?;
    Ok(outcome(&cases, &tested, published.as_ref()))
}

fn outcome(cases: &[Case], tested: &Scorer, published: Option<&Scorer>) -> Backtest {
    let won = cases.iter().filter(|case| case.won).count();
    let missing = learn::missing(won, cases.len() - won).unwrap_or(0);
    let mut answer = Backtest {
        leads: cases.len(),
        won,
        missing,
        auc: None,
        published_auc: None,
        grades: Vec::new(),
        thresholds: Vec::new(),
        days: history::DAYS,
    };
    if missing > 0 {
        return answer;
    }
    let scored = all(cases, tested);
    answer.auc = area(&scored);
    answer.published_auc = published.and_then(|rules| area(&all(cases, rules)));
    answer.grades = Grade::ALL.iter().map(|grade| of_grade(*grade, tested, &scored)).collect();
    answer.thresholds = tested
        .definition()
        .thresholds
        .iter()
        .map(|threshold| {
            let above = scored.iter().filter(|(scored, _)| threshold.is_above(false, scored));
            let (leads, wins) = count(above);
            ThresholdOutcome {
                key: threshold.key.clone(),
                name: threshold.name.clone(),
                leads,
                won: wins,
                share_of_wins: (won > 0).then(|| ratio(wins, won)),
                win_rate: (leads > 0).then(|| ratio(wins, leads)),
            }
        })
        .collect();
    answer
}

fn all(cases: &[Case], rules: &Scorer) -> Vec<(Scored, bool)> {
    let scored = cases.iter();
    scored.map(|case| (rules.score(&case.lead, &case.happenings, case.at), case.won)).collect()
}

fn area(scored: &[(Scored, bool)]) -> Option<f64> {
    let told: Vec<_> = scored.iter().map(|(scored, won)| (scored.total().points(), *won)).collect();
    ranking::area_under_curve(&told)
}

fn count<'a>(scored: impl Iterator<Item = &'a (Scored, bool)>) -> (usize, usize) {
    scored.fold((0, 0), |(leads, won), (_, is_won)| (leads + 1, won + usize::from(*is_won)))
}

fn of_grade(grade: Grade, rules: &Scorer, scored: &[(Scored, bool)]) -> GradeOutcome {
    let (leads, won) = count(scored.iter().filter(|(scored, _)| rules.grade(scored) == grade));
    let interval = wilson(won as u64, leads as u64);
    GradeOutcome {
        grade,
        leads,
        won,
        win_rate: (leads > 0).then(|| ratio(won, leads)),
        win_rate_low: interval.map(|it| it.low),
        win_rate_high: interval.map(|it| it.high),
    }
}
