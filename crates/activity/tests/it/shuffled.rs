//! Random histories, told in random order: late events, visitors who sign up, merges and their undoing, refreshes in
//! between, zones that change. After each step the index must answer as the slow reference does.

use crate::{
    asking::Desk,
    comparing::{Frame, compare},
    groups,
    reference::Did,
};
use chrono::{DateTime, TimeDelta, Utc};
use customers::person::{self, MergePeople, NewPerson};
use jobs::{Registry, Worker};
use kernel::ids::{MergeId, PersonId};
use rand::{Rng, RngExt as _, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testing::on_both_databases;

pub const NAMES: [&str; 4] = ["opened", "saved", "shared", "paid"];
const ZONES: [&str; 3] = ["Asia/Shanghai", "America/New_York", "Pacific/Apia"];

/// What was sent, as it was sent.
struct Sent {
    user: Option<usize>,
    browser: Option<usize>,
    account: Option<usize>,
    name: &'static str,
    at: DateTime<Utc>,
}

/// What should be known by now.
#[derive(Default)]
pub struct World {
    sent: Vec<Sent>,
    /// Whose each browser is: the first person it was seen with.
    owners: BTreeMap<usize, usize>,
    /// Into whom each user was merged.
    merged: BTreeMap<usize, usize>,
    pub people: BTreeMap<usize, PersonId>,
    merges: Vec<(MergeId, usize)>,
}

impl World {
    fn root(&self, user: usize) -> usize {
        self.merged.get(&user).map_or(user, |into| self.root(*into))
    }

    pub fn facts(&self, unit: &str) -> Vec<Did> {
        let who = |sent: &Sent| {
            if unit == "account" {
                return sent.account.map(|account| format!("s{account}"));
            }
            let user = sent.user.or_else(|| self.owners.get(sent.browser.as_ref()?).copied());
            match user {
                Some(user) => Some(format!("u{}", self.root(user))),
                None => sent.browser.map(|browser| format!("b{browser}")),
            }
        };
        let did =
            |sent: &Sent| Some(Did { who: who(sent)?, name: sent.name.to_owned(), at: sent.at });
        self.sent.iter().filter_map(did).collect()
    }

    /// A batch of events up to a year old; half of them of the last days.
    fn more(&mut self, dice: &mut StdRng, now: DateTime<Utc>) -> Vec<Value> {
        let count = dice.random_range(1..40);
        (0..count)
            .map(|_| {
                let reach = if dice.random_bool(0.5) { 5 } else { 365 } * 86_400_000_i64;
                let at = now - TimeDelta::milliseconds(dice.random_range(0..reach));
                let some = |dice: &mut StdRng, share: f64, most: usize| {
                    dice.random_bool(share).then(|| dice.random_range(0..most))
                };
                let sent = Sent {
                    user: some(dice, 0.6, 9),
                    browser: some(dice, 0.6, 12),
                    account: some(dice, 0.7, 4),
                    name: NAMES[dice.random_range(0..NAMES.len())],
                    at,
                };
                if let (Some(user), Some(browser)) = (sent.user, sent.browser) {
                    self.owners.entry(browser).or_insert(user);
                }
                let mut event = json!({ "name": sent.name, "occurred_at": at });
                for (field, prefix, id) in [
                    ("person_external_id", "u", sent.user),
                    ("anonymous_id", "b", sent.browser),
                    ("account_external_id", "s", sent.account),
                ] {
                    if let Some(id) = id {
                        event[field] = json!(format!("{prefix}{id}"));
                    }
                }
                self.sent.push(sent);
                event
            })
            .collect()
    }
}

async fn follow(desk: &Desk) {
    let registry = Registry::default()
        .subscribe(activity::who::FollowCustomers)
        .perform(activity::who::FollowCustomers);
    Worker::new(desk.db.db.clone(), registry).run_due().await.unwrap();
}

/// Somebody among the users becomes a person here.
async fn enter(desk: &Desk, world: &mut World, user: usize) -> PersonId {
    if let Some(id) = world.people.get(&user) {
        return *id;
    }
    let tx = desk.workspace.write().await;
    let external_id = Some(format!("u{user}"));
    let new = NewPerson { name: format!("用户{user}"), external_id, ..NewPerson::default() };
    let id = person::create(&tx, new).await.unwrap().id;
    tx.commit().await.unwrap();
    world.people.insert(user, id);
    id
}

async fn merge(desk: &Desk, world: &mut World, dice: &mut StdRng) {
    let (into, from) = (dice.random_range(0..9), dice.random_range(0..9));
    if into == from || world.merged.contains_key(&into) || world.merged.contains_key(&from) {
        return;
    }
    let (winner, loser) = (enter(desk, world, into).await, enter(desk, world, from).await);
    let tx = desk.workspace.write().await;
    let merge: MergePeople = serde_json::from_value(json!({ "loser_ids": [loser] })).unwrap();
    let merged = person::merge(&tx, winner, merge).await.unwrap();
    tx.commit().await.unwrap();
    // No two are of the same instant: it tells which was later.
    desk.db.clock.advance(TimeDelta::milliseconds(1));
    world.merged.insert(from, into);
    world.merges.push((merged.merge_id, from));
}

async fn undo(desk: &Desk, world: &mut World) {
    let Some((id, from)) = world.merges.pop() else { return };
    let tx = desk.workspace.write().await;
    person::undo_merge(&tx, id).await.unwrap();
    tx.commit().await.unwrap();
    world.merged.remove(&from);
}

/// Forgets all that somebody did, and whose their browsers are.
async fn erase(desk: &Desk, world: &mut World, dice: &mut StdRng) {
    let erased = world.root(dice.random_range(0..9));
    let Some(id) = world.people.get(&erased) else { return };
    let tx = desk.workspace.write().await;
    activity::erase::person(&tx, *id).await.unwrap();
    tx.commit().await.unwrap();
    let mut sent = std::mem::take(&mut world.sent);
    sent.retain(|sent| {
        let user = sent.user.or_else(|| world.owners.get(sent.browser.as_ref()?).copied());
        user.is_none_or(|user| world.root(user) != erased)
    });
    world.sent = sent;
    let mut owners = std::mem::take(&mut world.owners);
    owners.retain(|_, user| world.root(*user) != erased);
    world.owners = owners;
}

/// Plays a random history.
async fn play(mut desk: Desk, seed: u64, rounds: usize) {
    let mut dice = StdRng::seed_from_u64(seed);
    let mut world = World::default();
    let mut cut = (ZONES[0], 1);
    desk.cut_time(cut.0, cut.1).await;
    for _ in 0..rounds {
        match dice.random_range(0..10) {
            0..=4 => {
                let now = kernel::Clock::now(&*desk.db.clock);
                let events = world.more(&mut dice, now);
                desk.send(events).await;
            }
            5 => desk.settle().await,
            6 => {
                let user = dice.random_range(0..9);
                enter(&desk, &mut world, user).await;
                follow(&desk).await;
            }
            7 => {
                merge(&desk, &mut world, &mut dice).await;
                follow(&desk).await;
            }
            9 if dice.random_bool(0.4) => erase(&desk, &mut world, &mut dice).await,
            8 if dice.random_bool(0.5) => {
                undo(&desk, &mut world).await;
                follow(&desk).await;
            }
            8 => {
                cut = (ZONES[dice.random_range(0..ZONES.len())], [1, 7][dice.random_range(0..2)]);
                desk.cut_time(cut.0, cut.1).await;
            }
            _ => desk.db.clock.advance(TimeDelta::hours(dice.random_range(1..60))),
        }
        // Another process has seen nothing of this yet.
        if dice.next_u32().is_multiple_of(7) {
            desk.memory = activity::Memory::default();
        }
        let frame = Frame::throw(&mut desk, &world, &mut dice, cut).await;
        compare(&desk, &frame, &mut dice).await;
        if frame.segment.is_none() && dice.random_bool(0.4) {
            groups::compare(&mut desk, &world, &frame, &mut dice).await;
        }
    }
}

on_both_databases! {
    async fn the_index_answers_as_a_slow_search_does_whatever_happens_in_between(db: TestDb) {
        play(Desk::new(db).await, 7, 90).await;
    }
}
