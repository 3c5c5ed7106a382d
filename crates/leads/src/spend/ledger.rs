//! What was spent in a window, by day, channel and campaign, in the currency of the workspace.

use super::{
    AllocationRule, SpendKind,
    layout::{days_of, on_day, shared},
};
use crate::{
    entity::{
        channel,
        channel_spend::{Column, Entity, Model},
        lead,
    },
    rate::Rates,
};
use chrono::{Days, NaiveDate};
use customers::settings::Settings;
use kernel::{
    Error, WorkspaceTx,
    ids::{CampaignId, ChannelId},
    money::Currency,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry as Place};

/// A part of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub day: NaiveDate,
    /// None where there is no channel that could bear it.
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub kind: SpendKind,
    /// In the currency of the workspace.
    pub amount: i64,
}

/// All that was spent in a window.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    pub pieces: Vec<Piece>,
    /// The sum of what the entries say of the days of the window, before anything was shared out.
    pub total: i64,
    /// Currencies without a rate for some of the days: their money is not in the sums.
    pub missing_rates: BTreeSet<&'static str>,
    /// Where such money would lie.
    pub unconverted: BTreeSet<(NaiveDate, Option<ChannelId>, Option<CampaignId>)>,
    by_day: BTreeMap<NaiveDate, i64>,
}

pub(crate) async fn of_window(
    tx: &WorkspaceTx,
    settings: &Settings,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Ledger, Error> {
    let overlapping = tx
        .find::<Entity>()
        .filter(Column::DeletedAt.is_null())
        .filter(Column::SpentOn.lte(last))
        .filter(Column::SpentUntil.gte(first));
    let entries =
        overlapping.order_by_asc(Column::SpentOn).order_by_asc(Column::Id).all(&tx.db).await?;
    let rates = Rates::of(tx, settings.currency).await?;
    let channels = tx.find::<channel::Entity>().order_by_asc(channel::Column::Id);
    let channels = channels.all(&tx.db).await?;
    let mut ledger = Ledger::default();
    let mut leads = LeadCounts::default();
    for entry in entries {
        let bearers = bearers(tx, settings, &entry, &channels, &mut leads).await?;
        ledger.enter(&entry, &bearers, &rates, settings.currency, (first, last));
    }
    Ok(ledger)
}

impl Ledger {
    /// What the entries say of some of its days.
    pub fn total_of(&self, first: NaiveDate, last: NaiveDate) -> i64 {
        self.by_day.range(first..=last).map(|(_, amount)| amount).sum()
    }

    fn enter(
        &mut self,
        entry: &Model,
        bearers: &[(Option<ChannelId>, u64)],
        rates: &Rates,
        currency: Currency,
        (first, last): (NaiveDate, NaiveDate),
    ) {
        let days = days_of(entry.spent_on, entry.spent_until);
        let weights: Vec<u64> = bearers.iter().map(|(_, weight)| *weight).collect();
        let mut day = entry.spent_on.max(first);
        while day <= entry.spent_until.min(last) {
            let number = days_of(entry.spent_on, day) - 1;
            let part = on_day(entry.amount, days, number);
            if let Some(amount) = rates.convert(part, entry.currency, currency, day) {
                self.total += amount;
                *self.by_day.entry(day).or_default() += amount;
                let parts = shared(amount, &weights, number);
                let pieces = bearers.iter().zip(parts).filter(|(_, amount)| *amount != 0);
                self.pieces.extend(pieces.map(|((channel_id, _), amount)| Piece {
                    day,
                    channel_id: *channel_id,
                    campaign_id: entry.campaign_id,
                    kind: entry.kind,
                    amount,
                }));
            } else {
                self.missing_rates.insert(entry.currency.code());
                let places = bearers.iter().map(|(channel_id, _)| *channel_id);
                self.unconverted.extend(places.map(|channel| (day, channel, entry.campaign_id)));
            }
            day = day + Days::new(1);
        }
    }
}

type LeadCounts = HashMap<(NaiveDate, NaiveDate), HashMap<ChannelId, u64>>;

/// Who bears an entry, with weights.
async fn bearers(
    tx: &WorkspaceTx,
    settings: &Settings,
    entry: &Model,
    channels: &[channel::Model],
    leads: &mut LeadCounts,
) -> Result<Vec<(Option<ChannelId>, u64)>, Error> {
    let Some(allocation) = entry.allocation.as_ref().filter(|_| entry.channel_id.is_none()) else {
        return Ok(vec![(entry.channel_id, 1)]);
    };
    let begin = settings.zone.start_of(entry.spent_on);
    let in_use = channels.iter().filter(|row| row.archived_at.is_none_or(|at| at > begin));
    let equally: Vec<_> = in_use.map(|row| (Some(row.id), 1)).collect();
    let found = match allocation.rule {
        AllocationRule::Equally => equally.clone(),
        AllocationRule::ByShares => {
            let shares = allocation.shares.iter();
            shares.map(|it| (Some(it.channel_id), u64::from(it.share))).collect()
        }
        AllocationRule::ByLeads => {
            let span = (entry.spent_on, entry.spent_until);
            let counts = match leads.entry(span) {
                Place::Occupied(known) => known.into_mut(),
                Place::Vacant(place) => place.insert(lead_counts(tx, settings, span).await?),
            };
            let of_channel =
                |row: &channel::Model| counts.get(&row.id).map(|count| (Some(row.id), *count));
            channels.iter().filter_map(of_channel).collect()
        }
    };
    Ok(match (found.is_empty(), equally.is_empty()) {
        (false, _) => found,
        (true, false) => equally,
        (true, true) => vec![(None, 1)],
    })
}

async fn lead_counts(
    tx: &WorkspaceTx,
    settings: &Settings,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<HashMap<ChannelId, u64>, Error> {
    use lead::Column as Of;
    let counted = tx
        .find::<lead::Entity>()
        .select_only()
        .column(Of::ChannelId)
        .column_as(Of::Id.count(), "leads")
        .filter(Of::ChannelId.is_not_null())
        .filter(Of::MergedIntoId.is_null())
        .filter(Of::CreatedAt.gte(settings.zone.start_of(first)))
        .filter(Of::CreatedAt.lt(settings.zone.start_of(last + Days::new(1))))
        .group_by(Of::ChannelId);
    let rows = counted.into_tuple::<(ChannelId, i64)>().all(&tx.db).await?;
    Ok(rows.into_iter().map(|(id, count)| (id, count.unsigned_abs())).collect())
}
