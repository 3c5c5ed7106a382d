//! What the success team does for an account: setting up, calling, seeing renewals through.

use super::{
    contract::Contract,
    records::Records,
    setting::{Setting, days},
};
use crate::{
    dice::Dice,
    year::{Account, At},
};
use chrono::{Days, Duration};
use jobs::Subject;
use kernel::ids::MemberId;

/// Tasks older than that were done or dropped.
const FORGOTTEN_DAYS: i64 = 6;

struct Carer<'a> {
    setting: &'a Setting,
    records: &'a mut Records,
    dice: &'a mut Dice,
    owner: MemberId,
    subject: Subject,
    company: String,
    plan: &'static str,
    /// Nobody calls after the end.
    until: At,
}

pub fn look_after(
    setting: &Setting,
    account: &Account,
    contract: Option<&Contract>,
    is_new: bool,
    records: &mut Records,
    dice: &mut Dice,
) {
    let ended = contract.and_then(|contract| contract.subscription.ended.as_ref());
    let mut carer = Carer {
        setting,
        records,
        dice,
        owner: account.owner_id,
        subject: account.id.into(),
        company: account.shop.sign.clone(),
        plan: setting.words.plans[account.plan].name,
        until: ended.map_or(setting.calendar.now, |end| end.at),
    };
    let texts = setting.words.texts;
    if is_new {
        carer.set_up(account.created_at);
    }
    carer.call(account.created_at + Duration::days(30));
    let Some(contract) = contract else { return };
    for paid_at in &contract.paid_at {
        let asked_at = (*paid_at - days(carer.dice, 5, 25)).max(account.created_at);
        carer.task(texts.renewal_tasks, asked_at, *paid_at - Duration::hours(2), 0.8);
        carer.note(texts.renewal_notes, *paid_at + Duration::minutes(5), 0.5);
    }
    if let Some(at) = contract.grew_at {
        carer.note(texts.expansion_notes, at + Duration::minutes(4), 0.8);
    }
    if let Some(leaves_on) = contract.leaves_on {
        let noticed = setting.calendar.zone.start_of(leaves_on) - days(carer.dice, 12, 45);
        let noticed = setting.calendar.working_moment(noticed, carer.dice);
        carer.note(texts.warning_notes, noticed.max(account.created_at + Duration::days(2)), 0.75);
    }
    if ended.is_none() {
        carer.see_renewal(contract.subscription.renews_on());
    }
}

impl Carer<'_> {
    fn set_up(&mut self, won_at: At) {
        let texts = self.setting.words.texts;
        let mut at = won_at;
        for (number, title) in texts.onboarding_tasks.iter().enumerate() {
            let set_at = at + Duration::minutes(30);
            let pause = if number == 4 { 24 } else { 4 };
            at =
                self.setting.calendar.working_moment(set_at + days(self.dice, 1, pause), self.dice);
            if !self.setting.has_happened(set_at) || set_at > self.until {
                return;
            }
            let title = self.filled(title);
            let done = (self.setting.has_happened(at) && at < self.until).then_some(at);
            self.records.task(set_at, at, done, self.owner, self.subject, title);
            if done.is_none() {
                return;
            }
            self.note(&texts.onboarding_notes[number..=number], at + Duration::minutes(3), 0.45);
        }
    }

    /// A call every few months.
    fn call(&mut self, first: At) {
        let texts = self.setting.words.texts;
        let mut at = first + days(self.dice, 0, 100);
        loop {
            let due_at = self.setting.calendar.working_moment(at, self.dice);
            let set_at = due_at - days(self.dice, 2, 9);
            if due_at > self.until {
                // The next call is planned already, for some.
                let near = due_at < self.setting.calendar.now + Duration::days(12);
                if near
                    && self.until == self.setting.calendar.now
                    && self.setting.has_happened(set_at)
                {
                    self.task_open(texts.care_tasks, set_at, due_at);
                }
                return;
            }
            self.task(texts.care_tasks, set_at, due_at, 0.55);
            self.note(texts.care_notes, due_at + Duration::minutes(6), 0.6);
            at = at + Duration::days(70) + days(self.dice, 0, 90);
        }
    }

    /// A renewal that is near has a task that is not done.
    fn see_renewal(&mut self, renews_on: chrono::NaiveDate) {
        let calendar = &self.setting.calendar;
        if renews_on > calendar.today + Days::new(45) {
            return;
        }
        let day = calendar.zone.start_of(renews_on);
        let set_at = (day - Duration::days(44)).min(calendar.now - Duration::hours(3));
        let ahead = u64::try_from(self.dice.between(4, 25)).unwrap_or(4);
        let forgotten = u64::try_from(self.dice.between(0, FORGOTTEN_DAYS)).unwrap_or(0);
        let due_on = if self.dice.chance(0.2) {
            calendar.today
        } else {
            (renews_on - Days::new(ahead)).max(calendar.today - Days::new(forgotten))
        };
        let due_at = calendar.desk_time(due_on, self.dice);
        self.task_open(self.setting.words.texts.renewal_tasks, set_at, due_at);
    }

    fn task(&mut self, titles: &[&str], set_at: At, done_at: At, chance: f64) {
        if self.dice.chance(chance) && set_at < done_at && done_at < self.until {
            let title = *self.dice.pick(titles);
            let title = self.filled(title);
            let due_at = done_at + Duration::hours(self.dice.between(-20, 30));
            self.records.task(
                set_at,
                due_at.max(set_at),
                Some(done_at),
                self.owner,
                self.subject,
                title,
            );
        }
    }

    fn task_open(&mut self, titles: &[&str], set_at: At, due_at: At) {
        let title = *self.dice.pick(titles);
        let title = self.filled(title);
        self.records.task(set_at, due_at.max(set_at), None, self.owner, self.subject, title);
    }

    fn note(&mut self, texts: &[&str], at: At, chance: f64) {
        if self.dice.chance(chance) && at < self.until {
            let text = *self.dice.pick(texts);
            let words = self.setting.words;
            let surname = words.surnames[self.dice.below(12)].0;
            let places =
                [("{name}", surname), ("{company}", self.company.as_str()), ("{plan}", self.plan)];
            self.records.note(at, self.owner, self.subject, text, &places);
        }
    }

    fn filled(&self, title: &str) -> String {
        crate::vocabulary::fill(title, &[("{company}", &self.company)])
    }
}
