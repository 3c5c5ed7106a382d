use chrono::TimeDelta;
use customers::account::{self, AccountFilter, AccountPatch, AccountQuery, LifecycleStage};
use insights::journey::{self, Journey, JourneyQuery};
use kernel::{
    WorkspaceTx,
    ids::{AccountId, LeadId},
    locale::Locale,
    page::PageRequest,
};
use leads::{
    convert::ConvertLead,
    defaults,
    lead::{self, LeadFilter, Move, NewLead},
    stage,
    words::{JourneyStage, LostReason},
};
use serde_json::{Value, json};
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
    lead::move_to(
        tx,
        id,
        Move { stage_id, lost_reason, lost_note: None, next_step: None, before_lead_id: None },
    )
    .await
    .unwrap();
}

async fn asked(workspace: &TestWorkspace, period_days: i64) -> Journey {
    journey::get(&workspace.read().await, &JourneyQuery { period_days }).await.unwrap()
}

async fn convert(tx: &WorkspaceTx, id: LeadId, account_id: Option<AccountId>) -> AccountId {
    let input = ConvertLead { account_id, ..ConvertLead::default() };
    leads::convert::convert(tx, id, input).await.unwrap().account_id.unwrap()
}

async fn leads(tx: &WorkspaceTx, filter: Value) -> i64 {
    let filter: LeadFilter = serde_json::from_value(filter).unwrap();
    let page = PageRequest { count: Some(true), ..PageRequest::default() };
    i64::try_from(lead::list(tx, &filter, &page).await.unwrap().total.unwrap()).unwrap()
}

async fn accounts(tx: &WorkspaceTx, filter: Value) -> i64 {
    let filter: AccountFilter = serde_json::from_value(filter).unwrap();
    let query = AccountQuery::from(filter);
    let page = PageRequest { count: Some(true), ..PageRequest::default() };
    i64::try_from(account::list(tx, &query, &page).await.unwrap().total.unwrap()).unwrap()
}

fn words(values: &[impl ToString]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
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

    async fn behind_each_number_with_a_link_is_a_list_of_as_many(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        defaults::create(&tx, Locale::En).await.unwrap();
        let old = add(&tx, "came before the cohort").await;
        convert(&tx, old, None).await;
        tx.commit().await.unwrap();
        db.clock.advance(TimeDelta::days(40));
        let tx = workspace.write().await;
        let stages = stage::list(&tx).await.unwrap();
        let evaluating = stages.iter().find(|it| it.journey_stage == JourneyStage::Evaluate).unwrap().key.clone();
        for name in ["new", "newer"] {
            add(&tx, name).await;
        }
        let evaluates = add(&tx, "evaluates").await;
        go(&tx, evaluates, &evaluating).await;
        let came_far = add(&tx, "lost while evaluating").await;
        go(&tx, came_far, &evaluating).await;
        go(&tx, came_far, "lost").await;
        let one = add(&tx, "one of two of a company").await;
        let account_id = convert(&tx, one, None).await;
        let two = add(&tx, "the other of them").await;
        convert(&tx, two, Some(account_id)).await;
        for lifecycle_stage in [LifecycleStage::Implement, LifecycleStage::Use, LifecycleStage::Churned, LifecycleStage::Renew, LifecycleStage::Discover] {
            let lead = add(&tx, "became a customer").await;
            let account_id = convert(&tx, lead, None).await;
            let patch = AccountPatch { lifecycle_stage: Some(lifecycle_stage), ..AccountPatch::default() };
            account::update(&tx, account_id, patch).await.unwrap();
        }
        let archived = add(&tx, "whose account was archived").await;
        let archived = convert(&tx, archived, None).await;
        account::archive(&tx, archived).await.unwrap();
        let gone = add(&tx, "archived after it was won").await;
        convert(&tx, gone, None).await;
        lead::archive(&tx, gone).await.unwrap();
        let lost = add(&tx, "lost after all").await;
        convert(&tx, lost, None).await;
        go(&tx, lost, "lost").await;
        tx.commit().await.unwrap();

        let journey = asked(&workspace, 30).await;
        let tx = workspace.read().await;
        let customers: Vec<_> = journey.stages.iter().map(|figure| figure.customers).collect();
        assert_eq!(customers, [6, 6, 6, 4, 3, 1]);
        for figure in &journey.stages {
            let behind = json!({ "created_at_gte": journey.created_at_gte, "reached": figure.stage });
            assert_eq!(leads(&tx, behind).await, figure.reached, "reached {}", figure.stage);
            let behind = json!({ "lead_created_at_gte": journey.created_at_gte, "lifecycle_stage": words(&figure.customer_stages) });
            assert_eq!(accounts(&tx, behind).await, figure.customers, "customers of {}", figure.stage);
            if figure.waiting > 0 {
                let behind = json!({ "created_at_gte": journey.created_at_gte, "stage_id": words(&figure.waiting_stage_ids) });
                assert_eq!(leads(&tx, behind).await, figure.waiting, "waiting in {}", figure.stage);
            }
        }
        assert_eq!((journey.stages[0].waiting, journey.stages[1].waiting), (2, 1));
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
