use crate::house::{new_endpoint, register};
use jobs::{event, event::EventFilter};
use kernel::{Error, Grant, locale::Locale, page::PageRequest, patch::Patch};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use serde_json::json;
use testing::on_both_databases;
use webhooks::{
    Reach,
    endpoint::{self, WebhookEndpointPatch},
    entity,
};

fn told(err: Error) -> Vec<(String, String)> {
    let Error::Refused { fields, .. } = err else { panic!("{err}") };
    fields.into_iter().map(|f| (f.pointer, f.code.into_owned())).collect()
}

on_both_databases! {
    async fn only_https_to_the_internet_can_be_registered_and_all_mistakes_are_told_at_once(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        for (url, code) in [
            ("http://hooks.example.cn/", "invalid_format"),
            ("ftp://hooks.example.cn/", "invalid_format"),
            ("hooks.example.cn", "invalid_url"),
            ("https://user:password@hooks.example.cn/", "invalid_url"),
            ("https://127.0.0.1/", "private_address"),
            ("https://[::ffff:10.0.0.1]/", "private_address"),
            ("https://0x7f000001/", "private_address"),
            ("https://localhost:9000/", "private_address"),
            ("", "too_short"),
        ] {
            let mut input = new_endpoint(url, &["lead.created", "api_key.created"]);
            input.description = Some("d".repeat(201));
            let refused = endpoint::create(&tx, Reach::Public, input).await.unwrap_err();
            let mut expected = [("/description", "too_long"), ("/event_types/1", "unknown_value"), ("/url", code)];
            let mut told = told(refused);
            told.sort();
            expected.sort_unstable();
            assert_eq!(told, expected.map(|(p, c)| (p.to_owned(), c.to_owned())), "{url}");
        }
        let public = new_endpoint("https://hooks.example.cn/", &["lead.created", "lead.created"]);
        let created = endpoint::create(&tx, Reach::Public, public).await.unwrap();
        assert_eq!(created.endpoint.event_types, ["lead.created"]);
    }

    async fn the_secret_is_stored_unreadable_and_looking_at_it_leaves_a_trace(db: TestDb) {
        let workspace = db.workspace("a").await;
        let created = register(&workspace, "http://127.0.0.1:1/", &[]).await;
        let tx = workspace.write().await;
        let row = tx.find::<entity::endpoint::Entity>().one(&tx.db).await.unwrap().unwrap();
        let clear = created.secret.strip_prefix("whsec_").unwrap();
        assert!(!row.secret.contains(clear));
        let seen = endpoint::reveal_secret(&tx, created.endpoint.id).await.unwrap();
        assert_eq!(seen.secret, created.secret);
        let filter = EventFilter { subject_id: Some(created.endpoint.id.into()), ..EventFilter::default() };
        let trail = event::list(&tx, &filter, &PageRequest::default()).await.unwrap().data;
        assert!(trail.iter().any(|entry| entry.event_type == "webhook_endpoint.secret_revealed"));
        assert!(!format!("{trail:?}").contains(clear));
    }

    async fn a_patch_changes_what_it_names_and_nothing_else(db: TestDb) {
        let workspace = db.workspace("a").await;
        let before = register(&workspace, "http://127.0.0.1:1/", &["lead.created"]).await.endpoint;
        let tx = workspace.write().await;
        let patch = WebhookEndpointPatch { description: Patch::Value("CRM".into()), enabled: Patch::Value(false), ..Default::default() };
        let after = endpoint::update(&tx, Reach::Anywhere, before.id, patch).await.unwrap();
        assert_eq!((after.description.as_deref(), after.enabled, after.version), (Some("CRM"), false, 2));
        assert_eq!((after.url, after.event_types), (before.url, before.event_types));

        let patch: WebhookEndpointPatch = serde_json::from_value(json!({ "url": null, "enabled": null, "event_types": ["x"] })).unwrap();
        let refused = endpoint::update(&tx, Reach::Anywhere, before.id, patch).await.unwrap_err();
        let mut pointers: Vec<_> = told(refused).into_iter().map(|(pointer, _)| pointer).collect();
        pointers.sort();
        assert_eq!(pointers, ["/enabled", "/event_types/0", "/url"]);

        let again = WebhookEndpointPatch { enabled: Patch::Value(true), description: Patch::Null, ..Default::default() };
        let after = endpoint::update(&tx, Reach::Anywhere, before.id, again).await.unwrap();
        assert_eq!((after.description, after.enabled), (None, true));
    }

    async fn another_workspace_sees_and_changes_nothing(db: TestDb) {
        let (ours, theirs) = (db.workspace("a").await, db.workspace("b").await);
        let id = register(&ours, "http://127.0.0.1:1/", &[]).await.endpoint.id;
        let tx = theirs.write().await;
        let refusals = [
            endpoint::get(&tx, id).await.err(),
            endpoint::update(&tx, Reach::Anywhere, id, WebhookEndpointPatch::default()).await.err(),
            endpoint::delete(&tx, id).await.err(),
            endpoint::rotate_secret(&tx, id).await.err(),
            endpoint::reveal_secret(&tx, id).await.err(),
            webhooks::delivery::send_test(&tx, id).await.err(),
        ];
        for refusal in refusals {
            assert_eq!(refusal.unwrap().code().as_str(), "not_found");
        }
        assert!(endpoint::list(&tx, &PageRequest::default()).await.unwrap().data.is_empty());
    }

    async fn each_action_needs_its_grant(db: TestDb) {
        let workspace = db.workspace("a").await;
        let id = register(&workspace, "http://127.0.0.1:1/", &[]).await.endpoint.id;
        let reader = workspace.write_with([Grant::WebhooksRead]).await;
        endpoint::get(&reader, id).await.unwrap();
        for refusal in [
            endpoint::create(&reader, Reach::Anywhere, new_endpoint("http://a.cn", &[])).await.err(),
            endpoint::delete(&reader, id).await.err(),
            endpoint::reveal_secret(&reader, id).await.err(),
            webhooks::delivery::send_test(&reader, id).await.err(),
        ] {
            assert_eq!(refusal.unwrap().code().as_str(), "missing_grant");
        }
        drop(reader);
        let nobody = workspace.write_with([]).await;
        assert!(endpoint::get(&nobody, id).await.is_err() && webhooks::event_type::list(&nobody, Locale::En).is_err());
    }

    async fn a_deleted_endpoint_takes_its_log_with_it(db: TestDb) {
        let workspace = db.workspace("a").await;
        let id = register(&workspace, "http://127.0.0.1:1/", &[]).await.endpoint.id;
        let tx = workspace.write().await;
        webhooks::delivery::send_test(&tx, id).await.unwrap();
        endpoint::delete(&tx, id).await.unwrap();
        let left = tx.find::<entity::delivery::Entity>().filter(entity::delivery::Column::EndpointId.eq(id));
        assert!(left.one(&tx.db).await.unwrap().is_none());
        tx.commit().await.unwrap();
        crate::house::worker(&db).run_due().await.unwrap();
    }
}

#[test]
fn the_list_of_event_types_shows_a_message_of_each_and_no_internal_one() {
    let listed = webhooks::event_type::catalogue(Locale::En);
    assert!(listed.iter().any(|info| info.event_type == "lead.created"));
    assert!(!listed.iter().any(|info| info.event_type.starts_with("api_key.")));
    let lead = listed.iter().find(|info| info.event_type == "lead.created").unwrap();
    assert_eq!(lead.description, "A lead came in or was entered.");
    assert_eq!(lead.example.data["lead_id"], "lead_01h455vb4pex5vsknk084sn02q");
}
