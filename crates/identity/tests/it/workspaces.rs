use crate::people::{PASSWORD, code, fields, laptop, owner, sign_in, sign_in_input};
use identity::{
    Credential, Password,
    account::{ChangePassword, MePatch, change_password, update_me},
    audit::{self, AuditFilter},
    authenticate,
    saved_view::{self, NewSavedView, SavedViewFilter, SavedViewPatch, ViewedList},
    workspace::{self, WorkspacePatch},
};
use jobs::{Subscriber, entity::domain_event};
use kernel::{
    Actor, Caller, Code, Error, Grant, SystemTx, WorkspaceTx, ids::MemberId, page::PageRequest,
};
use serde_json::json;
use std::sync::{Arc, Mutex};
use testing::{TestDb, TestWorkspace, on_both_databases};

struct Listens(Arc<Mutex<Vec<String>>>);

#[async_trait::async_trait]
impl Subscriber for Listens {
    async fn on_events(&self, _: &SystemTx, events: &[domain_event::Model]) -> Result<(), Error> {
        self.0.lock().unwrap().extend(events.iter().map(|event| event.event_type.clone()));
        Ok(())
    }
}

fn view(name: &str, shared: bool) -> NewSavedView {
    NewSavedView {
        list: ViewedList::Leads,
        name: name.into(),
        shared,
        params: serde_json::Map::new(),
    }
}

async fn acting(
    db: &TestDb,
    workspace: &TestWorkspace,
    member: MemberId,
    grants: &[Grant],
) -> WorkspaceTx {
    let actor = Actor::Member { member, operator: workspace.operator };
    let caller = Caller { actor, ..workspace.caller_with(grants.iter().copied()) };
    WorkspaceTx::write(&db.db, caller).await.unwrap()
}

