use super::{Deal, Ledger};
use crate::year::Who;
use chrono::{Days, Duration};
use customers::subscription::{
    PauseReason,
    pauses::{Pause, Pauses},
};
use jobs::DomainEvent;

/// One in so many closes for a while.
const RESTS: usize = 15;

impl Ledger<'_> {
    /// A season without guests, or building work: paused for some weeks, and once that is over the term ends later by as
    /// many days.
    pub(super) fn rest(&mut self) {
        let calendar = &self.setting.calendar;
        let Deal { account, account_id, owner, entered_at, starts_on, .. } = *self.deal;
        let mut dice = self.setting.dice(&format!("pause {account}"));
        let ago = u64::try_from(dice.between(12, 100)).unwrap_or(12);
        let days = u64::try_from(dice.between(24, 60)).unwrap_or(24);
        let paused_on = calendar.today - Days::new(ago);
        let is_early = paused_on < starts_on.max(calendar.first) + Days::new(30);
        if account % RESTS != 4 || is_early || self.contract.leaves_on.is_some() {
            return;
        }
        let resumes_on = paused_on + Days::new(days);
        let is_over = resumes_on <= calendar.today;
        let reason = *dice.pick(&[PauseReason::Season, PauseReason::Renovation]);
        let pause = Pause {
            paused_on,
            resumes_on: is_over.then_some(resumes_on),
            extends_term: is_over,
            reason: Some(reason),
            note: None,
        };
        let subscription = &mut self.contract.subscription;
        subscription.pauses = Pauses(vec![pause]);
        let subscription_id = subscription.id;
        let day = calendar.zone.start_of(paused_on) + Duration::hours(10);
        let at = calendar.working_moment(day, &mut dice).max(entered_at + Duration::hours(3));
        let event = DomainEvent::SubscriptionPaused {
            subscription_id,
            account_id,
            paused_on,
            resumes_on: None,
            reason: Some(reason.as_str().to_owned()),
        };
        self.records.fact(at, Who::Member(owner), event);
        self.touch(at);
        let day = calendar.zone.start_of(resumes_on) + Duration::hours(10);
        let at = calendar.working_moment(day, &mut dice).max(at + Duration::hours(1));
        if is_over && self.setting.has_happened(at) {
            let event =
                DomainEvent::SubscriptionResumed { subscription_id, account_id, resumes_on };
            self.records.fact(at, Who::Member(owner), event);
            self.touch(at);
        }
    }
}
