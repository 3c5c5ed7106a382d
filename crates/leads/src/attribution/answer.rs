use super::{
    Loaded, Parameters,
    rules::{Attributed, AttributionModel, Credits, Interval, Rule, credits, intervals},
};
use kernel::{
    Error,
    ids::{CampaignId, ChannelId},
    metric::{Check, Definition},
    money::{Currency, Money},
};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Below so many conversions, or journeys without one, the chain says nothing.
const FEWEST: u32 = 50;
/// How often journeys are drawn again: fewer times where there are many of them, for their intervals are narrow.
const DRAWS: std::ops::RangeInclusive<usize> = 100..=400;
const DRAWN_JOURNEYS: usize = 40_000_000;
const SEED: u64 = 0x6174_7472_6962_7574;

/// What a channel or campaign gets from one model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Credit {
    pub channel_id: ChannelId,
    /// Null by channel.
    pub campaign_id: Option<CampaignId>,
    pub name: String,
    /// In thousandths of a conversion.
    #[schema(example = 2400)]
    pub conversions: i64,
    pub revenue: Money,
}

/// Between which values a credit lies in 95 of 100 cases, were the journeys drawn again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UncertainCredit {
    pub channel_id: ChannelId,
    /// Null by channel.
    pub campaign_id: Option<CampaignId>,
    /// 1 − P(conversion without it) ÷ P(conversion).
    #[schema(minimum = 0, maximum = 1, example = 0.75)]
    pub removal_effect: f64,
    /// In thousandths of a conversion; null where it could not be told.
    pub low: Option<i64>,
    /// In thousandths of a conversion.
    pub high: Option<i64>,
}

/// What one model gives out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelCredits {
    pub model: AttributionModel,
    /// Those that get something; with the unattributed they sum to the total.
    pub credits: Vec<Credit>,
}

/// How sure the Markov chain is, or what it lacks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MarkovNote {
    /// Whether there is enough to tell; where not, the model is not among the answer's.
    pub enough_data: bool,
    /// How many more conversions with contacts are needed.
    pub more_conversions: u32,
    /// How many more journeys without a conversion are needed.
    pub more_without: u32,
    /// The chance that a journey ends in a conversion.
    #[schema(minimum = 0, maximum = 1)]
    pub conversion_rate: Option<f64>,
    /// How often journeys were drawn again for the intervals.
    pub draws: usize,
    /// How sure the credit of each channel or campaign is.
    pub intervals: Vec<UncertainCredit>,
}

/// Credit for the conversions of some days, by every model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, FromJsonQueryResult)]
pub struct AttributionAnswer {
    pub parameters: Parameters,
    /// The workspace's: three letters.
    #[schema(value_type = String, example = "CNY")]
    pub currency: Currency,
    /// Leads that were won.
    pub conversions: u32,
    /// What they brought in the first year.
    pub revenue: Money,
    /// Of them, those of which no contact is known.
    pub unattributed_conversions: u32,
    pub unattributed_revenue: Money,
    /// Journeys with contacts that ended without a conversion.
    pub without_conversion: u32,
    /// How many contacts the journeys have.
    pub contacts: u64,
    /// Some revenue is in a currency without a rate, and not in the sums.
    pub misses_rate: bool,
    /// One for each model; none of the Markov chain where there is not enough data.
    pub models: Vec<ModelCredits>,
    pub markov: MarkovNote,
}

impl AttributionAnswer {
    pub(super) fn definition() -> Definition {
        super::metric::ATTRIBUTION.definition()
    }

    pub(super) fn of(
        loaded: &Loaded,
        parameters: Parameters,
        currency: Currency,
    ) -> Result<(Self, Vec<Check>), Error> {
        let direct = loaded.direct();
        let rule = Rule { direct: &direct, half_life: parameters.half_life() };
        let found = credits(loaded.nodes.len(), &loaded.journeys, rule);
        let (totals, checks) = (found.totals, checks(&found));
        let with_contacts = totals.conversions - totals.unattributed;
        let enough = with_contacts >= FEWEST && totals.nulls >= FEWEST && found.markov.is_some();
        let money = |amount| Money::new(amount, currency).map_err(Error::internal);
        let models = found
            .credits
            .iter()
            .filter(|credits| enough || credits.model != AttributionModel::Markov)
            .map(|credits| model_credits(loaded, credits, currency))
            .collect::<Result<_, Error>>()?;
        let answer = Self {
            parameters,
            currency,
            conversions: totals.conversions,
            revenue: money(totals.revenue)?,
            unattributed_conversions: totals.unattributed,
            unattributed_revenue: money(totals.unattributed_revenue)?,
            without_conversion: totals.nulls,
            contacts: totals.contacts,
            misses_rate: loaded.misses_rate,
            models,
            markov: note(loaded, &found, enough),
        };
        Ok((answer, checks))
    }
}

