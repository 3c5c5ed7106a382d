//! What each rep did and achieved in a stretch of days.
//!
//! Leads count for whoever looks after them today. An order counts for the owner of the lead that its account came from, of
//! several leads the one that was won last.

use super::Durations;
use crate::{
    entity::{channel, lead, lead_activity},
    words::{ChannelKind, StatusType, Validity},
};
use activity::question::Share;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use customers::{
    entity::customer_order,
    order::OrderKind,
    settings::{self, Settings},
};
use identity::member::{self, MemberRef};
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    ids::{AccountId, ChannelId, MemberId},
    money::{Currency, Money},
};
use sea_orm::{
    ColumnTrait as _, Condition, ExprTrait as _, FromQueryResult, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use utoipa::{IntoParams, ToSchema};

const USUAL_DAYS: i64 = 90;
const MOST_DAYS: i64 = 1100;

/// The days that are looked at.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct RepWindow {
    /// The first day; 90 days before the last one unless said otherwise.
    pub from: Option<NaiveDate>,
    /// The last day; today unless said otherwise. At most 1100 days in all.
    pub to: Option<NaiveDate>,
}

/// What the team achieved, rep by rep.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RepTable {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The team.
    pub all: RepFigures,
    /// Everybody who has leads, logged activities or sold in these days; the most won first.
    pub reps: Vec<RepRow>,
    pub as_of: DateTime<Utc>,
}

/// One rep.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RepRow {
    /// Null for leads that nobody looks after.
    pub member: Option<MemberRef>,
    #[serde(flatten)]
    pub figures: RepFigures,
}

/// What was done and achieved.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RepFigures {
    /// Leads that came in these days: `first_touch_at` in them.
    pub came: u64,
    /// Of those that came, valid of valid and invalid.
    pub valid_rate: Share,
    /// Of those that came, won so far. Those that came lately have had less time.
    pub conversion: Share,
    /// Of those that came, by a channel of kind `referral`.
    pub referred: u64,
    /// Calls, visits, messages and demonstrations logged in these days.
    pub activities: u64,
    /// Leads that are neither won nor lost, whenever they came.
    pub open: u64,
    /// Won in these days: `closed_at` in them, `status_type=won`.
    pub won: u64,
    /// Lost in these days.
    pub lost: u64,
    /// Won of won and lost.
    pub win_rate: Share,
    /// What the won ones were expected to pay in the first year.
    pub won_amount: Money,
    /// From the first touch to being won; negative ones are left out.
    pub cycle: Durations,
    /// Orders of these days that bring money: opening and annual fees, expansions.
    pub orders: u64,
    pub ordered_amount: Money,
    /// What an order brings on average; null without orders.
    pub average_order: Option<Money>,
    /// Why there is none: `no_orders`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub average_order_reason: Option<&'static str>,
    /// What was paid back or credited in these days.
    pub refunded_amount: Money,
}

#[derive(FromQueryResult)]
struct Row {
    owner_id: Option<MemberId>,
    channel_id: Option<ChannelId>,
    status_type: StatusType,
    validity: Validity,
    first_touch_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    expected_amount: Option<i64>,
}

#[derive(Default)]
struct Tally {
    came: u64,
    valid: u64,
    invalid: u64,
    converted: u64,
    referred: u64,
    activities: u64,
    open: u64,
    won: u64,
    lost: u64,
    won_amount: i64,
    cycles: Vec<i64>,
    orders: u64,
    ordered: i64,
    refunded: i64,
}

struct Days {
    from: NaiveDate,
    to: NaiveDate,
    begins: DateTime<Utc>,
    ends: DateTime<Utc>,
}

impl Days {
    fn read(window: RepWindow, settings: &Settings, tx: &WorkspaceTx) -> Result<Self, Error> {
        let to = window.to.unwrap_or_else(|| settings.today(tx));
        let from = window.from.unwrap_or(to - TimeDelta::days(USUAL_DAYS - 1));
        let days = (to - from).num_days() + 1;
        if days < 1 {
            return Err(Error::invalid_field("/to", "before_start"));
        }
        if days > MOST_DAYS {
            let error = FieldError::new("/from", "range_too_long").with("max", MOST_DAYS);
            return Err(Error::invalid(vec![error]));
        }
        let bounds = settings.zone.day(to);
        Ok(Self { from, to, begins: settings.zone.start_of(from), ends: bounds.until })
    }

