use crate::support::{
    account as make_account, code, fields, pair, person as make_person, subscription as subscribe,
};
use customers::{
    account::{self, AccountField, AccountPatch, MergeAccounts, NewAccount},
    affiliation::{self, AffiliationInput, NewAffiliation},
    entity,
    note::{self, NewNote},
    order::{self, NewOrder, OrderKind},
    person::{self, MergePeople, NewPerson},
    task::{self, NewTask},
};
use kernel::{WorkspaceScoped, WorkspaceTx, ids::AccountId, patch::Patch};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use testing::on_both_databases;

/// All rows of a table of the workspace, without what every write changes.
async fn rows<E: WorkspaceScoped>(tx: &WorkspaceTx, id: E::Column) -> Vec<String>
where
    <E as EntityTrait>::Model: std::fmt::Debug,
{
    let rows = tx.find::<E>().order_by_asc(id).all(&tx.db).await.unwrap();
    let text = |row: &E::Model| {
        let text = format!("{row:?}");
        let mut kept = Vec::new();
        for part in text.split(", ") {
            if !part.starts_with("version:") && !part.starts_with("updated_at:") {
                kept.push(part.trim_end_matches(" }").to_owned());
            }
        }
        kept.join(", ")
    };
    rows.iter().map(text).collect()
}

async fn everything(tx: &WorkspaceTx) -> Vec<Vec<String>> {
    vec![
        rows::<entity::account::Entity>(tx, entity::account::Column::Id).await,
        rows::<entity::person::Entity>(tx, entity::person::Column::Id).await,
        rows::<entity::affiliation::Entity>(tx, entity::affiliation::Column::Id).await,
        rows::<entity::subscription::Entity>(tx, entity::subscription::Column::Id).await,
        rows::<entity::customer_order::Entity>(tx, entity::customer_order::Column::Id).await,
        rows::<entity::task::Entity>(tx, entity::task::Column::Id).await,
        rows::<entity::note::Entity>(tx, entity::note::Column::Id).await,
    ]
}

/// Two entries of one company, each with people, a subscription, an order, a task and a note.
async fn two_of_one(tx: &WorkspaceTx) -> (AccountId, AccountId) {
    let winner = account::create(
        tx,
        NewAccount {
            name: "悦享美容".into(), tags: vec!["vip".into()], ..NewAccount::default()
        },
    )
    .await
    .unwrap()
    .id;
    let loser = account::create(
        tx,
        NewAccount {
            name: "上海悦享美容有限公司".into(),
            external_id: Some("shop-1".into()),
            tags: vec!["连锁".into()],
            phone: Some("13800001234".into()),
            city: Some("上海".into()),
            ..NewAccount::default()
        },
    )
    .await
    .unwrap()
    .id;
    let both = make_person(tx, "Li").await.id;
    let only = make_person(tx, "Wang").await.id;
    let primary = || AffiliationInput { is_primary: true, ..AffiliationInput::default() };
    affiliation::put(tx, winner, both, primary()).await.unwrap();
    affiliation::put(tx, loser, both, AffiliationInput::default()).await.unwrap();
    affiliation::put(tx, loser, only, primary()).await.unwrap();
    subscribe(tx, loser, 120_000).await;
    let order = NewOrder {
        account_id: loser,
        kind: OrderKind::Annual,
        amount: crate::support::yuan(1),
        plan_id: None,
        subscription_id: None,
        external_id: None,
        ordered_on: None,
        note: None,
    };
    order::create(tx, order).await.unwrap();
    let task = NewTask {
        title: "Call".into(),
        description: None,
        subject_id: loser.into(),
        owner_id: Patch::Absent,
        due_at: None,
        priority: None,
    };
    task::create(tx, task).await.unwrap();
    note::create(tx, NewNote { subject_id: loser.into(), body: "x".into(), pinned: false })
        .await
        .unwrap();
    (winner, loser)
}

fn losers(ids: &[AccountId]) -> MergeAccounts {
    MergeAccounts { loser_ids: ids.to_vec(), ..MergeAccounts::default() }
}

