//! Visits before and after somebody becomes a lead.

use crate::{
    fixture::{create, created, named, stage_id, workspace},
    score::publish,
};
use activity::{CheckedBatch, Memory, Source, batch::segment::SegmentBatch, ingest};
use chrono::{DateTime, TimeDelta, Utc};
use jobs::{Registry, Worker, entity::domain_event};
use kernel::{WorkspaceTx, ids::LeadId, page::PageRequest};
use leads::{
    entity::{lead_visitor, touch as touch_row},
    lead::{self, LeadFilter, LeadInclude, Move, NewLead},
    merge::{self, MergeLeads},
    score::{self, definition::ScoreDefinition},
    touch::{self, NewTouch, Touch},
    words::TouchKind,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use std::collections::HashMap;
use testing::{TestDb, TestWorkspace, on_both_databases};

/// Messages of the Segment specification, from a page.
async fn tell(workspace: &TestWorkspace, messages: Vec<Value>) {
    let count = messages.len();
    let body = json!({ "batch": messages }).to_string();
    let tx = workspace.write().await;
    let messages = SegmentBatch::read(body.as_bytes(), tx.now()).unwrap();
    let batch = CheckedBatch::of(messages.events(), tx.now());
    let result = ingest(&tx, &Memory::default(), Source::Client, batch).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(result.accepted, count, "{:?}", result.results);
}

/// A page that `browser` saw so many minutes after the beginning of a test's story.
fn page(browser: &str, id: &str, at: DateTime<Utc>, url: &str, referrer: &str) -> Value {
    json!({
        "type": "page", "anonymousId": browser, "messageId": id, "timestamp": at.to_rfc3339(),
        "context": { "page": { "url": url, "referrer": referrer } },
    })
}

/// Becomes a lead in a browser.
async fn comes(workspace: &TestWorkspace, name: &str, browser: &str) -> LeadId {
    let touch = NewTouch { anonymous_id: Some(browser.to_owned()), ..NewTouch::default() };
    created(workspace, NewLead { touch: Some(touch), ..named(name) }).await.id
}

/// The oldest first.
async fn touches(workspace: &TestWorkspace, lead: LeadId) -> Vec<Touch> {
    let tx = workspace.read().await;
    let page = PageRequest { limit: Some(200), ..PageRequest::default() };
    let mut touches = touch::list(&tx, lead, &page).await.unwrap().data;
    touches.reverse();
    touches
}

fn visits(touches: &[Touch]) -> Vec<DateTime<Utc>> {
    let visits = touches.iter().filter(|touch| touch.kind == TouchKind::Visit);
    visits.map(|touch| touch.occurred_at).collect()
}

/// Does everything that is due in the next twenty minutes.
async fn settle(db: &TestDb) {
    let registry = leads::register(Registry::default()).unwrap();
    let worker = Worker::new(db.db.clone(), registry);
    worker.run_schedules_due().await.unwrap();
    db.clock.advance(TimeDelta::minutes(20));
    worker.run_schedules_due().await.unwrap();
    while worker.run_due().await.unwrap() > 0 {}
}

async fn told(workspace: &TestWorkspace, lead: LeadId, event: &str) -> usize {
    use domain_event::{Column, Entity};
    let tx = workspace.read().await;
    let rows = tx.find::<Entity>().filter(Column::EventType.eq(event));
    rows.filter(Column::SubjectId.eq(lead.uuid())).all(&tx.db).await.unwrap().len()
}

/// Points for what was done under a name, and none that fade.
fn rules() -> ScoreDefinition {
    serde_json::from_value(json!({
        "fit": { "limits": { "low": 0, "high": 50 }, "groups": [{ "name": "Company", "cap": 12, "rules": [
            { "name": "Has a company", "points": 10, "condition": { "field": { "field": "company", "operator": "is_set" } } },
        ] }] },
        "engagement": { "limits": { "low": 0, "high": 50 }, "groups": [{
            "name": "Behaviour", "cap": null, "decay": "none",
            "rules": [{ "name": "Prices", "points": 7, "when": { "event": { "names": ["prices_seen"] } }, "limit": null }],
        }] },
        "grades": { "a": 10.0, "b": 5.0, "one": 15.0, "two": 5.0 },
        "thresholds": [],
    }))
    .unwrap()
}

/// What a merge moves: the browsers and the touches of all leads.
async fn snapshot(tx: &WorkspaceTx) -> Vec<String> {
    use lead_visitor::{Column, Entity};
    let rows = tx.find::<Entity>().order_by_asc(Column::Id).all(&tx.db).await.unwrap();
    let mut all: Vec<_> = rows.iter().map(|row| format!("{row:?}")).collect();
    let rows = tx.find::<touch_row::Entity>().order_by_asc(touch_row::Column::Id);
    all.extend(rows.all(&tx.db).await.unwrap().iter().map(|row| format!("{row:?}")));
    all
}

on_both_databases! {
    async fn visits_before_somebody_becomes_a_lead_are_its_first_touches_with_their_channels(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let start = workspace.read().await.now() - TimeDelta::days(3);
        let minute = |n| start + TimeDelta::minutes(n);
        tell(&workspace, vec![
            page("b1", "m1", minute(0), "https://we.example/?utm_source=baidu&utm_medium=cpc&utm_campaign=spring&bd_vid=7&page=2", "https://www.baidu.com/s"),
            page("b1", "m2", minute(5), "https://we.example/prices", "https://we.example/"),
            page("b1", "m3", minute(60), "https://we.example/help", "https://www.zhihu.com/q"),
            page("b1", "m4", minute(61), "https://we.example/?fbclid=x", ""),
            page("other", "m5", minute(1), "https://we.example/", ""),
        ]).await;
        let lead = comes(&workspace, "张伟", "b1").await;
        let told_touches = touches(&workspace, lead).await;
        assert_eq!(visits(&told_touches), [minute(0), minute(60), minute(61)]);
        let tx = workspace.read().await;
        let channels = leads::channel::list(&tx, &leads::channel::ChannelFilter::default(), &PageRequest { limit: Some(100), ..PageRequest::default() }).await.unwrap().data;
        let keys: Vec<_> = told_touches.iter().map(|touch| channels.iter().find(|it| Some(it.id) == touch.channel_id).map(|it| it.key.as_str())).collect();
        assert_eq!(keys, [Some("paid_search"), Some("content"), Some("social"), None]);
        assert_eq!(told_touches[0].utm.campaign.as_deref(), Some("spring"));
        assert_eq!(told_touches[0].click_ids.0.keys().collect::<Vec<_>>(), ["bd_vid"], "other parameters are no click ids");
        let lead = lead::get(&tx, lead).await.unwrap();
        assert_eq!((lead.first_touch_at, lead.channel_id), (minute(0), told_touches[0].channel_id));
    }

    async fn visits_afterwards_become_touches_once_until_the_lead_is_closed(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = comes(&workspace, "张伟", "b1").await;
        db.clock.advance(TimeDelta::hours(1));
        let at = workspace.read().await.now();
        tell(&workspace, vec![page("b1", "m1", at, "https://we.example/prices", "")]).await;
        settle(&db).await;
        settle(&db).await;
        assert_eq!(visits(&touches(&workspace, lead).await), [at]);
        assert_eq!(told(&workspace, lead, "lead.touched").await, 1);
        assert_eq!(lead::get(&workspace.read().await, lead).await.unwrap().last_touch_at, at);
        tell(&workspace, vec![page("b1", "m2", at + TimeDelta::minutes(5), "https://we.example/", "")]).await;
        settle(&db).await;
        assert_eq!(visits(&touches(&workspace, lead).await), [at], "the same visit goes on");
        let tx = workspace.write().await;
        let lost = Move { stage_id: stage_id(&tx, "lost").await, lost_reason: Some(leads::words::LostReason::Price), lost_note: None, next_step: None, before_lead_id: None };
        lead::move_to(&tx, lead, lost).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.advance(TimeDelta::hours(2));
        let later = workspace.read().await.now();
        tell(&workspace, vec![page("b1", "m3", later, "https://we.example/", "")]).await;
        settle(&db).await;
        assert_eq!(visits(&touches(&workspace, lead).await), [at]);
        let again = comes(&workspace, "张伟", "b1").await;
        assert_eq!(visits(&touches(&workspace, again).await), [later], "and are the first of the lead that comes next");
    }

    async fn the_visits_of_a_lead_do_not_depend_on_the_order_in_which_events_arrive(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let start = workspace.read().await.now() - TimeDelta::days(1);
        let minute = |n| start + TimeDelta::minutes(n);
        let pages = |browser: &str| [0, 20, 40, 100, 125].map(|n| page(browser, &format!("{browser}-{n}"), minute(n), "https://we.example/", ""));
        tell(&workspace, pages("in-order").to_vec()).await;
        let in_order = comes(&workspace, "a", "in-order").await;
        let [first, second, third, fourth, fifth] = pages("late");
        // The ends first, then what joins them.
        tell(&workspace, vec![fifth, third, first]).await;
        let late = comes(&workspace, "b", "late").await;
        assert_eq!(visits(&touches(&workspace, late).await), [minute(0), minute(40), minute(125)]);
        tell(&workspace, vec![second]).await;
        settle(&db).await;
        tell(&workspace, vec![fourth]).await;
        settle(&db).await;
        let expected = visits(&touches(&workspace, in_order).await);
        assert_eq!(expected, [minute(0), minute(100)]);
        assert_eq!(visits(&touches(&workspace, late).await), expected);
    }

    async fn of_many_visits_the_very_first_and_the_newest_fifty_are_kept(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let start = workspace.read().await.now() - TimeDelta::days(30);
        let hour = |n: i64| start + TimeDelta::hours(n);
        let pages = (0..60).map(|n| page("b1", &format!("m{n}"), hour(n), "https://we.example/", ""));
        tell(&workspace, pages.collect()).await;
        let lead = comes(&workspace, "张伟", "b1").await;
        let expected: Vec<_> = std::iter::once(hour(0)).chain((10..60).map(hour)).collect();
        assert_eq!(visits(&touches(&workspace, lead).await), expected);
        tell(&workspace, vec![page("b1", "last", hour(100), "https://we.example/", "")]).await;
        settle(&db).await;
        let kept = visits(&touches(&workspace, lead).await);
        assert_eq!((kept.len(), kept[0], kept[1], kept[50]), (51, hour(0), hour(11), hour(100)));
    }

    async fn a_visit_counts_for_one_lead_and_use_of_the_product_is_none(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let start = workspace.read().await.now() - TimeDelta::days(1);
        let mut signed_in = page("b1", "m2", start + TimeDelta::hours(2), "https://app.example/", "");
        signed_in["userId"] = json!("u1");
        tell(&workspace, vec![page("b1", "m1", start, "https://we.example/", ""), signed_in]).await;
        let (first, second) = (comes(&workspace, "a", "b1").await, comes(&workspace, "b", "b1").await);
        assert_eq!(visits(&touches(&workspace, first).await), [start]);
        assert!(visits(&touches(&workspace, second).await).is_empty());
        let unseen = comes(&workspace, "c", "never-seen").await;
        assert!(visits(&touches(&workspace, unseen).await).is_empty());
    }

    async fn a_merge_unites_browsers_and_visits_and_its_undoing_parts_them_exactly(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let start = workspace.read().await.now() - TimeDelta::days(1);
        tell(&workspace, vec![page("b1", "m1", start, "https://we.example/", ""), page("b2", "m2", start, "https://we.example/", "")]).await;
        let (winner, loser) = (comes(&workspace, "a", "b1").await, comes(&workspace, "b", "b2").await);
        // Both in one browser: the same id twice must not get in the way.
        let tx = workspace.write().await;
        touch::add(&tx, loser, NewTouch { anonymous_id: Some("b1".into()), ..NewTouch::default() }).await.unwrap();
        let before = snapshot(&tx).await;
        let merged = merge::merge(&tx, winner, MergeLeads { loser_ids: vec![loser], field_choices: HashMap::new() }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(visits(&touches(&workspace, winner).await).len(), 2);
        let later = workspace.read().await.now();
        tell(&workspace, vec![page("b2", "m3", later, "https://we.example/", "")]).await;
        settle(&db).await;
        assert_eq!(visits(&touches(&workspace, winner).await).len(), 3, "its browsers are the winner's now");
        let tx = workspace.write().await;
        let fresh = touch_row::Column::OccurredAt.gte(later);
        tx.delete::<touch_row::Entity>().filter(fresh).filter(touch_row::Column::Kind.eq(TouchKind::Visit)).exec(&tx.db).await.unwrap();
        merge::undo(&tx, merged.merge_id).await.unwrap();
        assert_eq!(snapshot(&tx).await, before);
    }

    async fn what_was_done_in_a_leads_browsers_counts_for_its_score_in_lists_and_alone(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let start = workspace.read().await.now() - TimeDelta::days(2);
        let seen = |id: &str, browser: &str, at: DateTime<Utc>| json!({ "type": "track", "event": "prices_seen", "anonymousId": browser, "messageId": id, "timestamp": at.to_rfc3339() });
        let mut signed_in = seen("m2", "b1", start + TimeDelta::hours(1));
        signed_in["userId"] = json!("u1");
        let mut elsewhere = seen("m3", "b9", start);
        elsewhere["userId"] = json!("u1");
        tell(&workspace, vec![seen("m1", "b1", start), signed_in, elsewhere, seen("m4", "b2", start)]).await;
        publish(&workspace, rules()).await;
        let lead = comes(&workspace, "张伟", "b1").await;
        settle(&db).await;
        let tx = workspace.read().await;
        let twice = score::score_of(&tx, lead).await.unwrap().engagement;
        assert!((twice - 14.0).abs() < 1e-9, "{twice}: only what was done in this browser");
        drop(tx);
        let now = workspace.read().await.now();
        tell(&workspace, vec![seen("m5", "b1", now)]).await;
        settle(&db).await;
        let tx = workspace.read().await;
        let alone = score::score_of(&tx, lead).await.unwrap().engagement;
        let filter = LeadFilter { include: Some(kernel::filter::Many(vec![LeadInclude::Score])), ..LeadFilter::default() };
        let listed = lead::list(&tx, &filter, &PageRequest::default()).await.unwrap().data.remove(0);
        assert_eq!((alone, listed.score.unwrap().engagement), (21.0, 21.0));
    }

    async fn a_submission_brings_the_visits_of_its_browser(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let start = workspace.read().await.now() - TimeDelta::days(2);
        tell(&workspace, vec![page("b1", "m1", start, "https://we.example/?utm_source=baidu", "")]).await;
        let tx = workspace.write().await;
        let known = create(&tx, NewLead { phone: Some("13800001234".into()), ..named("王芳") }).await;
        tx.commit().await.unwrap();
        crate::form::published(&workspace).await;
        crate::form::send_from(&db, "b1").await;
        assert_eq!(visits(&touches(&workspace, known.id).await), [start], "also of a lead that is known");
        assert_eq!(lead::get(&workspace.read().await, known.id).await.unwrap().first_touch_at, start);
    }
}
