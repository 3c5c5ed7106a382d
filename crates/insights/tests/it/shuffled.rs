//! Random histories: late events, touches of long ago, merges and their undoing, many things at one time. Whatever the pages
//! are, put together they must be what the slow reference tells.

use crate::{
    reference::{All, lines},
    teller::{Teller, did},
};
use chrono::{DateTime, TimeDelta, Utc};
use customers::{
    account::{self, MergeAccounts},
    person::{self, MergePeople},
    task::{self, NewTask},
};
use identity::workspace::WorkspacePatch;
use jobs::Subject;
use kernel::{
    ids::{AccountId, LeadId, MergeId, PersonId},
    locale::Locale,
    patch::Patch,
    zone::Zone,
};
use leads::{
    convert::ConvertLead,
    defaults,
    lead::{self, NewLead},
    touch::{self, NewTouch},
};
use rand::{RngExt as _, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use testing::on_both_databases;

const ZONES: [&str; 3] = ["Asia/Shanghai", "America/New_York", "Pacific/Apia"];
const KINDS: [&str; 6] = ["event", "note", "task", "sale", "touch", "behaviour"];
const NAMES: [&str; 3] = ["opened", "saved", "shared"];

struct World {
    accounts: Vec<AccountId>,
    people: Vec<PersonId>,
    leads: Vec<LeadId>,
    /// By which merge the second account went into the first, and the second person.
    merged_account: Option<MergeId>,
    merged_person: Option<MergeId>,
    zone: &'static str,
}

impl World {
    async fn begin(teller: &Teller) -> Self {
        let tx = teller.workspace.write().await;
        defaults::create(&tx, Locale::En).await.unwrap();
        tx.commit().await.unwrap();
        let (mut accounts, mut people, mut leads) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..3 {
            let account_id = teller.account(&format!("a{n}")).await;
            let person_id = teller.person(&format!("p{n}")).await;
            let tx = teller.workspace.write().await;
            for _ in 0..2 {
                let new = NewLead { name: Some(format!("l{n}")), ..NewLead::default() };
                let id = lead::create(&tx, new).await.unwrap().lead.id;
                let (account_id, person_id) = (Some(account_id), Some(person_id));
                let to = ConvertLead { account_id, person_id, ..ConvertLead::default() };
                leads::convert::convert(&tx, id, to).await.unwrap();
                leads.push(id);
            }
            tx.commit().await.unwrap();
            accounts.push(account_id);
            people.push(person_id);
        }
        let (merged_account, merged_person) = (None, None);
        Self { accounts, people, leads, merged_account, merged_person, zone: ZONES[0] }
    }

    /// A time of the last days, on a coarse grid, so that much happens at once.
    fn time(dice: &mut StdRng, now: DateTime<Utc>) -> DateTime<Utc> {
        let grid = [1, 60_000, 3_600_000][dice.random_range(0..3)];
        let back = dice.random_range(0..4 * 86_400_000_i64);
        let at = (now.timestamp_millis() - back) / grid * grid;
        DateTime::from_timestamp_millis(at).unwrap()
    }

    async fn step(&mut self, teller: &mut Teller, dice: &mut StdRng) {
        let now = teller.now();
        match dice.random_range(0..9) {
            0..=2 => {
                let events = (0..dice.random_range(1..60)).map(|_| Self::event(dice, now));
                let events: Vec<_> = events.collect();
                teller.send(events).await;
            }
            3 => teller.note(self.accounts[dice.random_range(0..3)]).await,
            4 => {
                let subject_id: Subject = self.people[dice.random_range(0..3)].into();
                let tx = teller.workspace.write().await;
                let new = NewTask {
                    title: "Call".into(),
                    description: None,
                    subject_id,
                    owner_id: Patch::Absent,
                    due_at: None,
                    priority: None,
                };
                task::create(&tx, new).await.unwrap();
                tx.commit().await.unwrap();
            }
            5 => {
                let lead = self.leads[dice.random_range(0..self.leads.len())];
                let tx = teller.workspace.write().await;
                for _ in 0..dice.random_range(1..5) {
                    let occurred_at = Some(Self::time(dice, now));
                    touch::add(&tx, lead, NewTouch { occurred_at, ..NewTouch::default() })
                        .await
                        .unwrap();
                }
                tx.commit().await.unwrap();
            }
            6 => self.merge_or_part(teller).await,
            7 => {
                self.zone = ZONES[dice.random_range(0..ZONES.len())];
                let tx = teller.workspace.write().await;
                let patch: WorkspacePatch =
                    serde_json::from_value(json!({ "time_zone": self.zone })).unwrap();
                identity::workspace::update(&tx, patch).await.unwrap();
                tx.commit().await.unwrap();
            }
            _ => teller.db.clock.advance(TimeDelta::minutes(dice.random_range(1..2_000))),
        }
    }

    fn event(dice: &mut StdRng, now: DateTime<Utc>) -> Value {
        let (person, account) = (dice.random_range(0..4), dice.random_range(0..4));
        let name = NAMES[dice.random_range(0..3)];
        let at = Self::time(dice, now);
        let mut event = did(&format!("p{person}"), &format!("a{account}"), name, at);
        let object = event.as_object_mut().unwrap();
        if dice.random_bool(0.3) {
            object.remove("person_external_id");
        }
        if dice.random_bool(0.3) {
            object.remove("account_external_id");
        }
        if dice.random_bool(0.4) || !event["person_external_id"].is_string() {
            event["anonymous_id"] = json!(format!("b{}", dice.random_range(0..6)));
        }
        event
    }

    /// The second account and person are merged into the first, or stand for themselves again.
    async fn merge_or_part(&mut self, teller: &mut Teller) {
        let tx = teller.workspace.write().await;
        if let Some(id) = self.merged_account.take() {
            account::undo_merge(&tx, id).await.unwrap();
        } else {
            let merge: MergeAccounts =
                serde_json::from_value(json!({ "loser_ids": [self.accounts[1]] })).unwrap();
            let merged = account::merge(&tx, self.accounts[0], merge).await.unwrap();
            self.merged_account = Some(merged.merge_id);
        }
        if let Some(id) = self.merged_person.take() {
            person::undo_merge(&tx, id).await.unwrap();
        } else {
            let merge: MergePeople =
                serde_json::from_value(json!({ "loser_ids": [self.people[1]] })).unwrap();
            self.merged_person =
                Some(person::merge(&tx, self.people[0], merge).await.unwrap().merge_id);
        }
        tx.commit().await.unwrap();
        teller.follow().await;
    }

    async fn compare(&self, teller: &Teller, dice: &mut StdRng) {
        let is_account = dice.random_bool(0.5);
        let (subject, all) = if is_account {
            let with = if self.merged_account.is_some() { 2 } else { 1 };
            let ids: Vec<_> = self.accounts[..with].iter().map(|id| id.uuid()).collect();
            let all = All::of(teller, &ids, &self.accounts[..with]).await;
            (Subject::from(self.accounts[0]), all)
        } else {
            let with = if self.merged_person.is_some() { 2 } else { 1 };
            let ids: Vec<_> = self.people[..with].iter().map(|id| id.uuid()).collect();
            (Subject::from(self.people[0]), All::of(teller, &ids, &[]).await)
        };
        let zone: Zone = self.zone.parse().unwrap();
        let kinds: Vec<_> = KINDS.into_iter().filter(|_| dice.random_bool(0.6)).collect();
        let today = zone.day_of(teller.now());
        let day = |dice: &mut StdRng| {
            dice.random_bool(0.4).then(|| today - TimeDelta::days(dice.random_range(0..5)))
        };
        let (from, to) = (day(dice), day(dice));
        let (from, to) =
            if from.zip(to).is_some_and(|(from, to)| from > to) { (to, from) } else { (from, to) };
        let limit = dice.random_range(1..12);
        let filter = json!({ "kind": kinds.join(","), "from_on": from, "to_on": to });
        let found = lines(&teller.story(subject, &filter, limit).await);
        assert_eq!(
            found,
            all.tell(zone, &kinds, from, to),
            "{filter} of {subject}, {limit} a page"
        );
    }
}

on_both_databases! {
    async fn pages_put_together_are_the_story_that_a_slow_search_tells_whatever_happens(db: TestDb) {
        let mut teller = Teller::new(db).await;
        let mut dice = StdRng::seed_from_u64(11);
        let mut world = World::begin(&teller).await;
        for _ in 0..80 {
            world.step(&mut teller, &mut dice).await;
            world.compare(&teller, &mut dice).await;
        }
    }
}