on_both_databases! {
    async fn a_merged_account_has_all_that_both_had_and_an_undo_restores_both_exactly(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let (winner, loser) = two_of_one(&tx).await;
        let before = everything(&tx).await;
        let merged = account::merge(&tx, winner, losers(&[loser])).await.unwrap();
        let seen = account::get(&tx, winner).await.unwrap();
        assert_eq!(seen.name, "悦享美容");
        assert_eq!((seen.external_id.as_deref(), seen.city.as_deref()), (Some("shop-1"), Some("上海")));
        assert_eq!((seen.tags.as_slice(), seen.people_count), (&["vip".to_owned(), "连锁".to_owned()][..], 2));
        assert_eq!(seen.standing.mrr, Some(crate::support::yuan(10_000)));
        let people = affiliation::of_account(&tx, winner).await.unwrap();
        assert_eq!(people.iter().filter(|it| it.is_primary).count(), 1);
        let gone = account::get(&tx, loser).await.unwrap();
        assert_eq!((gone.merged_into_id, gone.archived_at.is_some()), (Some(winner), true));
        assert_eq!(code(account::unarchive(&tx, loser).await), "wrong_state");

        account::undo_merge(&tx, merged.merge_id).await.unwrap();
        assert_eq!(everything(&tx).await, before);
        assert_eq!(code(account::undo_merge(&tx, merged.merge_id).await), "wrong_state");
    }

    async fn an_undo_keeps_what_was_changed_since_the_merge(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let (winner, loser) = two_of_one(&tx).await;
        let chosen = MergeAccounts { field_choices: [(AccountField::Name, loser)].into(), ..losers(&[loser]) };
        let merged = account::merge(&tx, winner, chosen).await.unwrap();
        assert_eq!(merged.account.name, "上海悦享美容有限公司");
        let patch = AccountPatch { city: Patch::Value("北京".into()), ..AccountPatch::default() };
        account::update(&tx, winner, patch).await.unwrap();
        let seen = account::undo_merge(&tx, merged.merge_id).await.unwrap();
        assert_eq!((seen.name.as_str(), seen.city.as_deref(), seen.phone), ("悦享美容", Some("北京"), None));
    }

    async fn an_account_is_not_merged_into_itself_into_strangers_or_twice(db: TestDb) {
        let (w, other) = (db.workspace("a").await, db.workspace("b").await);
        let tx = other.write().await;
        let foreign = make_account(&tx, "X").await.id;
        tx.commit().await.unwrap();
        let tx = w.write().await;
        let (a, b) = (make_account(&tx, "A").await.id, make_account(&tx, "B").await.id);
        let wrong = MergeAccounts { loser_ids: vec![a, foreign, b, b], field_choices: [(AccountField::City, foreign)].into() };
        assert_eq!(fields(account::merge(&tx, a, wrong).await.unwrap_err()), [
            pair("/field_choices/city", "not_found"), pair("/loser_ids/0", "not_allowed"),
            pair("/loser_ids/1", "not_found"), pair("/loser_ids/3", "not_allowed"),
        ]);
        account::merge(&tx, a, losers(&[b])).await.unwrap();
        assert_eq!(fields(account::merge(&tx, a, losers(&[b])).await.unwrap_err()), [pair("/loser_ids/0", "not_found")]);
        assert_eq!(code(account::merge(&tx, b, losers(&[a])).await), "wrong_state");
    }

    async fn later_merges_are_undone_before_earlier_ones(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let (a, b, c) = (make_account(&tx, "A").await.id, make_account(&tx, "B").await.id, make_account(&tx, "C").await.id);
        let first = account::merge(&tx, a, losers(&[b])).await.unwrap().merge_id;
        tx.commit().await.unwrap();
        db.clock.advance(chrono::TimeDelta::seconds(1));
        let tx = w.write().await;
        let second = account::merge(&tx, c, losers(&[a])).await.unwrap().merge_id;
        assert_eq!(code(account::undo_merge(&tx, first).await), "wrong_state");
        account::undo_merge(&tx, second).await.unwrap();
        account::undo_merge(&tx, first).await.unwrap();
        assert_eq!(account::get(&tx, b).await.unwrap().merged_into_id, None);
    }

    async fn merged_people_are_one_in_every_account_and_an_undo_restores_them_exactly(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let (a, b) = (make_account(&tx, "A").await.id, make_account(&tx, "B").await.id);
        let link = |account_id| NewAffiliation {
            account_id, role: None, title: None, concern: None, say: None, is_primary: false,
        };
        let winner = person::create(&tx, NewPerson { name: "李娜".into(), accounts: vec![link(a)].into(), ..NewPerson::default() }).await.unwrap().id;
        let loser = person::create(&tx, NewPerson {
            name: "Li Na".into(), external_id: Some("u1".into()), email: Some("li@a.cn".into()),
            accounts: vec![link(a), link(b)].into(), ..NewPerson::default()
        }).await.unwrap().id;
        note::create(&tx, NewNote { subject_id: loser.into(), body: "x".into(), pinned: false }).await.unwrap();
        let before = everything(&tx).await;
        let input = MergePeople { loser_ids: vec![loser], ..MergePeople::default() };
        let merged = person::merge(&tx, winner, input).await.unwrap();
        assert_eq!((merged.person.email.as_deref(), merged.person.accounts.len()), (Some("li@a.cn"), 2));
        assert_eq!(account::get(&tx, a).await.unwrap().people_count, 1);
        let found = json!(person::find_same(&tx, None, Some(&"li@a.cn".parse().unwrap())).await.unwrap());
        assert_eq!(found, Value::from(winner.to_string()));
        person::undo_merge(&tx, merged.merge_id).await.unwrap();
        assert_eq!(everything(&tx).await, before);
    }
}
