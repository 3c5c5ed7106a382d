use super::{
    AttributionModel, Chain, Ending, Journey, Markov, PathCount, Rule, largest_remainder,
    markov::path_counts, remainder::float, weights,
};

/// Conversions are given out in thousandths.
const THOUSAND: i64 = 1000;

/// What there is to give out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub conversions: u32,
    /// In minor units.
    pub revenue: i64,
    /// Of the conversions, those without a contact: they go to nobody.
    pub unattributed: u32,
    pub unattributed_revenue: i64,
    /// Journeys that ended without a conversion and had contacts.
    pub nulls: u32,
    pub contacts: u64,
}

/// What one model gives, by number of the channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credits {
    pub model: AttributionModel,
    /// In thousandths; with those of nobody they sum to all conversions.
    pub conversions: Vec<i64>,
    /// In minor units; with those of nobody they sum to all revenue.
    pub revenue: Vec<i64>,
}

/// All that was found out of journeys.
#[derive(Clone, Debug)]
pub struct Attributed {
    pub totals: Totals,
    pub credits: Vec<Credits>,
    /// None where nothing converted.
    pub markov: Option<Markov>,
    pub paths: Vec<PathCount>,
}

/// Every model at once. Without any conversion that has contacts there are no credits.
pub fn credits(channels: usize, journeys: &[Journey], rule: Rule<'_>) -> Attributed {
    let totals = totals(journeys);
    let paths = path_counts(journeys);
    let markov = Chain::of(channels, &paths).solved();
    let mut credits = Vec::new();
    if totals.conversions > totals.unattributed {
        let conversions = i64::from(totals.conversions - totals.unattributed) * THOUSAND;
        let revenue = totals.revenue - totals.unattributed_revenue;
        let rounded = |model, shares: &Shares| Credits {
            model,
            conversions: largest_remainder(conversions, &shares.conversions),
            revenue: shares.rounded_revenue(revenue),
        };
        for model in
            AttributionModel::ALL.iter().copied().filter(|model| *model != AttributionModel::Markov)
        {
            credits.push(rounded(model, &Shares::of(model, channels, journeys, rule)));
        }
        if let Some(markov) = &markov {
            let shares = Shares {
                conversions: markov.shares.clone(),
                revenue: markov.shares.iter().map(|share| share * float(revenue)).collect(),
            };
            credits.push(rounded(AttributionModel::Markov, &shares));
        }
    }
    Attributed { totals, credits, markov, paths }
}

fn totals(journeys: &[Journey]) -> Totals {
    let mut totals = Totals::default();
    for journey in journeys {
        let is_empty = journey.contacts.is_empty();
        totals.contacts += u64::try_from(journey.contacts.len()).unwrap_or(u64::MAX);
        match journey.ending {
            Ending::Converted { revenue, .. } => {
                totals.conversions += 1;
                totals.revenue += revenue;
                if is_empty {
                    totals.unattributed += 1;
                    totals.unattributed_revenue += revenue;
                }
            }
            Ending::Nothing { .. } => totals.nulls += u32::from(!is_empty),
        }
    }
    totals
}

struct Shares {
    conversions: Vec<f64>,
    revenue: Vec<f64>,
}

impl Shares {
    fn of(model: AttributionModel, channels: usize, journeys: &[Journey], rule: Rule<'_>) -> Self {
        let mut all = Self { conversions: vec![0.0; channels], revenue: vec![0.0; channels] };
        let mut shares = Vec::new();
        for journey in journeys {
            let Ending::Converted { at, revenue } = journey.ending else { continue };
            if !weights(model, &journey.contacts, at, rule, &mut shares) {
                continue;
            }
            let revenue = float(revenue);
            for (contact, share) in journey.contacts.iter().zip(&shares) {
                all.conversions[usize::from(contact.node)] += share;
                all.revenue[usize::from(contact.node)] += share * revenue;
            }
        }
        all
    }

    /// Amounts are exact already but for fractions of a minor unit: they are rounded, never scaled, for refunds may
    /// make some of them negative.
    fn rounded_revenue(&self, total: i64) -> Vec<i64> {
        super::remainder::round_to(total, &self.revenue)
    }
}
