//! Pauses of subscriptions: what they do to state, standing, renewal and ledger.

use crate::support::{
    account as make_account, code, day, ended, fields, pair, subscription as subscribe, yuan,
};
use chrono::{NaiveDate, TimeDelta};
use customers::{
    account::{self, LifecycleStage},
    mrr::{self, MovementKind, MrrMovementFilter, MrrSummaryQuery},
    subscription::{
        self, CancelPause, NewSubscription, PauseSubscription, RenewSubscription,
        ResumeSubscription, Settle, Subscription, SubscriptionFilter, SubscriptionPatch,
        SubscriptionState,
    },
};
use jobs::{Registry, Worker, entity::domain_event};
use kernel::{Error, WorkspaceTx, filter::Many, ids::AccountId, page::PageRequest};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use testing::on_both_databases;

fn from(paused_on: &str, resumes_on: Option<&str>) -> PauseSubscription {
    PauseSubscription {
        paused_on: Some(day(paused_on)),
        resumes_on: resumes_on.map(day),
        ..PauseSubscription::default()
    }
}

fn extending(paused_on: &str, resumes_on: Option<&str>) -> PauseSubscription {
    PauseSubscription { extends_term: true, ..from(paused_on, resumes_on) }
}

fn again(resumes_on: &str) -> ResumeSubscription {
    ResumeSubscription { resumes_on: Some(day(resumes_on)), extends_term: None }
}

fn cancelled(paused_on: &str) -> CancelPause {
    CancelPause { paused_on: day(paused_on) }
}

async fn since(tx: &WorkspaceTx, account_id: AccountId, starts_on: &str, fen: i64) -> Subscription {
    let new = NewSubscription {
        account_id,
        plan_id: None,
        external_id: None,
        starts_on: Some(day(starts_on)),
        term_months: Some(12),
        annual_fee: Some(yuan(fen)),
        seats: None,
    };
    subscription::create(tx, new).await.unwrap()
}

/// Kind, day and amount of each movement, the first first; those that are agreed for later too.
async fn told(tx: &WorkspaceTx) -> Vec<(MovementKind, String, i64)> {
    let filter =
        MrrMovementFilter { occurred_on_lt: Some(day("2100-01-01")), ..Default::default() };
    let list = mrr::list(tx, &filter).await.unwrap();
    let told = list.data.iter().rev();
    told.map(|it| (it.kind, it.occurred_on.to_string(), it.amount.amount())).collect()
}

/// Whatever was done: terms follow one another, state and MRR are what the dates say, and the ledger, its sums and the
/// account agree to the cent.
async fn all_agree(tx: &WorkspaceTx, account_id: AccountId, today: NaiveDate) {
    let filter =
        SubscriptionFilter { account_id: Some(Many(vec![account_id])), ..Default::default() };
    let rows = subscription::list(tx, &filter, &PageRequest::default()).await.unwrap().data;
    for row in &rows {
        assert!(row.terms.windows(2).all(|pair| pair[0].ends_on == pair[1].starts_on), "{row:?}");
        let last = row.terms.last().unwrap();
        assert!(row.state == SubscriptionState::Ended || row.renews_on == last.ends_on, "{row:?}");
        let is_paused = row.pauses.iter().any(|it| {
            it.paused_on <= today && it.resumes_on.is_none_or(|resumes_on| today < resumes_on)
        });
        let ended = row.ended_on.is_some_and(|ended_on| ended_on <= today);
        let state = match () {
            () if ended => SubscriptionState::Ended,
            () if today < row.starts_on => SubscriptionState::Scheduled,
            () if is_paused => SubscriptionState::Paused,
            () => SubscriptionState::Active,
        };
        assert_eq!(row.state, state, "{row:?}");
        assert!(state == SubscriptionState::Active || row.mrr == yuan(0), "{row:?}");
        for pair in row.pauses.windows(2) {
            assert!(pair[0].resumes_on.is_some_and(|day| day <= pair[1].paused_on), "{row:?}");
        }
    }
    let mrr: i64 = rows.iter().map(|row| row.mrr.amount()).sum();
    let seen = account::get(tx, account_id).await.unwrap();
    let held = rows
        .iter()
        .any(|row| matches!(row.state, SubscriptionState::Active | SubscriptionState::Paused));
    assert_eq!(seen.standing.mrr, held.then(|| yuan(mrr)));
    let filter = MrrMovementFilter { limit: Some(200), ..Default::default() };
    let ledger = mrr::list(tx, &filter).await.unwrap();
    assert_eq!(ledger.data.iter().map(|it| it.amount.amount()).sum::<i64>(), mrr, "{ledger:?}");
    assert!(ledger.data.first().is_none_or(|last| last.mrr_after == yuan(mrr)));
    let query = MrrSummaryQuery { from_on: Some(day("2024-12-01")), ..Default::default() };
    let summary = mrr::summary(tx, &query).await.unwrap();
    for sums in summary.currencies {
        assert!(sums.checks.iter().all(|check| check.holds), "{:?}", sums.checks);
        assert_eq!(sums.periods.last().unwrap().end, yuan(mrr));
        assert!(sums.periods.windows(2).all(|pair| {
            pair[0].end == pair[1].start && pair[0].customers_at_end == pair[1].customers_at_start
        }));
    }
}

