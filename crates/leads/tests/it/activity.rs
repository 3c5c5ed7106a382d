//! Following up leads.

use crate::fixture::{READER, created, named, refusal, workspace};
use chrono::TimeDelta;
use kernel::{Clock as _, Code, ids::LeadId, page::PageRequest};
use leads::{
    activity::{self, NewLeadActivity, NextStep},
    lead, timeline,
    words::{ActivityKind, ActivityOutcome},
};
use testing::on_both_databases;

fn call() -> NewLeadActivity {
    NewLeadActivity {
        kind: ActivityKind::Call,
        outcome: None,
        occurred_at: None,
        duration_seconds: Some(90),
        note: Some(" Two shops ".into()),
        next_step: None,
    }
}

on_both_databases! {
    async fn a_follow_up_is_kept_dates_the_lead_and_plans_the_next_step(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let due_at = db.clock.now() + TimeDelta::days(1);
        let tx = workspace.write().await;
        let step = NextStep { title: "Send the price list".into(), due_at: Some(due_at) };
        let logged = activity::log(&tx, lead.id, NewLeadActivity { next_step: Some(step), ..call() });
        let logged = logged.await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(logged.activity.outcome, ActivityOutcome::Reached);
        assert_eq!(logged.activity.note.as_deref(), Some("Two shops"));
        assert_eq!(logged.activity.member.as_ref().unwrap().id, workspace.owner);
        assert_eq!(logged.next_task.unwrap().owner_id, Some(workspace.owner));
        let tx = workspace.read().await;
        let lead = lead::get(&tx, lead.id).await.unwrap();
        assert_eq!(lead.last_activity_at, Some(logged.activity.occurred_at));
        assert_eq!(lead.next_task.unwrap().title, "Send the price list");
        let told = timeline::list(&tx, lead.id, &PageRequest::default()).await.unwrap().data;
        let told: Vec<_> = told.iter().map(|entry| entry.entry_type.as_str()).collect();
        assert!(told.contains(&"activity.call") && !told.contains(&"lead.activity_logged"), "{told:?}");
    }

    async fn taking_a_follow_up_back_dates_the_lead_by_the_one_before(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let tx = workspace.write().await;
        let earlier = db.clock.now() - TimeDelta::hours(3);
        let first = NewLeadActivity { occurred_at: Some(earlier), ..call() };
        activity::log(&tx, lead.id, first).await.unwrap();
        let second = activity::log(&tx, lead.id, call()).await.unwrap();
        activity::delete(&tx, second.activity.id).await.unwrap();
        let left = activity::list(&tx, lead.id, &PageRequest::default()).await.unwrap().data;
        assert_eq!(left.len(), 1);
        let lead = lead::get(&tx, lead.id).await.unwrap();
        assert_eq!(lead.last_activity_at, Some(earlier));
        let again = activity::delete(&tx, second.activity.id).await;
        assert_eq!(refusal(again).0, Code::NotFound);
    }

    async fn an_older_follow_up_entered_late_does_not_date_the_lead_back(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let tx = workspace.write().await;
        activity::log(&tx, lead.id, call()).await.unwrap();
        let late = NewLeadActivity { occurred_at: Some(tx.now() - TimeDelta::days(2)), ..call() };
        activity::log(&tx, lead.id, late).await.unwrap();
        let lead = lead::get(&tx, lead.id).await.unwrap();
        assert_eq!(lead.last_activity_at, Some(tx.now()));
    }

    async fn a_follow_up_that_makes_no_sense_is_refused_with_every_reason(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let tx = workspace.write().await;
        let wrong = NewLeadActivity {
            occurred_at: Some(tx.now() + TimeDelta::minutes(1)),
            duration_seconds: Some(-1),
            next_step: Some(NextStep { title: String::new(), due_at: None }),
            ..call()
        };
        let (code, told) = refusal(activity::log(&tx, lead.id, wrong).await);
        assert_eq!(code, Code::Invalid);
        assert_eq!(told, [
            "/duration_seconds too_small", "/next_step/title too_short", "/occurred_at in_the_future",
        ]);
        let nobody = activity::log(&tx, LeadId::from_uuid(uuid::Uuid::nil()), call()).await;
        assert_eq!(refusal(nobody).0, Code::NotFound);
        drop(tx);
        let reader = workspace.write_with(READER).await;
        assert_eq!(refusal(activity::log(&reader, lead.id, call()).await).0, Code::MissingGrant);
    }
}
