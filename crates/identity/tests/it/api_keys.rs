use crate::people::{code, fields};
use chrono::TimeDelta;
use identity::{
    Credential,
    api_key::{self, ApiKeyFilter, ApiKeyKind, ApiKeyWithSecret, NewApiKey, RotateApiKey},
    authenticate,
};
use kernel::{Actor, Code, Grant, ids::ApiKeyId, page::PageRequest};
use testing::{TestWorkspace, on_both_databases};

fn new_key(kind: ApiKeyKind, grants: &[Grant]) -> NewApiKey {
    NewApiKey {
        name: "Website".into(),
        kind,
        grants: grants.into(),
        origins: Vec::new(),
        expires_at: None,
    }
}

async fn create(workspace: &TestWorkspace, input: NewApiKey) -> ApiKeyWithSecret {
    let tx = workspace.write().await;
    let key = api_key::create(&tx, input).await.unwrap();
    tx.commit().await.unwrap();
    key
}

async fn revoke(workspace: &TestWorkspace, id: ApiKeyId) {
    let tx = workspace.write().await;
    api_key::revoke(&tx, id).await.unwrap();
    tx.commit().await.unwrap();
}

on_both_databases! {
    async fn a_key_opens_its_workspace_with_its_grants_and_no_more(db: TestDb) {
        let (a, b) = (db.workspace("a").await, db.workspace("b").await);
        let key = create(&a, new_key(ApiKeyKind::Secret, &[Grant::LeadsRead, Grant::LeadsRead])).await;
        assert!(key.secret.starts_with("sk_"));
        assert_eq!(key.key.grants, [Grant::LeadsRead]);
        let known = authenticate(&db.db, &key.secret, "r").await.unwrap();
        assert_eq!((known.caller.workspace, known.caller.actor), (a.id, Actor::ApiKey(key.key.id)));
        assert_eq!(known.caller.grants.iter().collect::<Vec<_>>(), [Grant::LeadsRead]);
        assert_eq!(known.credential, Credential::SecretKey(key.key.id));
        let elsewhere = b.read().await;
        assert_eq!(code(api_key::get(&elsewhere, key.key.id).await), Code::NotFound);
    }

    async fn only_a_hash_of_the_secret_is_stored(db: TestDb) {
        use identity::entity::api_key::Entity;
        let workspace = db.workspace("a").await;
        let key = create(&workspace, new_key(ApiKeyKind::Secret, &[Grant::LeadsRead])).await;
        let tx = workspace.read().await;
        let row = format!("{:?}", tx.find::<Entity>().one(&tx.db).await.unwrap().unwrap());
        assert!(!row.contains(&key.secret[3..20]), "{row}");
        assert!(!format!("{key:?}").contains(&key.secret[3..20]));
    }

    async fn a_key_that_expired_or_was_revoked_is_refused_at_once(db: TestDb) {
        let workspace = db.workspace("a").await;
        let expires_at = Some(db.db.clock.now() + TimeDelta::hours(1));
        let short = create(&workspace, NewApiKey { expires_at, ..new_key(ApiKeyKind::Secret, &[Grant::LeadsRead]) }).await;
        let revoked = create(&workspace, new_key(ApiKeyKind::Secret, &[Grant::LeadsRead])).await;
        for key in [&short, &revoked] {
            authenticate(&db.db, &key.secret, "r").await.unwrap();
        }
        revoke(&workspace, revoked.key.id).await;
        db.clock.advance(TimeDelta::hours(1));
        for key in [&short, &revoked] {
            assert_eq!(code(authenticate(&db.db, &key.secret, "r").await), Code::Unauthenticated);
        }
        let tx = workspace.write().await;
        assert_eq!(code(api_key::revoke(&tx, revoked.key.id).await), Code::WrongState);
        let states: Vec<_> = api_key::list(&tx, &ApiKeyFilter::default(), &PageRequest::default()).await.unwrap().data
            .iter().map(|key| key.state.as_str()).collect();
        assert!(states.contains(&"expired") && states.contains(&"revoked"), "{states:?}");
    }

    async fn a_key_never_gets_more_than_its_creator_has(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write_with([Grant::KeysWrite, Grant::LeadsRead]).await;
        let input = new_key(ApiKeyKind::Secret, &[Grant::LeadsRead, Grant::LeadsWrite, Grant::MembersWrite]);
        assert_eq!(fields(api_key::create(&tx, input).await), ["/grants/1 not_allowed", "/grants/2 not_allowed"]);
        drop(tx);
        let all = create(&workspace, new_key(ApiKeyKind::Secret, &[Grant::MembersWrite])).await;
        let tx = workspace.write_with([Grant::KeysWrite, Grant::LeadsRead]).await;
        let rotated = api_key::rotate(&tx, all.key.id, RotateApiKey::default()).await;
        assert_eq!(code(rotated), Code::MissingGrant);
    }

    async fn a_publishable_key_sends_events_from_its_origins_and_nothing_else(db: TestDb) {
        let workspace = db.workspace("a").await;
        let mut input = new_key(ApiKeyKind::Publishable, &[Grant::EventsWrite]);
        input.origins = vec!["https://WWW.example.cn/".into()];
        let key = create(&workspace, input.clone()).await;
        let known = authenticate(&db.db, &key.secret, "r").await.unwrap();
        let origins = vec!["https://www.example.cn".to_owned()];
        assert_eq!(known.credential, Credential::PublishableKey { key: key.key.id, origins });
        let tx = workspace.write().await;
        input.grants = vec![Grant::EventsWrite, Grant::EventsRead];
        input.origins = vec!["example.cn".into()];
        input.name = String::new();
        input.expires_at = Some(tx.now());
        assert_eq!(
            fields(api_key::create(&tx, input).await),
            ["/expires_at in_the_past", "/grants/1 not_allowed", "/name too_short", "/origins/0 invalid_format"]
        );
    }

    async fn after_a_rotation_both_secrets_work_until_the_overlap_ends(db: TestDb) {
        let workspace = db.workspace("a").await;
        let old = create(&workspace, new_key(ApiKeyKind::Secret, &[Grant::LeadsRead])).await;
        let tx = workspace.write().await;
        let new = api_key::rotate(&tx, old.key.id, RotateApiKey { overlap_seconds: 3600 }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(new.key.id, old.key.id);
        for secret in [&old.secret, &new.secret] {
            authenticate(&db.db, secret, "r").await.unwrap();
        }
        db.clock.advance(TimeDelta::seconds(3600));
        assert_eq!(code(authenticate(&db.db, &old.secret, "r").await), Code::Unauthenticated);
        authenticate(&db.db, &new.secret, "r").await.unwrap();
        revoke(&workspace, new.key.id).await;
        assert_eq!(code(authenticate(&db.db, &new.secret, "r").await), Code::Unauthenticated);
    }

    async fn the_last_use_is_noted_beside_the_request(db: TestDb) {
        let workspace = db.workspace("a").await;
        let key = create(&workspace, new_key(ApiKeyKind::Secret, &[Grant::LeadsRead])).await;
        let mut noted = None;
        for _ in 0..200 {
            authenticate(&db.db, &key.secret, "r").await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            noted = api_key::get(&workspace.read().await, key.key.id).await.unwrap().last_used_at;
            if noted.is_some() {
                break;
            }
        }
        assert_eq!(noted, Some(db.db.clock.now()));
    }

    async fn what_looks_like_a_key_but_is_none_is_refused(db: TestDb) {
        for text in ["sk_", "pk_x", "sk_4fGh0kLmN2pQr7sTuV9wXyZaBcDeFgHiJkLm0A", "sk_' OR 1=1 --"] {
            assert_eq!(code(authenticate(&db.db, text, "r").await), Code::Unauthenticated, "{text}");
        }
    }
}