/// Does something to the account's subscriptions, sensible or not.
async fn anything(
    tx: &WorkspaceTx,
    of: AccountId,
    today: NaiveDate,
    dice: &mut StdRng,
) -> Result<(), Error> {
    let near = |dice: &mut StdRng| today + TimeDelta::days(dice.random_range(-90..120));
    let filter = SubscriptionFilter { account_id: Some(Many(vec![of])), ..Default::default() };
    let rows = subscription::list(tx, &filter, &PageRequest::default()).await.unwrap().data;
    let running: Vec<_> = rows.iter().filter(|it| it.state != SubscriptionState::Ended).collect();
    if running.is_empty() || rows.len() < 4 && dice.random_bool(0.1) {
        let on = near(dice).to_string();
        since(tx, of, &on, dice.random_range(0..5000)).await;
        return Ok(());
    }
    let one = running[dice.random_range(0..running.len())];
    let resumes_on = dice.random_bool(0.6).then(|| near(dice));
    match dice.random_range(0..9) {
        0..3 => {
            let paused_on = Some(near(dice));
            let extends_term = dice.random_bool(0.5);
            let input =
                PauseSubscription { paused_on, resumes_on, extends_term, ..Default::default() };
            subscription::pause(tx, one.id, input).await.map(drop)
        }
        3..5 => {
            let extends_term = dice.random_bool(0.3).then(|| dice.random_bool(0.5));
            let input = ResumeSubscription { resumes_on, extends_term };
            subscription::resume(tx, one.id, input).await.map(drop)
        }
        5 => {
            let last = one.pauses.last().map_or(today, |it| it.paused_on);
            subscription::cancel_pause(tx, one.id, CancelPause { paused_on: last }).await.map(drop)
        }
        6 => {
            let annual_fee = Some(yuan(dice.random_range(0..5000)));
            let patch = SubscriptionPatch { annual_fee, ..Default::default() };
            subscription::update(tx, one.id, patch).await.map(drop)
        }
        7 => {
            let annual_fee = dice.random_bool(0.5).then(|| yuan(dice.random_range(0..5000)));
            let input = RenewSubscription { annual_fee, ..Default::default() };
            subscription::renew(tx, one.id, input).await.map(drop)
        }
        _ if dice.random_bool(0.3) => {
            let on = near(dice).to_string();
            subscription::end(tx, one.id, ended(Some(&on))).await.map(drop)
        }
        _ => Ok(()),
    }
}

