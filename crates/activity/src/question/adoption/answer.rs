use super::{Adoption, AdoptionQuestion, Feature, TimeIn, Use, Uses};
use crate::question::{
    answer::AnswerHead,
    ask::{Asked, Question},
    audience::{Group, cell_of},
    average::{median, seconds},
    metric,
    share::Share,
};
use kernel::metric::Check;
use serde::Serialize;
use utoipa::ToSchema;

/// Who uses what.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdoptionAnswer {
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The question, with everything that was left out filled in.
    pub question: AdoptionQuestion,
    #[serde(flatten)]
    pub figures: AdoptionFigures,
    /// The same for each group of the breakdown; null without one.
    pub groups: Option<Vec<AdoptionGroup>>,
}

/// Who uses what in one group.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdoptionGroup {
    #[serde(flatten)]
    pub group: Group,
    #[serde(flatten)]
    pub figures: AdoptionFigures,
}

/// Who uses what, of everybody or of a group.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdoptionFigures {
    /// How many had any event in the range.
    pub active: u64,
    /// Opens the list of them.
    #[schema(example = "active")]
    pub cell: String,
    /// One per feature, in the order of the question.
    pub features: Vec<FeatureUse>,
    /// How many adopted none of the features, one, two, … up to the most that anybody did.
    pub breadth: Vec<AdoptionBreadth>,
}

/// How a feature is used.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeatureUse {
    pub feature: Feature,
    /// How many used it often enough.
    pub adopters: u64,
    /// Of all that were active.
    #[serde(flatten)]
    pub share: Share,
    /// Adopters that had never used it before the range.
    pub new: u64,
    /// Adopters that were so in the range before, too.
    pub kept: u64,
    /// Adopters that had used it before the range, but were none in the range before.
    pub earlier: u64,
    /// Those who were adopters in the range before, and are none now.
    pub lost: u64,
    /// Active, and no adopters.
    pub others: u64,
    /// How many of its events there were in the range.
    pub events: u64,
    /// Uses per adopter; null where there is none. The median of an even number is the mean of the middle two.
    pub median_events: Option<f64>,
    /// How long an adopter spent in it, at least; null with a reason.
    pub median_seconds: Option<f64>,
    /// How long all adopters together did.
    pub total_seconds: Option<f64>,
    /// Why there is no time: `people_only` (the visits of an account's people overlap), `has_conditions`,
    /// `too_many_events`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub time_reason: Option<&'static str>,
    /// Open the lists.
    pub cells: FeatureCells,
}

/// Open the lists.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeatureCells {
    /// Those who used it often enough.
    #[schema(example = "0.adopters")]
    pub adopters: String,
    /// Those who had never used it before.
    #[schema(example = "0.new")]
    pub new: String,
    /// Those who were adopters before, too.
    #[schema(example = "0.kept")]
    pub kept: String,
    /// Those who had used it before, but not just before.
    #[schema(example = "0.earlier")]
    pub earlier: String,
    /// Those who were adopters and are none now.
    #[schema(example = "0.lost")]
    pub lost: String,
    /// Those who are active without it.
    #[schema(example = "0.others")]
    pub others: String,
}

/// Those who adopted so many features.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdoptionBreadth {
    /// How many features.
    #[schema(example = 3)]
    pub count: usize,
    /// How many people or accounts.
    pub units: u64,
    /// Of all that were active.
    #[serde(flatten)]
    pub share: Share,
    /// Opens the list.
    #[schema(example = "breadth.3")]
    pub cell: String,
}

impl Adoption {
    pub fn answer(self, asked: &Asked<'_>) -> AdoptionAnswer {
        let features = &self.question.features;
        let groups = self.uses.each_group(|group, uses| AdoptionGroup {
            group: group.clone(),
            figures: uses.figures(features, Some(group)),
        });
        let adds_up = self.uses.every().all(Uses::adds_up);
        let checks =
            vec![Check { code: "adoption_adds_up", holds: adds_up }, self.uses.check(Uses::sets)];
        let figures = self.uses.whole.figures(features, None);
        let question = self.question;
        let head = asked.head(&metric::ADOPTION, &Question::Adoption(question.clone()), checks);
        AdoptionAnswer { head, question, figures, groups }
    }
}

impl Uses {
    fn figures(&self, features: &[Feature], group: Option<&Group>) -> AdoptionFigures {
        let active = self.active.count();
        let breadth = self.breadth.iter().enumerate().map(|(count, units)| AdoptionBreadth {
            count,
            units: units.count(),
            share: Share::of(units.count(), active),
            cell: cell_of(format_args!("breadth.{count}"), group),
        });
        let features = features.iter().zip(&self.each).enumerate();
        let features = features.map(|(index, (feature, one))| {
            let cell = |name: &str| cell_of(format_args!("{index}.{name}"), group);
            one.answer(feature.clone(), active, cell)
        });
        AdoptionFigures {
            active,
            cell: cell_of("active", group),
            features: features.collect(),
            breadth: breadth.collect(),
        }
    }
}

impl Use {
    #[expect(clippy::cast_precision_loss, reason = "the sum of a million years fits")]
    fn answer(&self, feature: Feature, active: u64, cell: impl Fn(&str) -> String) -> FeatureUse {
        let adopters = self.adopters.count();
        let often = self.counts.iter().filter(|(unit, _)| self.adopters.contains(*unit));
        let mut often: Vec<i64> = often.map(|(_, count)| i64::from(*count)).collect();
        let time = self.time.as_ref().ok().map(TimeIn::millis);
        FeatureUse {
            feature,
            adopters,
            share: Share::of(adopters, active),
            new: self.new.count(),
            kept: self.kept.count(),
            earlier: self.earlier.count(),
            lost: self.lost.count(),
            others: active - adopters,
            events: self.counts.iter().map(|(_, count)| u64::from(*count)).sum(),
            median_events: median(&mut often),
            total_seconds: time.as_ref().map(|time| time.iter().sum::<i64>() as f64 / 1000.0),
            median_seconds: seconds(time.and_then(|mut time| median(&mut time))),
            time_reason: self.time.as_ref().err().copied(),
            cells: FeatureCells {
                adopters: cell("adopters"),
                new: cell("new"),
                kept: cell("kept"),
                earlier: cell("earlier"),
                lost: cell("lost"),
                others: cell("others"),
            },
        }
    }
}