    fn hold(&self, at: DateTime<Utc>) -> bool {
        self.begins <= at && at < self.ends
    }
}

/// What each rep did and achieved in these days.
pub async fn reps(tx: &WorkspaceTx, window: RepWindow) -> Result<RepTable, Error> {
    tx.require(Grant::LeadsRead)?;
    let settings = settings::of_workspace(tx).await?;
    let days = Days::read(window, &settings, tx)?;
    let mut tallies: HashMap<Option<MemberId>, Tally> = HashMap::new();
    let referral = referral_channels(tx).await?;
    for row in leads(tx, &days).await? {
        let is_referred = row.channel_id.is_some_and(|id| referral.contains(&id));
        tallies.entry(row.owner_id).or_default().lead(&row, &days, is_referred);
    }
    for (member, count) in activities(tx, &days).await? {
        tallies.entry(member).or_default().activities += count;
    }
    add_orders(tx, &days, settings.currency, &mut tallies).await?;
    let members = member::refs(tx, tallies.keys().copied().flatten()).await?;
    let mut all = Tally::default();
    for tally in tallies.values() {
        all.add(tally);
    }
    let mut reps = tallies
        .into_iter()
        .map(|(id, tally)| {
            let member = id.and_then(|id| members.get(&id).cloned());
            Ok(RepRow { member, figures: tally.figures(settings.currency)? })
        })
        .collect::<Result<Vec<_>, Error>>()?;
    reps.sort_by_key(|rep| {
        let name = rep.member.as_ref().map(|it| it.name.clone());
        (std::cmp::Reverse((rep.figures.won, rep.figures.came)), name.is_none(), name)
    });
    let all = all.figures(settings.currency)?;
    Ok(RepTable { from: days.from, to: days.to, all, reps, as_of: tx.now() })
}

/// Leads that came or were closed in these days, and all that are open.
async fn leads(tx: &WorkspaceTx, days: &Days) -> Result<Vec<Row>, Error> {
    use lead::Column as Of;
    let live = StatusType::ALL.iter().copied().filter(|status| status.is_live());
    let any = Condition::any()
        .add(Of::StatusType.is_in(live))
        .add(Of::FirstTouchAt.gte(days.begins).and(Of::FirstTouchAt.lt(days.ends)))
        .add(Of::ClosedAt.gte(days.begins).and(Of::ClosedAt.lt(days.ends)));
    let select = tx
        .find::<lead::Entity>()
        .select_only()
        .columns([Of::OwnerId, Of::ChannelId, Of::StatusType, Of::Validity])
        .columns([Of::FirstTouchAt, Of::ClosedAt, Of::ExpectedAmount])
        .filter(Of::ArchivedAt.is_null())
        .filter(any);
    Ok(select.into_model::<Row>().all(&tx.db).await?)
}

async fn referral_channels(tx: &WorkspaceTx) -> Result<HashSet<ChannelId>, Error> {
    let select = tx.find::<channel::Entity>().select_only().column(channel::Column::Id);
    let select = select.filter(channel::Column::Kind.eq(ChannelKind::Referral));
    Ok(select.into_tuple::<ChannelId>().all(&tx.db).await?.into_iter().collect())
}

async fn activities(tx: &WorkspaceTx, days: &Days) -> Result<Vec<(Option<MemberId>, u64)>, Error> {
    use lead_activity::Column as Of;
    let counts = tx
        .find::<lead_activity::Entity>()
        .select_only()
        .column(Of::MemberId)
        .column_as(Of::Id.count(), "activities")
        .filter(Of::OccurredAt.gte(days.begins).and(Of::OccurredAt.lt(days.ends)))
        .group_by(Of::MemberId);
    let rows: Vec<(Option<MemberId>, i64)> = counts.into_tuple().all(&tx.db).await?;
    Ok(rows.into_iter().map(|(member, count)| (member, count.unsigned_abs())).collect())
}

