//! The ledger of MRR, as it follows from what is done to subscriptions.

use crate::support::{account as make_account, day, ended, fields, pair, yuan};
use chrono::TimeDelta;
use customers::{
    account::{self, MergeAccounts},
    mrr::{self, MovementKind, MrrMovementFilter, MrrPeriod, MrrSummaryQuery, SummaryPeriod},
    subscription::{self, NewSubscription, RenewSubscription, Settle, SubscriptionPatch},
};
use jobs::{Registry, Worker};
use kernel::{WorkspaceTx, ids::AccountId};
use testing::on_both_databases;

fn of(account_id: AccountId, starts_on: &str, fen: i64) -> NewSubscription {
    serde_json::from_value(serde_json::json!({
        "account_id": account_id, "starts_on": starts_on, "term_months": 12, "annual_fee": yuan(fen),
    }))
    .unwrap()
}

/// Kind, day and amount of each movement, the first first; those that are agreed for later too.
async fn told(tx: &WorkspaceTx) -> Vec<(MovementKind, String, i64)> {
    let filter =
        MrrMovementFilter { occurred_on_lt: Some(day("2100-01-01")), ..Default::default() };
    let list = mrr::list(tx, &filter).await.unwrap();
    assert_eq!(list.data.len(), list.total);
    let told = list.data.iter().rev();
    told.map(|it| (it.kind, it.occurred_on.to_string(), it.amount.amount())).collect()
}

/// The periods of the only currency. Whatever was done, start and movements are the end, each period begins with the end
/// of the one before, and the last end is what the accounts say.
async fn periods(tx: &WorkspaceTx, query: MrrSummaryQuery) -> Vec<MrrPeriod> {
    let mut summary = mrr::summary(tx, &query).await.unwrap();
    assert_eq!(summary.currencies.len(), 1);
    let only = summary.currencies.remove(0);
    assert!(only.checks.iter().all(|check| check.holds), "{:?}", only.checks);
    for period in &only.periods {
        let moved =
            [period.new, period.reactivation, period.expansion, period.contraction, period.churn];
        let sum: i64 = moved.iter().map(|it| it.amount()).sum();
        assert_eq!(period.start.amount() + sum, period.end.amount(), "{period:?}");
    }
    assert!(only.periods.windows(2).all(|pair| pair[0].end == pair[1].start));
    only.periods
}

