use crate::house::{all, event, list, send, statuses};
use activity::{
    EventStatus::{Accepted, Rejected},
    event::EventFilter,
};
use customers::{
    account::{self, NewAccount},
    person::{self, NewPerson},
};
use kernel::ids::{AccountId, PersonId};
use serde_json::json;
use testing::{TestWorkspace, on_both_databases};

async fn somebody(workspace: &TestWorkspace) -> (PersonId, AccountId) {
    let tx = workspace.write().await;
    let person = NewPerson {
        name: "张伟".into(),
        external_id: Some("user-1".into()),
        ..NewPerson::default()
    };
    let account = NewAccount {
        name: "悦享美容".into(),
        external_id: Some("shop-1".into()),
        ..NewAccount::default()
    };
    let ids = (
        person::create(&tx, person).await.unwrap().id,
        account::create(&tx, account).await.unwrap().id,
    );
    tx.commit().await.unwrap();
    ids
}

on_both_databases! {
    async fn an_event_finds_its_person_and_account_by_either_id(db: TestDb) {
        let workspace = db.workspace("a").await;
        let (person, account) = somebody(&workspace).await;
        send(&workspace, vec![
            event("m1", json!({ "person_external_id": "user-1", "account_external_id": "shop-1" })),
            event("m2", json!({ "person_id": person, "account_id": account })),
            event("m3", json!({ "person_external_id": "user-2" })),
        ]).await;
        let filter = EventFilter { person_id: Some(person), ..EventFilter::default() };
        let theirs: Vec<_> = list(&workspace, filter).await.into_iter().map(|e| e.message_id).collect();
        assert_eq!(theirs, ["m2", "m1"]);
        let filter = EventFilter { account_id: Some(account), ..EventFilter::default() };
        assert_eq!(list(&workspace, filter).await.len(), 2);
        let by_external_id = all(&workspace).await.remove(2);
        assert_eq!(by_external_id.person_external_id.as_deref(), Some("user-1"), "it is kept as sent");
    }

    async fn an_external_id_that_nobody_has_stays_on_the_event_and_creates_nobody(db: TestDb) {
        let workspace = db.workspace("a").await;
        send(&workspace, vec![event("m1", json!({ "person_external_id": "user-1", "account_external_id": "shop-1" }))]).await;
        let stored = all(&workspace).await.remove(0);
        assert_eq!((stored.person_external_id.as_deref(), stored.person_id), (Some("user-1"), None));
        assert_eq!((stored.account_external_id.as_deref(), stored.account_id), (Some("shop-1"), None));
        let tx = workspace.read().await;
        let people = tx.find::<customers::entity::person::Entity>();
        assert!(sea_orm::SelectExt::exists(people, &tx.db).await.is_ok_and(|exists| !exists));
    }

    async fn one_of_our_ids_that_is_of_nobody_here_rejects_the_event_alone(db: TestDb) {
        let (ours, theirs) = (db.workspace("a").await, db.workspace("b").await);
        let (person, account) = somebody(&theirs).await;
        let result = send(&ours, vec![
            event("m1", json!({ "person_id": person, "account_id": account })),
            event("m1", json!({ "person_external_id": "user-1" })),
        ]).await;
        assert_eq!(statuses(&result), [Rejected, Accepted], "the wrong one doesn't use the id up");
        let pointers: Vec<_> = result.results[0].errors.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(pointers, ["/events/0/person_id", "/events/0/account_id"]);
        assert_eq!(all(&ours).await[0].person_id, None, "another workspace's people are not found");
    }
}