async fn add_orders(
    tx: &WorkspaceTx,
    days: &Days,
    currency: Currency,
    tallies: &mut HashMap<Option<MemberId>, Tally>,
) -> Result<(), Error> {
    use customer_order::Column as Of;
    let orders = tx
        .find::<customer_order::Entity>()
        .filter(Of::OrderedOn.gte(days.from).and(Of::OrderedOn.lte(days.to)))
        .filter(Of::VoidedAt.is_null())
        .filter(Of::Currency.eq(currency));
    let orders = orders.all(&tx.db).await?;
    let sellers = sellers(tx, orders.iter().map(|order| order.account_id)).await?;
    for order in orders {
        let Some(seller) = sellers.get(&order.account_id) else { continue };
        tallies.entry(*seller).or_default().order(order.kind, order.amount);
    }
    Ok(())
}

/// Account → the owner of the lead that it came from.
async fn sellers(
    tx: &WorkspaceTx,
    accounts: impl Iterator<Item = AccountId>,
) -> Result<HashMap<AccountId, Option<MemberId>>, Error> {
    use lead::Column as Of;
    let accounts: HashSet<_> = accounts.collect();
    let won = tx
        .find::<lead::Entity>()
        .select_only()
        .columns([Of::AccountId, Of::OwnerId])
        .filter(kernel::is_one_of_ids(tx.backend(), Expr::col(Of::AccountId), accounts))
        .filter(Of::ArchivedAt.is_null())
        // The last one stays in the map.
        .order_by_asc(Of::WonAt)
        .order_by_asc(Of::Id);
    let rows: Vec<(AccountId, Option<MemberId>)> = won.into_tuple().all(&tx.db).await?;
    Ok(rows.into_iter().collect())
}

impl Tally {
    fn lead(&mut self, lead: &Row, days: &Days, is_referred: bool) {
        self.open += u64::from(lead.status_type.is_live());
        if days.hold(lead.first_touch_at) {
            self.came += 1;
            self.valid += u64::from(lead.validity == Validity::Valid);
            self.invalid += u64::from(lead.validity == Validity::Invalid);
            self.converted += u64::from(lead.status_type == StatusType::Won);
            self.referred += u64::from(is_referred);
        }
        let Some(closed_at) = lead.closed_at.filter(|at| days.hold(*at)) else { return };
        if lead.status_type == StatusType::Won {
            self.won += 1;
            self.won_amount = self.won_amount.saturating_add(lead.expected_amount.unwrap_or(0));
            let cycle = (closed_at - lead.first_touch_at).num_seconds();
            self.cycles.extend((cycle >= 0).then_some(cycle));
        } else {
            self.lost += 1;
        }
    }

    fn order(&mut self, kind: OrderKind, amount: i64) {
        if kind.gives_back() {
            self.refunded = self.refunded.saturating_add(amount);
        } else {
            self.orders += 1;
            self.ordered = self.ordered.saturating_add(amount);
        }
    }

    fn add(&mut self, other: &Self) {
        self.came += other.came;
        self.valid += other.valid;
        self.invalid += other.invalid;
        self.converted += other.converted;
        self.referred += other.referred;
        self.activities += other.activities;
        self.open += other.open;
        self.won += other.won;
        self.lost += other.lost;
        self.won_amount = self.won_amount.saturating_add(other.won_amount);
        self.cycles.extend(&other.cycles);
        self.orders += other.orders;
        self.ordered = self.ordered.saturating_add(other.ordered);
        self.refunded = self.refunded.saturating_add(other.refunded);
    }

    fn figures(self, currency: Currency) -> Result<RepFigures, Error> {
        let money = |amount| Money::new(amount, currency).map_err(Error::internal);
        let orders = i64::try_from(self.orders).map_err(Error::internal)?;
        let average = self.ordered.checked_div(orders).map(money).transpose()?;
        Ok(RepFigures {
            came: self.came,
            valid_rate: Share::of(self.valid, self.valid + self.invalid),
            conversion: Share::of(self.converted, self.came),
            referred: self.referred,
            activities: self.activities,
            open: self.open,
            won: self.won,
            lost: self.lost,
            win_rate: Share::of(self.won, self.won + self.lost),
            won_amount: money(self.won_amount)?,
            cycle: Durations::of(self.cycles),
            orders: self.orders,
            ordered_amount: money(self.ordered)?,
            average_order_reason: average.is_none().then_some("no_orders"),
            average_order: average,
            refunded_amount: money(self.refunded)?,
        })
    }
}
