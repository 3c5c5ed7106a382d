use chrono::TimeDelta;
use insights::journey::{self, Journey, JourneyQuery};
use kernel::{WorkspaceTx, locale::Locale};
use leads::{
    convert::ConvertLead,
    defaults,
    lead::{self, Move, NewLead},
    stage,
    words::LostReason,
};
use testing::{TestWorkspace, on_both_databases};

async fn add(tx: &WorkspaceTx, name: &str) -> kernel::ids::LeadId {
    lead::create(tx, NewLead { name: Some(name.to_owned()), ..NewLead::default() })
        .await
        .unwrap()
        .lead
        .id
}

async fn go(tx: &WorkspaceTx, id: kernel::ids::LeadId, key: &str) {
    let stages = stage::list(tx).await.unwrap();
    let stage_id = stages.into_iter().find(|stage| stage.key == key).unwrap().id;
    let lost_reason = (key == "lost").then_some(LostReason::Price);
    lead::move_to(tx, id, Move { stage_id, lost_reason, lost_note: None, before_lead_id: None })
        .await
        .unwrap();
}

async fn asked(workspace: &TestWorkspace, period_days: i64) -> Journey {
    journey::get(&workspace.read().await, &JourneyQuery { period_days }).await.unwrap()
}

fn reached(journey: &Journey) -> Vec<i64> {
    journey.stages.iter().map(|figure| figure.reached).collect()
}

on_both_databases! {
    async fn each_lead_counts_up_to_the_furthest_stage_it_reached(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        defaults::create(&tx, Locale::En).await.unwrap();
        let stages = stage::list(&tx).await.unwrap();
        let evaluating = stages.iter().find(|s| s.journey_stage == leads::words::JourneyStage::Evaluate).unwrap().key.clone();
        add(&tx, "stays").await;
        let evaluates = add(&tx, "evaluates").await;
        go(&tx, evaluates, &evaluating).await;
        let lost = add(&tx, "was lost while evaluating").await;
        go(&tx, lost, &evaluating).await;
        go(&tx, lost, "lost").await;
        let won = add(&tx, "became a customer").await;
        leads::convert::convert(&tx, won, ConvertLead::default()).await.unwrap();
        tx.commit().await.unwrap();

        let journey = asked(&workspace, 30).await;
        assert_eq!(reached(&journey)[..3], [4, 3, 1]);
        assert_eq!((journey.stages[0].waiting, journey.stages[1].waiting), (1, 1));
        assert_eq!(journey.stages[1].conversion_from_previous, Some(0.75));
        let ends = stages.iter().filter(|stage| ["won", "lost"].contains(&stage.key.as_str())).map(|stage| stage.id);
        let waiting_in: Vec<_> = journey.stages.iter().flat_map(|stage| stage.waiting_stage_ids.clone()).collect();
        assert!(journey.stages[1].waiting_stage_ids.len() > 1);
        assert!(ends.into_iter().all(|end| !waiting_in.contains(&end)), "nobody waits where a lead is won or lost");

        // The cohort is fixed by creation: later, a short period holds none of them.
        db.clock.advance(TimeDelta::days(40));
        let later = asked(&workspace, 30).await;
        assert_eq!(reached(&later), [0; 6]);
        assert_eq!(later.stages[1].conversion_from_previous_reason.as_deref(), Some("nobody_reached_previous"));
        assert_eq!(reached(&asked(&workspace, 60).await)[..3], [4, 3, 1]);
    }

    async fn another_workspaces_leads_are_not_counted(db: TestDb) {
        let (ours, theirs) = (db.workspace("a").await, db.workspace("b").await);
        let tx = theirs.write().await;
        defaults::create(&tx, Locale::En).await.unwrap();
        add(&tx, "theirs").await;
        tx.commit().await.unwrap();
        assert_eq!(reached(&asked(&ours, 30).await), [0; 6]);
        let home = insights::home::get(&ours.read().await).await.unwrap();
        assert_eq!((home.unassigned_leads, home.new_leads.len()), (0, 0));
        let home = insights::home::get(&theirs.read().await).await.unwrap();
        assert_eq!((home.unassigned_leads, home.days.len()), (1, 30));
        assert_eq!(home.new_leads[0].counts.iter().sum::<i64>(), 1);
        assert_eq!(home.new_leads[0].counts.last(), Some(&1));
    }
}