on_both_databases! {
    async fn the_published_example_reconciles_month_by_month(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let first = subscription::create(&tx, of(a, "2024-02-01", 200_000)).await.unwrap();
        let second = subscription::create(&tx, of(a, "2024-04-01", 72_000)).await.unwrap();
        subscription::end(&tx, second.id, ended(Some("2024-07-01"))).await.unwrap();
        subscription::end(&tx, first.id, ended(Some("2025-02-01"))).await.unwrap();
        for _ in 0..3 {
            subscription::create(&tx, of(a, "2025-12-01", 60_000)).await.unwrap();
        }
        assert_eq!(told(&tx).await, [
            (MovementKind::New, "2024-02-01".into(), 16_667),
            (MovementKind::Expansion, "2024-04-01".into(), 6_000),
            (MovementKind::Contraction, "2024-07-01".into(), -6_000),
            (MovementKind::Churn, "2025-02-01".into(), -16_667),
            (MovementKind::Reactivation, "2025-12-01".into(), 15_000),
        ]);
        let query = MrrSummaryQuery { from_on: Some(day("2024-01-20")), ..Default::default() };
        let months = periods(&tx, query).await;
        assert_eq!(months.len(), 27);
        assert_eq!((months[0].customer_churn_rate, months[0].rate_reasons.len()), (None, 2), "nobody to lose yet");
        let churned = &months[13];
        assert_eq!(churned.starts_on, day("2025-02-01"));
        assert_eq!((churned.customers_lost, churned.customer_churn_rate, churned.gross_mrr_churn_rate), (1, Some(1.0), Some(1.0)));
        let last = &months[26];
        assert_eq!((last.end, last.is_over, last.customers_at_end), (yuan(15_000), false, 1));
        let quarters = MrrSummaryQuery { period: Some(SummaryPeriod::Quarter), from_on: Some(day("2024-01-01")), to_on: None };
        let quarters = periods(&tx, quarters).await;
        assert_eq!((quarters.len(), quarters[0].new, quarters[1].expansion), (9, yuan(16_667), yuan(6_000)));
        assert_eq!(quarters.last().unwrap().end, yuan(15_000));
    }

    async fn what_was_agreed_for_later_moves_on_its_day(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = make_account(&tx, "A").await.id;
        let id = subscription::create(&tx, of(a, "2025-03-05", 120_000)).await.unwrap().id;
        let dearer = RenewSubscription { annual_fee: Some(yuan(240_000)), ..Default::default() };
        let renewed = subscription::renew(&tx, id, dearer).await.unwrap();
        assert_eq!((renewed.annual_fee, renewed.terms[1].annual_fee), (yuan(120_000), yuan(240_000)), "it holds from the fifth");
        assert_eq!(account::get(&tx, a).await.unwrap().standing.mrr, Some(yuan(10_000)));
        let patch = SubscriptionPatch { annual_fee: Some(yuan(60_000)), ..Default::default() };
        subscription::update(&tx, id, patch).await.unwrap();
        assert_eq!(told(&tx).await, [
            (MovementKind::New, "2025-03-05".into(), 10_000),
            (MovementKind::Contraction, "2026-03-02".into(), -5_000),
            (MovementKind::Expansion, "2026-03-05".into(), 15_000),
        ]);
        assert_eq!(mrr::list(&tx, &MrrMovementFilter::default()).await.unwrap().total, 2, "up to today");
        assert_eq!(periods(&tx, MrrSummaryQuery::default()).await.last().unwrap().end, yuan(5_000));
        tx.commit().await.unwrap();
        db.clock.advance(TimeDelta::days(4));
        let worker = Worker::new(db.db.clone(), Registry::default().perform(Settle));
        worker.run_due().await.unwrap();
        let tx = w.read().await;
        assert_eq!(account::get(&tx, a).await.unwrap().standing.mrr, Some(yuan(20_000)));
        let year = periods(&tx, MrrSummaryQuery::default()).await;
        let last = year.last().unwrap();
        assert_eq!(last.customers_12_months_ago, 1);
        assert_eq!((last.end, last.net_retention_12_months, last.gross_retention_12_months), (yuan(20_000), Some(2.0), Some(1.0)));
    }

    async fn merged_accounts_are_one_customer_and_parted_ones_two_again(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let (a, b) = (make_account(&tx, "A").await.id, make_account(&tx, "B").await.id);
        subscription::create(&tx, of(a, "2025-06-01", 120_000)).await.unwrap();
        subscription::create(&tx, of(b, "2025-09-01", 60_000)).await.unwrap();
        let apart = told(&tx).await;
        assert_eq!(apart.iter().map(|it| it.0).collect::<Vec<_>>(), [MovementKind::New; 2]);
        let input: MergeAccounts = serde_json::from_value(serde_json::json!({ "loser_ids": [b] })).unwrap();
        let merged = account::merge(&tx, a, input).await.unwrap();
        let together: Vec<_> = told(&tx).await.iter().map(|it| it.0).collect();
        assert_eq!(together, [MovementKind::New, MovementKind::Expansion]);
        assert_eq!(periods(&tx, MrrSummaryQuery::default()).await.last().unwrap().customers_at_end, 1);
        account::undo_merge(&tx, merged.merge_id).await.unwrap();
        assert_eq!(told(&tx).await, apart);
        assert_eq!(periods(&tx, MrrSummaryQuery::default()).await.last().unwrap().customers_at_end, 2);
    }

    async fn the_ledger_comes_page_by_page_without_gaps_and_of_one_workspace_only(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let mut expected = Vec::new();
        for number in 0..7 {
            let account = make_account(&tx, &format!("A{number}")).await.id;
            let month = number % 3 + 1;
            subscription::create(&tx, of(account, &format!("2025-0{month}-01"), 1200)).await.unwrap();
            expected.push(account);
        }
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let filter = MrrMovementFilter { limit: Some(3), cursor, ..Default::default() };
            let page = mrr::list(&tx, &filter).await.unwrap();
            assert_eq!(page.total, 7);
            seen.extend(page.data.iter().map(|it| (it.occurred_on, it.account_id)));
            cursor = page.next_cursor;
            if cursor.is_none() { break }
        }
        assert!(seen.windows(2).all(|pair| pair[0] > pair[1]), "latest first, none twice");
        let mut accounts: Vec<_> = seen.into_iter().map(|it| it.1).collect();
        accounts.sort();
        assert_eq!(accounts, expected);
        tx.commit().await.unwrap();
        let other = db.workspace("b").await;
        let tx = other.read().await;
        assert_eq!(mrr::list(&tx, &MrrMovementFilter::default()).await.unwrap().total, 0);
        assert!(mrr::summary(&tx, &MrrSummaryQuery::default()).await.unwrap().currencies.is_empty());
        let forged = MrrMovementFilter { cursor: Some("yesterday".into()), ..Default::default() };
        assert_eq!(fields(mrr::list(&tx, &forged).await.unwrap_err()), [pair("/cursor", "invalid_token")]);
        let reversed = MrrSummaryQuery { from_on: Some(day("2026-03-01")), to_on: Some(day("2026-01-01")), period: None };
        assert_eq!(fields(mrr::summary(&tx, &reversed).await.unwrap_err()), [pair("/from_on", "too_late")]);
        let long = MrrSummaryQuery { from_on: Some(day("1999-01-01")), ..Default::default() };
        assert_eq!(fields(mrr::summary(&tx, &long).await.unwrap_err()), [pair("/from_on", "too_many")]);
    }
}
