//! A customer's subscription: the opening fee in the first year, the annual fee in each later one, more stores on the
//! way, and the day when some leave. Every payment is an order; orders are never changed.

mod rest;

use super::{
    offer::extra_stores,
    records::Records,
    setting::{Setting, part_of},
};
use crate::{
    dice::{Dice, to_real, to_share},
    vocabulary::fill,
    year::{At, End, Order, Plan, Subscription, Term, Who},
};
use chrono::{Days, Duration, Months, NaiveDate};
use customers::{mrr::Fees, subscription::pauses::Pauses};
use jobs::DomainEvent;
use kernel::ids::{AccountId, MemberId, OrderId};

/// How far ahead customers know that they won't stay: it shows in what they do.
const SEEN_AHEAD_DAYS: u64 = 45;
const GIVES_UP_EARLY: f64 = 0.045;
const GROWS: f64 = 0.16;

pub struct Deal {
    pub account: usize,
    pub account_id: AccountId,
    pub plan: usize,
    pub stores: i64,
    pub starts_on: NaiveDate,
    /// When it was entered: later than it began for customers from before the year.
    pub entered_at: At,
    pub entered_by: Who,
    pub owner: MemberId,
    /// How likely it stays at the end of a term.
    pub loyalty: f64,
}

pub struct Contract {
    pub subscription: Subscription,
    pub orders: Vec<Order>,
    /// The day on which it left, or will.
    pub leaves_on: Option<NaiveDate>,
    pub paid_at: Vec<At>,
    pub grew_at: Option<At>,
}

struct Ledger<'a> {
    setting: &'a Setting,
    plans: &'a [Plan],
    deal: &'a Deal,
    records: &'a mut Records,
    dice: &'a mut Dice,
    contract: Contract,
}

pub fn contract(
    setting: &Setting,
    plans: &[Plan],
    deal: &Deal,
    records: &mut Records,
    dice: &mut Dice,
) -> Contract {
    let extra = extra_stores(setting.words.plans, deal.plan, deal.stores);
    let annual_fee = plans[deal.plan].annual_fee + extra;
    let subscription = Subscription {
        id: dice.id(deal.entered_at),
        account: deal.account,
        plan: deal.plan,
        starts_on: deal.starts_on,
        terms: Vec::new(),
        annual_fee,
        fees: Fees::of(deal.starts_on, annual_fee),
        pauses: Pauses::default(),
        stores: deal.stores,
        ended: None,
        created_at: deal.entered_at,
        updated_at: deal.entered_at,
        version: 1,
    };
    let contract = Contract {
        subscription,
        orders: Vec::new(),
        leaves_on: None,
        paid_at: Vec::new(),
        grew_at: None,
    };
    let mut ledger = Ledger { setting, plans, deal, records, dice, contract };
    ledger.open(extra);
    ledger.live();
    if ledger.contract.subscription.ended.is_none() {
        ledger.grow();
        ledger.rest();
    }
    ledger.contract
}

