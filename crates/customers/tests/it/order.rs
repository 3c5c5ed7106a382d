use crate::support::{account, code, day, fields, pair, subscription, yuan};
use customers::order::{self, NewOrder, OrderFilter, OrderKind, VoidOrder};
use jobs::event;
use kernel::{WorkspaceTx, ids::AccountId, page::PageRequest};
use std::sync::{Arc, Mutex};
use testing::on_both_databases;

fn new(account_id: AccountId, kind: OrderKind, fen: i64) -> NewOrder {
    NewOrder {
        account_id,
        kind,
        amount: yuan(fen),
        plan_id: None,
        subscription_id: None,
        external_id: None,
        ordered_on: None,
        note: None,
    }
}

fn reason(text: &str) -> VoidOrder {
    VoidOrder { reason: text.into() }
}

on_both_databases! {
    async fn the_ledger_sums_what_was_paid_less_what_was_given_back_and_leaves_void_orders_out(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "A").await.id;
        assert!(order::totals(&tx, a).await.unwrap().is_empty());
        for (kind, fen) in [(OrderKind::Opening, 800_000), (OrderKind::Annual, 500_000), (OrderKind::Refund, 100_001)] {
            order::create(&tx, new(a, kind, fen)).await.unwrap();
        }
        let wrong = order::create(&tx, new(a, OrderKind::Annual, 9)).await.unwrap();
        let void = order::void(&tx, wrong.id, reason("entered twice")).await.unwrap();
        assert_eq!((void.amount, void.effect), (yuan(9), yuan(0)));
        assert_eq!(code(order::void(&tx, wrong.id, reason("again")).await), "wrong_state");
        let totals = order::totals(&tx, a).await.unwrap();
        assert_eq!((totals.len(), totals[0].received, totals[0].orders), (1, yuan(1_199_999), 3));
        let filter = OrderFilter { voided: Some(true), ..OrderFilter::default() };
        let listed = order::list(&tx, &filter, &PageRequest::default()).await.unwrap().data;
        assert_eq!((listed.len(), listed[0].void_reason.as_deref()), (1, Some("entered twice")));
        let told = event::about(&tx, a.into(), None, 20).await.unwrap();
        assert_eq!(told.iter().filter(|it| it.event_type.starts_with("order.")).count(), 5);
    }

    async fn a_list_names_its_accounts_in_as_many_queries_for_a_hundred_as_for_two(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        for at in 0..100 {
            let account = account(&tx, &format!("A{at}")).await.id;
            order::create(&tx, new(account, OrderKind::Annual, 1)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let seen: Arc<Mutex<usize>> = Arc::default();
        let (mut recorded, record) = (db.db.clone(), seen.clone());
        recorded.readers.set_metric_callback(move |_| *record.lock().unwrap() += 1);
        let filter: OrderFilter = serde_json::from_value(serde_json::json!({ "include": "account" })).unwrap();
        let mut costs = Vec::new();
        for limit in [2, 100] {
            let tx = WorkspaceTx::read(&recorded, w.caller()).await.unwrap();
            *seen.lock().unwrap() = 0;
            let page = PageRequest { limit: Some(limit), ..PageRequest::default() };
            let listed = order::list(&tx, &filter, &page).await.unwrap().data;
            let named = listed.iter().filter(|it| it.account.as_ref().is_some_and(|account| account.name.is_some()));
            assert_eq!(named.count(), usize::try_from(limit).unwrap());
            costs.push(*seen.lock().unwrap());
        }
        assert_eq!(costs, [2, 2]);
    }

    async fn an_order_is_dated_by_the_workspaces_day_and_its_references_must_be_its_accounts(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let (a, b) = (account(&tx, "A").await.id, account(&tx, "B").await.id);
        let of_b = subscription(&tx, b, 12_000).await.id;
        // One in the morning in UTC is nine in Shanghai.
        assert_eq!(order::create(&tx, new(a, OrderKind::Annual, 1)).await.unwrap().ordered_on, day("2026-03-02"));
        let wrong = NewOrder { subscription_id: Some(of_b), plan_id: Some(tx.new_id()), ..new(a, OrderKind::Annual, -1) };
        assert_eq!(fields(order::create(&tx, wrong).await.unwrap_err()), [
            pair("/amount/amount", "too_small"), pair("/plan_id", "not_found"), pair("/subscription_id", "not_found"),
        ]);
        let own = NewOrder { subscription_id: Some(of_b), ..new(b, OrderKind::Annual, 1) };
        assert!(order::create(&tx, own).await.is_ok());
    }
}