fn model_credits(
    loaded: &Loaded,
    credits: &Credits,
    currency: Currency,
) -> Result<ModelCredits, Error> {
    let rows = loaded.nodes.iter().zip(credits.conversions.iter().zip(&credits.revenue));
    let rows = rows.filter(|(_, (conversions, revenue))| **conversions != 0 || **revenue != 0);
    let credits_of_nodes = rows.map(|(node, (conversions, revenue))| {
        Ok(Credit {
            channel_id: node.channel_id,
            campaign_id: node.campaign_id,
            name: node.name.clone(),
            conversions: *conversions,
            revenue: Money::new(*revenue, currency).map_err(Error::internal)?,
        })
    });
    let all = credits_of_nodes.collect::<Result<_, Error>>()?;
    Ok(ModelCredits { model: credits.model, credits: all })
}

fn note(loaded: &Loaded, found: &Attributed, enough_data: bool) -> MarkovNote {
    let with_contacts = found.totals.conversions - found.totals.unattributed;
    let mut note = MarkovNote {
        enough_data,
        more_conversions: FEWEST.saturating_sub(with_contacts),
        more_without: FEWEST.saturating_sub(found.totals.nulls),
        conversion_rate: None,
        draws: 0,
        intervals: Vec::new(),
    };
    let Some(markov) = found.markov.as_ref().filter(|_| enough_data) else { return note };
    note.conversion_rate = Some(markov.conversion);
    note.draws = draws(loaded.journeys.len());
    let drawn = intervals(loaded.nodes.len(), &found.paths, note.draws, SEED);
    let nodes = loaded.nodes.iter().enumerate();
    let nodes = nodes.filter(|(at, _)| markov.removal_effect[*at] > 0.0);
    note.intervals = nodes
        .map(|(at, node)| {
            let interval = drawn.as_ref().map(|drawn| drawn[at]);
            let thousandths = |end: fn(Interval) -> f64| {
                interval.map(|it| thousandths(end(it) * f64::from(with_contacts)))
            };
            UncertainCredit {
                channel_id: node.channel_id,
                campaign_id: node.campaign_id,
                removal_effect: markov.removal_effect[at],
                low: thousandths(|it| it.low),
                high: thousandths(|it| it.high),
            }
        })
        .collect();
    note
}

pub(crate) fn draws(journeys: usize) -> usize {
    (DRAWN_JOURNEYS / journeys.max(1)).clamp(*DRAWS.start(), *DRAWS.end())
}

fn checks(found: &Attributed) -> Vec<Check> {
    let totals = found.totals;
    let conversions = i64::from(totals.conversions - totals.unattributed) * 1000;
    let revenue = totals.revenue - totals.unattributed_revenue;
    let adds_up = |credits: &Credits| {
        credits.conversions.iter().sum::<i64>() == conversions
            && credits.revenue.iter().sum::<i64>() == revenue
    };
    let with_contacts = f64::from(totals.conversions - totals.unattributed);
    let rate = with_contacts / (with_contacts + f64::from(totals.nulls));
    let agrees = found.markov.as_ref().is_none_or(|it| (it.conversion - rate).abs() < 1e-9);
    vec![
        Check { code: "credits_sum_to_total", holds: found.credits.iter().all(adds_up) },
        Check { code: "chain_matches_conversion_rate", holds: agrees },
    ]
}

#[expect(clippy::cast_possible_truncation, reason = "there are fewer than 2^32 conversions")]
const fn thousandths(conversions: f64) -> i64 {
    (conversions * 1000.0).round() as i64
}
