//! What is counted for each row: leads, spend, customers.

use super::{CostBy, rules::Cost};
use crate::{
    attribution,
    customer_value::{Customer, Customers},
    entity::lead,
    spend::{SpendKind, ledger::Ledger},
    words::Validity,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use customers::settings::Settings;
use kernel::{
    Error, WorkspaceTx,
    ids::{AccountId, CampaignId, ChannelId},
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet};

/// What a row is of; neither for what is of none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    pub channel: Option<ChannelId>,
    pub campaign: Option<CampaignId>,
}

impl Key {
    pub fn of(by: CostBy, channel: Option<ChannelId>, campaign: Option<CampaignId>) -> Self {
        match by {
            CostBy::Channel => Self { channel, campaign: None },
            CostBy::Campaign => Self { channel: None, campaign },
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Facts {
    pub leads: u64,
    pub valid: u64,
    pub unjudged: u64,
    pub cost: Cost,
    pub period_customers: u32,
    pub cohort_customers: u32,
    pub monthly: i64,
    pub first_year: i64,
    pub misses_rate: bool,
    pub attributed: Option<i64>,
}

impl Facts {
    pub fn add(&mut self, other: &Self) {
        self.leads += other.leads;
        self.valid += other.valid;
        self.unjudged += other.unjudged;
        self.cost.media += other.cost.media;
        self.cost.loaded += other.cost.loaded;
        self.cost.misses_rate |= other.cost.misses_rate;
        self.period_customers += other.period_customers;
        self.cohort_customers += other.cohort_customers;
        self.monthly += other.monthly;
        self.first_year += other.first_year;
        self.misses_rate |= other.misses_rate;
        if let Some(more) = other.attributed {
            self.attributed = Some(self.attributed.unwrap_or(0) + more);
        }
    }
}

pub(super) type Table = BTreeMap<Key, Facts>;

/// A customer with the first lead by which it came, if any.
#[derive(Clone, Copy, Debug)]
pub(super) struct Won {
    pub customer: Customer,
    pub lead: Option<FirstLead>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct FirstLead {
    channel: Option<ChannelId>,
    campaign: Option<CampaignId>,
    created_at: DateTime<Utc>,
    first_touch_at: DateTime<Utc>,
}

impl Won {
    /// Days from the first contact to the first payment; none where it was a customer before it was a lead.
    pub fn cycle_days(&self, settings: &Settings) -> Option<i64> {
        let came = settings.zone.day_of(self.came_at()?);
        Some((self.customer.first_paid_on - came).num_days()).filter(|days| *days >= 0)
    }

    fn came_at(&self) -> Option<DateTime<Utc>> {
        self.lead.map(|lead| lead.created_at.min(lead.first_touch_at))
    }

    /// The lead, unless it was a customer already when that came.
    fn winning_lead(&self, settings: &Settings) -> Option<FirstLead> {
        self.cycle_days(settings).and(self.lead)
    }
}

/// All customers, each with the first of its leads.
pub(super) async fn won(tx: &WorkspaceTx, customers: &Customers) -> Result<Vec<Won>, Error> {
    use lead::Column as Of;
    type Row = (AccountId, Option<ChannelId>, Option<CampaignId>, DateTime<Utc>, DateTime<Utc>);
    let rows = tx.find::<lead::Entity>().filter(Of::AccountId.is_not_null());
    let rows = rows.filter(Of::MergedIntoId.is_null()).select_only().columns([
        Of::AccountId,
        Of::ChannelId,
        Of::CampaignId,
        Of::CreatedAt,
        Of::FirstTouchAt,
    ]);
    let rows = rows.order_by_asc(Of::CreatedAt).order_by_asc(Of::Id);
    let mut first = BTreeMap::new();
    for (account, channel, campaign, created_at, first_touch_at) in
        rows.into_tuple::<Row>().all(&tx.db).await?
    {
        let lead = FirstLead { channel, campaign, created_at, first_touch_at };
        first.entry(account).or_insert(lead);
    }
    let of_account = |(account, customer): (&AccountId, &Customer)| Won {
        customer: *customer,
        lead: first.get(account).copied(),
    };
    Ok(customers.by_account.iter().map(of_account).collect())
}

/// What is counted of some days.
pub(super) struct Count<'a> {
    pub settings: &'a Settings,
    pub by: CostBy,
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Count<'_> {
    pub fn from(&self) -> DateTime<Utc> {
        self.settings.zone.start_of(self.first)
    }

    pub fn until(&self) -> DateTime<Utc> {
        self.settings.zone.start_of(self.last + Days::new(1))
    }

    pub async fn table(
        &self,
        tx: &WorkspaceTx,
        ledger: &Ledger,
        won: &[Won],
    ) -> Result<Table, Error> {
        let mut table = Table::new();
        self.leads(tx, &mut table).await?;
        self.spend(ledger, &mut table);
        self.customers(won, &mut table);
        Ok(table)
    }

    async fn leads(&self, tx: &WorkspaceTx, table: &mut Table) -> Result<(), Error> {
        use lead::Column as Of;
        type Row = (Option<ChannelId>, Option<CampaignId>, Validity, i64);
        // As lists of leads are by default, so that each figure opens its list.
        let rows = tx
            .find::<lead::Entity>()
            .filter(Of::ArchivedAt.is_null())
            .filter(Of::CreatedAt.gte(self.from()))
            .filter(Of::CreatedAt.lt(self.until()))
            .select_only()
            .columns([Of::ChannelId, Of::CampaignId, Of::Validity])
            .column_as(Of::Id.count(), "leads")
            .group_by(Of::ChannelId)
            .group_by(Of::CampaignId)
            .group_by(Of::Validity);
        for (channel, campaign, validity, count) in rows.into_tuple::<Row>().all(&tx.db).await? {
            let facts = table.entry(Key::of(self.by, channel, campaign)).or_default();
            let count = count.unsigned_abs();
            facts.leads += count;
            match validity {
                Validity::Valid => facts.valid += count,
                Validity::Unknown => facts.unjudged += count,
                Validity::Invalid => {}
            }
        }
        Ok(())
    }

    fn spend(&self, ledger: &Ledger, table: &mut Table) {
        let within = |day: NaiveDate| self.first <= day && day <= self.last;
        for piece in ledger.pieces.iter().filter(|piece| within(piece.day)) {
            let key = Key::of(self.by, piece.channel_id, piece.campaign_id);
            let cost = &mut table.entry(key).or_default().cost;
            cost.loaded += piece.amount;
            if piece.kind == SpendKind::Media {
                cost.media += piece.amount;
            }
        }
        let unknown: BTreeSet<Key> = ledger
            .unconverted
            .iter()
            .filter(|(day, ..)| within(*day))
            .map(|(_, channel, campaign)| Key::of(self.by, *channel, *campaign))
            .collect();
        for key in unknown {
            table.entry(key).or_default().cost.misses_rate = true;
        }
    }

    fn customers(&self, won: &[Won], table: &mut Table) {
        for it in won {
            let lead = it.winning_lead(self.settings);
            let key = Key::of(
                self.by,
                lead.and_then(|lead| lead.channel),
                lead.and_then(|lead| lead.campaign),
            );
            let paid_on = it.customer.first_paid_on;
            if self.first <= paid_on && paid_on <= self.last {
                table.entry(key).or_default().period_customers += 1;
            }
            let of_cohort =
                lead.is_some_and(|lead| (self.from()..self.until()).contains(&lead.created_at));
            if of_cohort {
                let facts = table.entry(key).or_default();
                facts.cohort_customers += 1;
                facts.monthly += it.customer.monthly;
                facts.first_year += it.customer.first_year;
                facts.misses_rate |= it.customer.misses_rate;
            }
        }
    }
}

/// What a model gives, by row.
pub(super) fn attribute(
    table: &mut Table,
    by: CostBy,
    answer: &attribution::AttributionAnswer,
    model: attribution::rules::AttributionModel,
) {
    let Some(found) = answer.models.iter().find(|it| it.model == model) else { return };
    for facts in table.values_mut() {
        facts.attributed = Some(0);
    }
    for credit in &found.credits {
        let key = Key::of(by, Some(credit.channel_id), credit.campaign_id);
        table.entry(key).or_default().attributed = Some(credit.conversions);
    }
}