on_both_databases! {
    async fn a_paused_account_pays_nothing_and_has_not_churned(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let id = since(&tx, a, "2026-01-01", 120_000).await.id;
        let seen = subscription::pause(&tx, id, PauseSubscription::default()).await.unwrap();
        assert_eq!((seen.state, seen.mrr, seen.renews_on), (SubscriptionState::Paused, yuan(0), day("2027-01-01")));
        let seen = account::get(&tx, a).await.unwrap();
        assert_eq!((seen.lifecycle_stage, seen.standing.mrr), (LifecycleStage::Implement, Some(yuan(0))));
        assert_eq!(seen.standing.renews_on, Some(day("2027-01-01")), "there is something to renew");
        let month = mrr::summary(&tx, &MrrSummaryQuery::default()).await.unwrap().currencies.remove(0).periods.pop().unwrap();
        assert_eq!((month.pause, month.churn, month.gross_mrr_churn_rate), (yuan(-10_000), yuan(0), Some(1.0)));
        assert_eq!((month.customers_at_end, month.customers_paused_at_end, month.customers_lost), (1, 1, 0));
        all_agree(&tx, a, day("2026-03-02")).await;
        subscription::end(&tx, id, ended(None)).await.unwrap();
        assert_eq!(account::get(&tx, a).await.unwrap().lifecycle_stage, LifecycleStage::Churned);
        let month = mrr::summary(&tx, &MrrSummaryQuery::default()).await.unwrap().currencies.remove(0).periods.pop().unwrap();
        assert_eq!((month.customers_at_end, month.customers_lost), (0, 1), "lost once it has ended");
        assert_eq!(told(&tx).await, [
            (MovementKind::New, "2026-01-01".into(), 10_000), (MovementKind::Churn, "2026-03-02".into(), -10_000),
        ], "ended on the day on which it was paused");
    }

    async fn what_is_paused_and_resumes_later_does_so_on_its_days(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let id = since(&tx, a, "2026-01-01", 120_000).await.id;
        let seen = subscription::pause(&tx, id, extending("2026-03-04", Some("2026-03-06"))).await.unwrap();
        assert_eq!((seen.state, seen.renews_on), (SubscriptionState::Active, day("2027-01-03")));
        assert_eq!(told(&tx).await, [
            (MovementKind::New, "2026-01-01".into(), 10_000), (MovementKind::Pause, "2026-03-04".into(), -10_000),
            (MovementKind::Resume, "2026-03-06".into(), 10_000),
        ]);
        tx.commit().await.unwrap();
        let worker = Worker::new(db.db.clone(), Registry::default().perform(Settle));
        let mut seen = Vec::new();
        for on in ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"] {
            worker.run_due().await.unwrap();
            let tx = w.read().await;
            all_agree(&tx, a, day(on)).await;
            seen.push(subscription::get(&tx, id).await.unwrap().state);
            drop(tx);
            db.clock.advance(TimeDelta::days(1));
        }
        let (active, paused) = (SubscriptionState::Active, SubscriptionState::Paused);
        assert_eq!(seen, [active, active, paused, paused, active]);
        let tx = w.read().await;
        let events = tx.find::<domain_event::Entity>().filter(domain_event::Column::SubjectId.eq(id.uuid()));
        let events = events.order_by_asc(domain_event::Column::RecordedAt).order_by_asc(domain_event::Column::Id).all(&tx.db).await.unwrap();
        let types: Vec<_> = events.iter().map(|event| event.event_type.as_str()).collect();
        assert_eq!(types, ["subscription.created", "subscription.paused", "subscription.updated", "subscription.updated"]);
        assert_eq!(events[1].data["paused_on"], "2026-03-04");
        assert_eq!(events[1].data["resumes_on"], "2026-03-06");
    }

    async fn the_term_moves_by_the_days_of_the_pause_and_back_when_it_is_taken_back(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let id = since(&tx, a, "2026-01-01", 120_000).await.id;
        let dearer = RenewSubscription { annual_fee: Some(yuan(240_000)), ..Default::default() };
        subscription::renew(&tx, id, dearer).await.unwrap();
        let seen = subscription::pause(&tx, id, extending("2026-04-01", Some("2026-05-01"))).await.unwrap();
        let ends: Vec<_> = seen.terms.iter().map(|term| (term.starts_on.to_string(), term.ends_on.to_string())).collect();
        assert_eq!(ends, [
            ("2026-01-01".into(), "2027-01-31".into()), ("2027-01-31".to_owned(), "2028-01-31".to_owned()),
        ]);
        assert_eq!(seen.renews_on, day("2028-01-31"));
        assert!(told(&tx).await.contains(&(MovementKind::Expansion, "2027-01-31".into(), 10_000)), "the fee of a term moves with it");
        let shorter = subscription::resume(&tx, id, again("2026-04-11")).await.unwrap();
        assert_eq!(shorter.renews_on, day("2028-01-11"));
        let kept = ResumeSubscription { extends_term: Some(false), ..again("2026-04-11") };
        assert_eq!(subscription::resume(&tx, id, kept).await.unwrap().renews_on, day("2028-01-01"));
        let open = subscription::pause(&tx, id, extending("2026-06-01", None)).await.unwrap();
        assert_eq!(open.renews_on, day("2028-01-01"), "how long is not known yet");
        let back = subscription::cancel_pause(&tx, id, cancelled("2026-06-01")).await.unwrap();
        let back = subscription::cancel_pause(&tx, back.id, cancelled("2026-04-01")).await.unwrap();
        assert_eq!((back.renews_on, back.pauses.len()), (day("2028-01-01"), 0));
        assert!(told(&tx).await.contains(&(MovementKind::Expansion, "2027-01-01".into(), 10_000)));
        // Once it is paused and renewed meanwhile, both terms move.
        subscription::pause(&tx, id, extending("2026-02-01", None)).await.unwrap();
        subscription::renew(&tx, id, RenewSubscription::default()).await.unwrap();
        let seen = subscription::resume(&tx, id, ResumeSubscription::default()).await.unwrap();
        assert_eq!((seen.renews_on, seen.terms[0].ends_on), (day("2029-01-30"), day("2027-01-30")));
        all_agree(&tx, a, day("2026-03-02")).await;
    }

    async fn what_cannot_be_paused_or_resumed_is_told(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let id = since(&tx, a, "2026-01-01", 120_000).await.id;
        assert_eq!(code(subscription::resume(&tx, id, ResumeSubscription::default()).await), "wrong_state");
        let refused = |input| { let tx = &tx; async move { fields(subscription::pause(tx, id, input).await.unwrap_err()) } };
        assert_eq!(refused(from("2025-12-31", None)).await, [pair("/paused_on", "too_early")]);
        let reversed = PauseSubscription { note: Some("x".repeat(2001)), ..from("2025-12-31", Some("2025-12-30")) };
        assert_eq!(refused(reversed).await, [
            pair("/note", "too_long"), pair("/paused_on", "too_early"), pair("/resumes_on", "before_start"),
        ]);
        subscription::pause(&tx, id, from("2026-04-01", Some("2026-05-01"))).await.unwrap();
        assert_eq!(refused(from("2026-04-30", None)).await, [pair("/paused_on", "overlaps")]);
        assert_eq!(refused(from("2026-03-01", None)).await, [pair("/paused_on", "overlaps")]);
        assert_eq!(code(subscription::resume(&tx, id, ResumeSubscription::default()).await), "wrong_state", "not begun");
        assert_eq!(fields(subscription::resume(&tx, id, again("2026-03-31")).await.unwrap_err()), [pair("/resumes_on", "before_start")]);
        subscription::pause(&tx, id, from("2026-07-01", None)).await.unwrap();
        assert_eq!(fields(subscription::resume(&tx, id, again("2026-07-02")).await.unwrap_err()), [pair("/resumes_on", "overlaps")]);
        assert_eq!(fields(subscription::cancel_pause(&tx, id, cancelled("2026-07-02")).await.unwrap_err()), [pair("/paused_on", "not_found")]);
        let seen = subscription::end(&tx, id, ended(Some("2026-04-15"))).await.unwrap();
        assert_eq!((seen.pauses.len(), seen.pauses[0].resumes_on), (1, None), "what ends while paused doesn't resume");
        assert_eq!(refused(from("2026-04-15", None)).await, [pair("/paused_on", "too_late")]);
        assert_eq!(refused(from("2026-03-10", Some("2026-04-15"))).await, [pair("/resumes_on", "too_late")]);
        subscription::end(&tx, id, ended(None)).await.unwrap();
        assert_eq!(code(subscription::pause(&tx, id, PauseSubscription::default()).await), "wrong_state");
        assert_eq!(code(subscription::resume(&tx, id, again("2026-04-02")).await), "wrong_state");
        let later = since(&tx, a, "2026-05-01", 1200).await.id;
        assert_eq!(fields(subscription::pause(&tx, later, PauseSubscription::default()).await.unwrap_err()), [pair("/paused_on", "too_early")]);
        let one = subscribe(&tx, a, 1200).await.id;
        subscription::pause(&tx, one, PauseSubscription::default()).await.unwrap();
        assert_eq!(code(subscription::cancel_pause(&tx, one, cancelled("2026-03-02")).await), "wrong_state", "begun");
        let never = subscription::resume(&tx, one, ResumeSubscription::default()).await.unwrap();
        assert_eq!((never.state, never.pauses.len()), (SubscriptionState::Active, 0), "on the day on which it was paused");
    }

    async fn whatever_is_done_in_whatever_order_reconciles_to_the_cent(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        tx.commit().await.unwrap();
        let worker = Worker::new(db.db.clone(), Registry::default().perform(Settle));
        let mut dice = StdRng::seed_from_u64(7);
        let (mut today, mut done) = (day("2026-03-02"), 0);
        for _ in 0..120 {
            let tx = w.write().await;
            done += usize::from(anything(&tx, a, today, &mut dice).await.is_ok());
            all_agree(&tx, a, today).await;
            tx.commit().await.unwrap();
            let days = dice.random_range(0..20);
            today += TimeDelta::days(days);
            db.clock.advance(TimeDelta::days(days));
            worker.run_due().await.unwrap();
            all_agree(&w.read().await, a, today).await;
        }
        assert!(done > 50, "{done} of them were possible");
    }
}