on_both_databases! {
    async fn a_new_workspace_is_announced_so_that_others_can_furnish_it(db: TestDb) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let created = owner(&db, "li.wei@example.cn").await;
        let subscribers: Vec<Arc<dyn Subscriber>> = vec![Arc::new(Listens(heard.clone()))];
        jobs::dispatcher::dispatch(&db.db, &subscribers).await.unwrap();
        let mut heard = heard.lock().unwrap().clone();
        heard.sort();
        assert_eq!(heard, ["member.joined", "workspace.created"]);
        let tx = WorkspaceTx::read(&db.db, Caller::system(created.workspace, "test")).await.unwrap();
        let settings = workspace::get(&tx).await.unwrap();
        assert_eq!((settings.currency.code(), settings.default_region.as_str(), settings.week_start), ("CNY", "CN", 1));
    }

    async fn settings_change_with_their_version_and_leave_a_trace(db: TestDb) {
        let workspace = db.workspace("a").await;
        let patch = |json: serde_json::Value| serde_json::from_value::<WorkspacePatch>(json).unwrap();
        let tx = workspace.write().await;
        let changed = workspace::update(&tx, patch(json!({ "name": " Evergreen ", "currency": "EUR", "default_region": "de" }))).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.currency.code(), changed.default_region.as_str(), changed.version), ("Evergreen", "EUR", "DE", 2));
        let same = workspace::update(&tx, patch(json!({}))).await.unwrap();
        assert_eq!(same.version, 2);
        let wrong = patch(json!({ "name": "", "week_start": 8, "default_region": "XX" }));
        assert_eq!(
            fields(workspace::update(&tx, wrong).await),
            ["/default_region invalid_format", "/name too_short", "/week_start too_large"]
        );
        tx.commit().await.unwrap();
        let stale = Caller { expected_version: Some(1), ..workspace.caller() };
        let tx = WorkspaceTx::write(&db.db, stale).await.unwrap();
        assert_eq!(code(workspace::update(&tx, patch(json!({ "name": "x" }))).await), Code::Stale);
        drop(tx);
        let tx = workspace.write_with([Grant::LeadsRead]).await;
        assert_eq!(code(workspace::update(&tx, patch(json!({ "name": "x" }))).await), Code::MissingGrant);
        workspace::get(&tx).await.unwrap();
    }

    async fn the_audit_trail_names_actors_and_is_searched_by_them(db: TestDb) {
        let created = owner(&db, "li.wei@example.cn").await;
        let workspace = created.workspace;
        let caller = Caller {
            actor: Actor::Member { member: created.owner, operator: created.operator },
            ..Caller::system(workspace, "test")
        };
        let tx = WorkspaceTx::write(&db.db, caller.clone()).await.unwrap();
        saved_view::create(&tx, view("New this week", true)).await.unwrap();
        tx.commit().await.unwrap();
        let tx = WorkspaceTx::read(&db.db, caller).await.unwrap();
        let list = async |filter: serde_json::Value| {
            let filter: AuditFilter = serde_json::from_value(filter).unwrap();
            audit::list(&tx, filter, &PageRequest::default()).await.unwrap().data
        };
        let all = list(json!({})).await;
        let saved = all.iter().find(|entry| entry.event_type == "saved_view.changed").unwrap();
        assert_eq!(saved.actor.name.as_deref(), Some("Li Wei"));
        assert_eq!(saved.subject.label.as_deref(), Some("New this week"));
        for (filter, expected) in [
            (json!({ "q": "li.wei" }), all.len()),
            (json!({ "q": "Saved_View" }), 1),
            (json!({ "q": "nobody" }), 0),
            (json!({ "subject_type": "saved_view" }), 1),
            (json!({ "event_type": "workspace.created,member.joined" }), 2),
            (json!({ "actor_id": created.owner }), all.len()),
        ] {
            assert_eq!(list(filter.clone()).await.len(), expected, "{filter}");
        }
    }

    async fn a_view_is_ones_own_until_it_is_shared(db: TestDb) {
        let workspace = db.workspace("a").await;
        let colleague = workspace.member("colleague@a.example", "sales").await;
        let grants = [Grant::LeadsRead];
        let tx = acting(&db, &workspace, workspace.owner, &grants).await;
        let own = saved_view::create(&tx, view("Mine", false)).await.unwrap();
        let shared = saved_view::create(&tx, view("Everybody's", true)).await.unwrap();
        tx.commit().await.unwrap();
        let tx = acting(&db, &workspace, colleague, &grants).await;
        let leads = SavedViewFilter { list: ViewedList::Leads };
        let seen = saved_view::list(&tx, &leads, &PageRequest::default()).await.unwrap().data;
        assert_eq!(seen.iter().map(|view| view.id).collect::<Vec<_>>(), [shared.id]);
        let rename = || SavedViewPatch { name: Some("Hers".into()), ..SavedViewPatch::default() };
        assert_eq!(code(saved_view::update(&tx, own.id, rename()).await), Code::NotFound);
        assert_eq!(code(saved_view::update(&tx, shared.id, rename()).await), Code::MissingGrant);
        assert_eq!(code(saved_view::delete(&tx, shared.id).await), Code::MissingGrant);
        let accounts = SavedViewFilter { list: ViewedList::Accounts };
        assert_eq!(code(saved_view::list(&tx, &accounts, &PageRequest::default()).await), Code::MissingGrant);
        drop(tx);
        let tx = acting(&db, &workspace, workspace.owner, &grants).await;
        assert_eq!(saved_view::update(&tx, own.id, rename()).await.unwrap().version, 2);
        saved_view::delete(&tx, own.id).await.unwrap();
        assert_eq!(code(saved_view::delete(&tx, own.id).await), Code::NotFound);
    }

    async fn changing_the_password_needs_the_old_one_and_ends_the_other_sessions(db: TestDb) {
        let email = "li.wei@example.cn";
        let created = owner(&db, email).await;
        let (here, there) = (sign_in(&db, email).await, sign_in(&db, email).await);
        let known = authenticate(&db.db, &here.session.access_token, "r").await.unwrap();
        let Credential::Session { session, operator, .. } = known.credential else { panic!("a session") };
        let change = async |current: &str, new: &str| {
            let input = ChangePassword { current_password: Password::new(current), new_password: Password::new(new) };
            change_password(&db.db, operator, session, input, &laptop()).await
        };
        assert_eq!(fields(change("wrong-password-1", "plum-and-7-herons").await), ["/current_password wrong_password"]);
        assert_eq!(fields(change(PASSWORD, "li.wei@example.cn").await), ["/new_password too_weak"]);
        change(PASSWORD, "plum-and-7-herons").await.unwrap();
        authenticate(&db.db, &here.session.access_token, "r").await.unwrap();
        assert_eq!(code(authenticate(&db.db, &there.session.access_token, "r").await), Code::Unauthenticated);
        identity::sign_in(&db.db, sign_in_input(email, "plum-and-7-herons"), &laptop()).await.unwrap();
        assert_eq!(operator, created.operator);
    }

    async fn a_person_keeps_name_language_and_preferences(db: TestDb) {
        let created = owner(&db, "li.wei@example.cn").await;
        let patch = |json: serde_json::Value| serde_json::from_value::<MePatch>(json).unwrap();
        let input = patch(json!({ "name": "Li W.", "locale": "en", "preferences": { "theme": "dark" } }));
        let me = update_me(&db.db, created.operator, created.workspace, input).await.unwrap();
        assert_eq!((me.operator.name.as_str(), me.operator.locale.as_str()), ("Li W.", "en"));
        assert_eq!(me.operator.preferences, json!({ "theme": "dark" }));
        let huge = patch(json!({ "name": "", "preferences": { "x": "y".repeat(20_000) } }));
        let answer = update_me(&db.db, created.operator, created.workspace, huge).await;
        assert_eq!(fields(answer), ["/name too_short", "/preferences too_long"]);
    }
}