impl Ledger<'_> {
    fn open(&mut self, extra: i64) {
        let Deal { entered_at, entered_by, account_id, .. } = *self.deal;
        let subscription_id = self.contract.subscription.id;
        self.records.fact(
            entered_at,
            entered_by,
            DomainEvent::SubscriptionCreated { subscription_id, account_id },
        );
        self.add_term(entered_at);
        let fee = self.plans[self.deal.plan].opening_fee + extra;
        let text = self.setting.words.texts.order_opening;
        self.order("opening", fee, self.deal.starts_on, entered_at, text);
    }

    /// One term after the other, until one reaches beyond today or the customer leaves.
    fn live(&mut self) {
        let calendar = &self.setting.calendar;
        let in_first_year = self.deal.starts_on >= calendar.first;
        if in_first_year && self.dice.chance(GIVES_UP_EARLY) {
            let on = self.deal.starts_on
                + Days::new(u64::try_from(self.dice.between(30, 120)).unwrap_or(30));
            self.leave(on, true);
            return;
        }
        loop {
            let ends_on = self.contract.subscription.renews_on();
            if ends_on <= calendar.first {
                self.renew(ends_on, self.deal.entered_at, false);
            } else if ends_on > calendar.today + Days::new(SEEN_AHEAD_DAYS) {
                return;
            } else if !self.dice.chance(self.deal.loyalty) {
                self.leave(ends_on, false);
                return;
            } else {
                let day =
                    calendar.zone.start_of(ends_on) + Duration::days(self.dice.between(-18, 7));
                let paid_at = calendar.working_moment(day + Duration::hours(10), self.dice);
                let paid_at = paid_at.max(self.deal.entered_at + Duration::hours(1));
                if !self.setting.has_happened(paid_at) {
                    return;
                }
                self.renew(calendar.zone.day_of(paid_at), paid_at, true);
            }
        }
    }

    fn renew(&mut self, on: NaiveDate, at: At, tell: bool) {
        self.add_term(at);
        let fee = self.contract.subscription.annual_fee;
        self.order("annual", fee, on, at, self.setting.words.texts.order_annual);
        if tell {
            self.contract.paid_at.push(at);
            let (subscription_id, account_id) =
                (self.contract.subscription.id, self.deal.account_id);
            let event = DomainEvent::SubscriptionRenewed { subscription_id, account_id };
            self.records.fact(at, Who::Member(self.deal.owner), event);
            self.touch(at);
        }
    }

    fn leave(&mut self, on: NaiveDate, early: bool) {
        let calendar = &self.setting.calendar;
        let at = calendar.zone.start_of(on) + Duration::hours(10);
        let at =
            calendar.working_moment(at, self.dice).max(self.deal.entered_at + Duration::hours(2));
        self.contract.leaves_on = Some(on);
        if !self.setting.has_happened(at) {
            return;
        }
        let reasons = self.setting.words.texts.churn;
        let usual = [22.0, 20.0, 22.0, 12.0, 16.0, 5.0, 3.0];
        let of_beginners = [20.0, 8.0, 12.0, 15.0, 40.0, 5.0, 0.0];
        let weights = if early { of_beginners } else { usual };
        let (reason, notes) = reasons[self.dice.weighted(weights)];
        let note = *self.dice.pick(notes);
        if early && self.dice.chance(0.5) {
            let back = part_of(self.plans[self.deal.plan].opening_fee, 0.4);
            self.order(
                "refund",
                back,
                calendar.zone.day_of(at),
                at,
                self.setting.words.texts.order_refund,
            );
        }
        let (subscription_id, account_id) = (self.contract.subscription.id, self.deal.account_id);
        let event = DomainEvent::SubscriptionEnded {
            subscription_id,
            account_id,
            reason: Some(reason.to_owned()),
        };
        self.records.fact(at, Who::Member(self.deal.owner), event);
        self.contract.subscription.ended = Some(End { on, at, reason, note });
        self.touch(at);
    }

    /// Another store during the term that runs, paid for the days that are left.
    fn grow(&mut self) {
        let calendar = &self.setting.calendar;
        let subscription = &self.contract.subscription;
        let offer = &self.setting.words.plans[self.deal.plan];
        let more = self.dice.between(1, 2);
        let stores = subscription.stores + more;
        let offers = self.setting.words.plans;
        let added = extra_stores(offers, self.deal.plan, stores)
            - extra_stores(offers, self.deal.plan, subscription.stores);
        let term = subscription.terms.last().expect("there is a first term");
        let from = (term.starts_on + Days::new(40)).max(calendar.first + Days::new(15));
        let width = (calendar.today - from).num_days();
        if added == 0 || stores > offer.max_stores || width < 1 || !self.dice.chance(GROWS) {
            return;
        }
        let day = from + Days::new(u64::try_from(self.dice.between(0, width)).unwrap_or(0));
        let at =
            calendar.working_moment(calendar.zone.start_of(day) + Duration::hours(11), self.dice);
        let at = at.max(term.bought_at + Duration::hours(3));
        let left = (term.ends_on - calendar.zone.day_of(at)).num_days();
        if !self.setting.has_happened(at) || left < 30 {
            return;
        }
        let share = to_share(usize::try_from(left).unwrap_or(0), 365);
        let amount = part_of(added, share);
        self.order(
            "expansion",
            amount,
            calendar.zone.day_of(at),
            at,
            self.setting.words.texts.order_expansion,
        );
        self.contract.subscription.stores = stores;
        self.contract.subscription.annual_fee += added;
        let fee = self.contract.subscription.annual_fee;
        self.contract.subscription.fees.change(calendar.zone.day_of(at), fee);
        self.contract.grew_at = Some(at);
        let (subscription_id, account_id) = (self.contract.subscription.id, self.deal.account_id);
        let event = DomainEvent::SubscriptionUpdated { subscription_id, account_id };
        self.records.fact(at, Who::Member(self.deal.owner), event);
        self.touch(at);
    }

    fn add_term(&mut self, bought_at: At) {
        let subscription = &mut self.contract.subscription;
        let number = u32::try_from(subscription.terms.len()).expect("few terms");
        // Counted from the first day, so that the 29th of February comes back.
        let day = |terms: u32| subscription.starts_on + Months::new(12 * terms);
        let term = Term {
            id: self.dice.id(bought_at),
            plan: subscription.plan,
            starts_on: day(number),
            ends_on: day(number + 1),
            annual_fee: subscription.annual_fee,
            stores: subscription.stores,
            bought_at,
        };
        subscription.terms.push(term);
    }

    fn order(&mut self, kind: &'static str, amount: i64, on: NaiveDate, at: At, text: &str) {
        let order_id: OrderId = self.dice.id(at);
        let note = fill(text, &[("{plan}", self.plans[self.deal.plan].name)]);
        self.contract.orders.push(Order {
            id: order_id,
            account: self.deal.account,
            subscription_id: self.contract.subscription.id,
            plan: self.deal.plan,
            kind,
            amount,
            on,
            note,
            created_at: at,
        });
        let event = DomainEvent::OrderCreated {
            order_id,
            account_id: self.deal.account_id,
            kind: kind.to_owned(),
        };
        let who = if at == self.deal.entered_at {
            self.deal.entered_by
        } else {
            Who::Member(self.deal.owner)
        };
        self.records.fact(at, who, event);
    }

    fn touch(&mut self, at: At) {
        self.contract.subscription.version += 1;
        self.contract.subscription.updated_at = self.contract.subscription.updated_at.max(at);
    }
}

/// How likely an account stays: about 85 in 100 on average, more of them with several stores.
pub fn loyalty(stores: i64, dice: &mut Dice) -> f64 {
    let size = to_real(stores.min(12)) * 0.008;
    (0.55 + 0.3 * dice.bell() + size).min(0.985)
}
