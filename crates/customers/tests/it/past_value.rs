use crate::support::{account, subscription};
use chrono::TimeDelta;
use customers::{
    account::{self, AccountPatch, AccountsAssignment, MergeAccounts},
    attribute::{self, AttributeObject},
    past_value,
};
use kernel::{WorkspaceTx, ids::AccountId, patch::Patch};
use serde_json::{Value, json};
use testing::on_both_databases;

/// What a field of accounts held, with the minutes since the start of the test until which it did.
async fn past(
    tx: &WorkspaceTx,
    field: &str,
    since: chrono::DateTime<chrono::Utc>,
) -> Vec<(AccountId, Value, i64)> {
    let past = past_value::of_field(tx, AttributeObject::Account, field).await.unwrap();
    past.into_iter()
        .map(|it| (AccountId::from_uuid(it.subject), it.value, (it.until - since).num_minutes()))
        .collect()
}

fn industry(name: &str) -> AccountPatch {
    AccountPatch { industry: Patch::Value(name.to_owned()), ..AccountPatch::default() }
}

on_both_databases! {
    async fn what_a_field_held_is_kept_with_the_instant_at_which_it_was_replaced(db: TestDb) {
        let w = db.workspace("a").await;
        let start = kernel::Clock::now(&*db.clock);
        let tx = w.write().await;
        let tiers = json!({ "object": "account", "key": "tier", "label": "Tier", "type": "text" });
        attribute::create(&tx, serde_json::from_value(tiers).unwrap()).await.unwrap();
        let id = account(&tx, "悦享").await.id;
        // Entered at this very instant: the name without an industry never held.
        account::update(&tx, id, industry("餐饮")).await.unwrap();
        tx.commit().await.unwrap();
        for (minutes, patch) in [
            (10, industry("零售")),
            (20, AccountPatch { attributes: json!({ "tier": "A" }).as_object().unwrap().clone(), ..AccountPatch::default() }),
            (30, AccountPatch { industry: Patch::Null, ..AccountPatch::default() }),
            (40, AccountPatch { attributes: json!({ "tier": "B" }).as_object().unwrap().clone(), ..AccountPatch::default() }),
        ] {
            db.clock.set(start + TimeDelta::minutes(minutes));
            let tx = w.write().await;
            account::update(&tx, id, patch).await.unwrap();
            tx.commit().await.unwrap();
        }
        let tx = w.read().await;
        assert_eq!(past(&tx, "industry", start).await, [(id, json!("餐饮"), 10), (id, json!("零售"), 30)]);
        assert_eq!(past(&tx, "attributes.tier", start).await, [(id, Value::Null, 20), (id, json!("A"), 40)]);
        assert_eq!(past(&db.workspace("b").await.read().await, "industry", start).await, []);
    }

    async fn every_way_to_change_a_field_keeps_what_it_held(db: TestDb) {
        let w = db.workspace("a").await;
        let start = kernel::Clock::now(&*db.clock);
        let tx = w.write().await;
        let (first, second) = (account(&tx, "一店").await.id, account(&tx, "二店").await.id);
        account::update(&tx, second, industry("餐饮")).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.advance(TimeDelta::minutes(1));
        let tx = w.write().await;
        let assignment = AccountsAssignment { account_ids: vec![first], owner_id: Some(w.owner) };
        account::bulk_assign(&tx, assignment).await.unwrap();
        subscription(&tx, first, 120_000).await;
        tx.commit().await.unwrap();
        db.clock.advance(TimeDelta::minutes(1));
        let tx = w.write().await;
        let losers = MergeAccounts { loser_ids: vec![second], ..MergeAccounts::default() };
        let merge = account::merge(&tx, first, losers).await.unwrap().merge_id;
        tx.commit().await.unwrap();
        db.clock.advance(TimeDelta::minutes(1));
        let tx = w.write().await;
        account::undo_merge(&tx, merge).await.unwrap();
        tx.commit().await.unwrap();
        let tx = w.read().await;
        assert_eq!(past(&tx, "owner_id", start).await, [(first, Value::Null, 1)]);
        assert_eq!(past(&tx, "lifecycle_stage", start).await, [(first, json!("evaluate"), 1)]);
        assert_eq!(past(&tx, "industry", start).await, [(first, Value::Null, 2), (first, json!("餐饮"), 3)]);
    }
}
