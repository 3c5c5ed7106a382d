use crate::support::{
    account as make_account, code, day, ended, fields, pair, subscription as subscribe, yuan,
};
use chrono::TimeDelta;
use customers::{
    account::{self, LifecycleStage},
    plan::{self, NewPlan},
    subscription::{
        self, NewSubscription, RenewSubscription, Settle, SubscriptionFilter, SubscriptionPatch,
        SubscriptionState,
    },
};
use jobs::{Registry, Worker};
use kernel::{
    filter::Many,
    ids::AccountId,
    money::{Currency, Money},
    page::PageRequest,
};
use testing::on_both_databases;

fn new(account_id: AccountId, starts_on: &str, fen: i64) -> NewSubscription {
    NewSubscription {
        account_id,
        plan_id: None,
        external_id: None,
        starts_on: Some(day(starts_on)),
        term_months: Some(12),
        annual_fee: Some(yuan(fen)),
        seats: Some(5),
    }
}

on_both_databases! {
    async fn subscriptions_keep_the_standing_of_their_account_to_the_cent(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let fees = [10_000, 10_000, 10_000];
        for (at, fee) in fees.into_iter().enumerate() {
            subscription::create(&tx, new(a, ["2026-01-01", "2025-06-15", "2026-02-01"][at], fee)).await.unwrap();
        }
        let standing = account::get(&tx, a).await.unwrap().standing;
        assert_eq!(standing.mrr, Some(yuan(2_500)));
        assert_eq!(standing.renews_on, Some(day("2026-06-15")));
        let filter = SubscriptionFilter { account_id: Some(Many(vec![a])), ..SubscriptionFilter::default() };
        let listed = subscription::list(&tx, &filter, &PageRequest::default()).await.unwrap().data;
        let parts = listed.iter().map(|it| it.mrr.amount()).sum::<i64>();
        assert_eq!(parts, 2_500, "833 three times would be a cent short");
    }

    async fn an_account_is_implemented_when_it_begins_to_pay_and_has_churned_when_it_ceases(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let (one, two) = (subscribe(&tx, a, 120_000).await, subscribe(&tx, a, 60_000).await);
        let seen = account::get(&tx, a).await.unwrap();
        assert_eq!((seen.lifecycle_stage, seen.standing.mrr), (LifecycleStage::Implement, Some(yuan(15_000))));
        subscription::end(&tx, one.id, ended(None)).await.unwrap();
        let seen = account::get(&tx, a).await.unwrap();
        assert_eq!((seen.lifecycle_stage, seen.standing.mrr), (LifecycleStage::Implement, Some(yuan(5_000))));
        let last = subscription::end(&tx, two.id, ended(None)).await.unwrap();
        assert_eq!((last.state, last.mrr), (SubscriptionState::Ended, yuan(0)));
        let seen = account::get(&tx, a).await.unwrap();
        assert_eq!((seen.lifecycle_stage, seen.standing.mrr, seen.standing.renews_on), (LifecycleStage::Churned, None, None));
        assert_eq!(code(subscription::end(&tx, two.id, ended(None)).await), "wrong_state");
        subscribe(&tx, a, 1_200).await;
        assert_eq!(account::get(&tx, a).await.unwrap().lifecycle_stage, LifecycleStage::Implement, "won back");
    }

    async fn renewals_count_their_terms_from_the_first_day_and_keep_each_term(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let id = subscription::create(&tx, new(a, "2024-02-29", 120_000)).await.unwrap().id;
        for _ in 0..2 {
            subscription::renew(&tx, id, RenewSubscription::default()).await.unwrap();
        }
        let dearer = RenewSubscription { annual_fee: Some(yuan(240_000)), term_months: Some(12), ..RenewSubscription::default() };
        let seen = subscription::renew(&tx, id, dearer).await.unwrap();
        let ends: Vec<_> = seen.terms.iter().map(|term| term.ends_on.to_string()).collect();
        assert_eq!(ends, ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
        let fees: Vec<_> = seen.terms.iter().map(|term| term.annual_fee.amount()).collect();
        assert_eq!(fees, [120_000, 120_000, 120_000, 240_000]);
        let standing = account::get(&tx, a).await.unwrap().standing;
        assert_eq!((standing.mrr, standing.renews_on), (Some(yuan(10_000)), Some(day("2028-02-29"))), "dearer from 2027 on");
        subscription::end(&tx, id, ended(Some("2026-06-01"))).await.unwrap();
        assert_eq!(code(subscription::renew(&tx, id, RenewSubscription::default()).await), "wrong_state");
    }

    async fn what_begins_or_ends_later_does_so_on_its_day_in_the_workspaces_zone(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let id = subscription::create(&tx, new(a, "2026-03-05", 120_000)).await.unwrap().id;
        let seen = subscription::end(&tx, id, ended(Some("2026-03-07"))).await.unwrap();
        assert_eq!((seen.state, seen.mrr), (SubscriptionState::Scheduled, yuan(0)));
        assert_eq!(account::get(&tx, a).await.unwrap().standing.mrr, None);
        tx.commit().await.unwrap();
        let worker = Worker::new(db.db.clone(), Registry::default().perform(Settle));
        let mut seen = Vec::new();
        // From Monday nine in the morning, Shanghai time, in steps of twelve hours.
        for _ in 0..12 {
            worker.run_due().await.unwrap();
            let tx = w.read().await;
            seen.push((subscription::get(&tx, id).await.unwrap().state, account::get(&tx, a).await.unwrap().standing.mrr));
            drop(tx);
            db.clock.advance(TimeDelta::hours(12));
        }
        let paying = Some(yuan(10_000));
        let before = (SubscriptionState::Scheduled, None);
        let during = (SubscriptionState::Active, paying);
        let after = (SubscriptionState::Ended, None);
        assert_eq!(seen[..6], [before; 6], "to Wednesday evening");
        assert_eq!(seen[6..10], [during; 4], "Thursday and Friday");
        assert_eq!(seen[10..], [after; 2], "from Saturday on");
    }

    async fn fee_and_term_come_from_the_plan_unless_said_otherwise(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let pro = plan::create(&tx, NewPlan {
            key: "pro".into(), name: "Pro".into(), description: None, opening_fee: yuan(0),
            annual_fee: yuan(600_000), term_months: Some(24), features: vec![].into(),
        }).await.unwrap();
        let bare = NewSubscription { plan_id: Some(pro.id), term_months: None, annual_fee: None, ..new(a, "2026-03-02", 0) };
        let seen = subscription::create(&tx, bare).await.unwrap();
        assert_eq!((seen.annual_fee, seen.renews_on), (yuan(600_000), day("2028-03-02")));
        let account = account::get(&tx, a).await.unwrap();
        assert_eq!(account.plan.unwrap().name.as_deref(), Some("Pro"));
        let patch = SubscriptionPatch { annual_fee: Some(yuan(1_200)), ..SubscriptionPatch::default() };
        subscription::update(&tx, seen.id, patch).await.unwrap();
        assert_eq!(account::get(&tx, a).await.unwrap().standing.mrr, Some(yuan(100)));
    }

    async fn all_that_is_wrong_with_a_subscription_is_told_at_once(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        subscribe(&tx, a, 1_200).await;
        let dollars = Money::new(1, Currency::USD).unwrap();
        let wrong = NewSubscription { plan_id: Some(tx.new_id()), annual_fee: Some(dollars), term_months: Some(0), ..new(a, "2026-03-02", 0) };
        assert_eq!(fields(subscription::create(&tx, wrong).await.unwrap_err()), [
            pair("/annual_fee/currency", "wrong_currency"), pair("/plan_id", "not_found"), pair("/term_months", "too_small"),
        ]);
        let unpriced = NewSubscription { annual_fee: None, account_id: tx.new_id(), ..new(a, "2026-03-02", 0) };
        assert_eq!(fields(subscription::create(&tx, unpriced).await.unwrap_err()), [
            pair("/account_id", "not_found"), pair("/annual_fee", "required"),
        ]);
        let id = subscription::create(&tx, new(a, "2026-03-02", 5)).await.unwrap().id;
        assert_eq!(fields(subscription::end(&tx, id, ended(Some("2026-03-01"))).await.unwrap_err()), [pair("/ended_on", "before_start")]);
    }
}
