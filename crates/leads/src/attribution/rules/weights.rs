use super::{AttributionModel, Contact};
use chrono::{DateTime, TimeDelta, Utc};

/// What the models that look at one journey alone need to know.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'a> {
    /// By number of the channel: whether it is of the kind `direct`.
    pub direct: &'a [bool],
    /// After how long a contact counts half, in time decay.
    pub half_life: TimeDelta,
}

/// The share of each contact in a conversion at this time; they sum to one. None where the journey has no contacts, or
/// the model needs all journeys.
pub fn weights(
    model: AttributionModel,
    contacts: &[Contact],
    converted_at: DateTime<Utc>,
    rule: Rule<'_>,
    shares: &mut Vec<f64>,
) -> bool {
    shares.clear();
    let count = contacts.len();
    if count == 0 || model == AttributionModel::Markov {
        return false;
    }
    shares.resize(count, 0.0);
    match model {
        AttributionModel::First => shares[0] = 1.0,
        AttributionModel::Last => shares[count - 1] = 1.0,
        AttributionModel::LastNonDirect => {
            let is_direct =
                |contact: &Contact| rule.direct.get(usize::from(contact.node)) == Some(&true);
            let last = contacts.iter().rposition(|contact| !is_direct(contact));
            shares[last.unwrap_or(count - 1)] = 1.0;
        }
        AttributionModel::Position if count > 2 => {
            shares.fill(0.2 / float(count - 2));
            shares[0] = 0.4;
            shares[count - 1] = 0.4;
        }
        AttributionModel::TimeDecay => decay(contacts, converted_at, rule.half_life, shares),
        _ => shares.fill(1.0 / float(count)),
    }
    true
}

/// Relative to the last contact, so that nothing becomes too small to be told from zero.
fn decay(contacts: &[Contact], until: DateTime<Utc>, half_life: TimeDelta, shares: &mut [f64]) {
    let newest = contacts.iter().map(|contact| contact.at).max().unwrap_or(until);
    let half_life = half_life.as_seconds_f64().max(1.0);
    for (share, contact) in shares.iter_mut().zip(contacts) {
        *share = (-(newest - contact.at).as_seconds_f64() / half_life).exp2();
    }
    let sum: f64 = shares.iter().sum();
    for share in shares {
        *share /= sum;
    }
}

#[expect(clippy::cast_precision_loss, reason = "no journey has 2^52 contacts")]
fn float(count: usize) -> f64 {
    count as f64
}
