//! How selling goes, in figures whose lists are as long as they say.

use crate::fixture::{create, created, named, refusal, stage_id, workspace};
use chrono::{Duration, TimeDelta};
use kernel::{
    Clock as _, WorkspaceTx,
    filter::Many,
    ids::{LeadId, LeadStageId},
    money::{Currency, Money},
    page::PageRequest,
};
use leads::{
    activity::{self, NewLeadActivity},
    analysis::{self, AnalysisSplit, ProbabilitySource, RepWindow, SplitBy},
    lead::{self, Assignment, LeadFilter, Move, NewLead},
    words::{ActivityKind, LostReason, StatusType},
};
use testing::{TestDb, TestWorkspace, on_both_databases};

async fn go(tx: &WorkspaceTx, id: LeadId, stage: &str) {
    let lost_reason = (stage == "lost").then_some(LostReason::Price);
    let stage_id = stage_id(tx, stage).await;
    let to = Move { stage_id, lost_reason, lost_note: None, next_step: None, before_lead_id: None };
    lead::move_to(tx, id, to).await.unwrap();
}

/// A lead that goes through these stages, a day in each.
async fn travels(db: &TestDb, workspace: &TestWorkspace, lead: NewLead, stages: &[&str]) -> LeadId {
    let id = created(workspace, lead).await.id;
    for stage in stages {
        db.clock.advance(TimeDelta::days(1));
        let tx = workspace.write().await;
        go(&tx, id, stage).await;
        tx.commit().await.unwrap();
    }
    id
}

fn worth(name: &str, yuan: i64) -> NewLead {
    NewLead { expected_amount: Some(Money::new(yuan * 100, Currency::CNY).unwrap()), ..named(name) }
}

async fn count(tx: &WorkspaceTx, filter: LeadFilter) -> u64 {
    let page = PageRequest { count: Some(true), ..PageRequest::default() };
    lead::list(tx, &filter, &page).await.unwrap().total.unwrap()
}

async fn is_in(tx: &WorkspaceTx, stage: LeadStageId, which: &str, status: &[StatusType]) -> u64 {
    let (reached, furthest) =
        if which == "reached" { (Some(stage), None) } else { (None, Some(stage)) };
    let status = (!status.is_empty()).then(|| Many(status.to_vec()));
    let filter = LeadFilter {
        reached_stage_id: reached,
        furthest_stage_id: furthest,
        status_type: status,
        ..LeadFilter::default()
    };
    count(tx, filter).await
}

on_both_databases! {
    async fn a_funnel_counts_each_lead_once_for_the_furthest_it_came(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        travels(&db, &workspace, named("new"), &[]).await;
        travels(&db, &workspace, named("skips"), &["demo"]).await;
        travels(&db, &workspace, named("goes back"), &["qualified", "demo", "contacted"]).await;
        travels(&db, &workspace, named("lost"), &["contacted", "lost"]).await;
        travels(&db, &workspace, named("rests"), &["qualified", "on_hold"]).await;
        travels(&db, &workspace, named("won"), &["contacted", "won"]).await;
        travels(&db, &workspace, named("comes again"), &["contacted", "lost", "demo"]).await;
        let tx = workspace.read().await;
        let funnel = analysis::funnel(&tx, &LeadFilter::default()).await.unwrap();
        assert_eq!(funnel.leads, 7);
        let reached: Vec<_> = funnel.steps.iter().map(|step| step.reached).collect();
        // new, contacted, qualified, demo, negotiation, won
        assert_eq!(reached, [7, 6, 5, 4, 1, 1]);
        assert!(reached.is_sorted_by(|a, b| a >= b));
        let demo = &funnel.steps[3];
        assert_eq!((demo.still_open, demo.on_hold, demo.lost), (3, 0, 0));
        assert_eq!((funnel.steps[1].lost, funnel.steps[2].on_hold), (1, 1));
        assert_eq!(demo.of_previous.rate, Some(0.8));
        let left: u64 = funnel.steps.iter().map(|it| it.still_open + it.on_hold + it.lost).sum();
        assert_eq!(left + reached[5], funnel.leads, "everybody is somewhere");
        for step in &funnel.steps[..5] {
            let stage = step.stage_id.unwrap();
            assert_eq!(is_in(&tx, stage, "reached", &[]).await, step.reached, "{step:?}");
            let open = is_in(&tx, stage, "furthest", &[StatusType::Open, StatusType::Ongoing]).await;
            assert_eq!(open, step.still_open, "{step:?}");
            assert_eq!(is_in(&tx, stage, "furthest", &[StatusType::Lost]).await, step.lost);
            assert_eq!(is_in(&tx, stage, "furthest", &[StatusType::OnHold]).await, step.on_hold);
        }
    }

    async fn the_time_in_a_stage_is_told_apart_for_stays_that_are_over_and_those_that_go_on(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        travels(&db, &workspace, named("a"), &["contacted", "demo"]).await;
        db.clock.advance(TimeDelta::days(2));
        let tx = workspace.read().await;
        let times = analysis::stage_times(&tx, &LeadFilter::default()).await.unwrap();
        let day = f64::from(24 * 3600);
        let of = |name: &str| times.stages.iter().find(|it| it.name == name).unwrap();
        assert_eq!((of("New").over.count, of("New").over.median_seconds), (1, Some(day)));
        assert_eq!(of("Contacted").over.p90_seconds, Some(day));
        assert_eq!(of("Demo and trial").going_on.median_seconds, Some(2.0 * day));
        assert_eq!(of("Qualified").over.durations_reason, Some("no_units"));
    }

    async fn wins_are_counted_by_the_day_of_closing_by_number_and_by_amount(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        travels(&db, &workspace, worth("won", 3000), &["won"]).await;
        travels(&db, &workspace, worth("lost", 1000), &["contacted", "lost"]).await;
        travels(&db, &workspace, named("open"), &["contacted"]).await;
        travels(&db, &workspace, named("reopened"), &["lost", "contacted", "won"]).await;
        let tx = workspace.read().await;
        let split = AnalysisSplit { by: Some(SplitBy::Owner) };
        let outcomes = analysis::outcomes(&tx, &LeadFilter::default(), &split).await.unwrap();
        let all = &outcomes.all;
        assert_eq!((all.won, all.lost, all.without_amount), (2, 1, 1));
        assert_eq!(all.win_rate_by_amount, Some(0.75));
        assert_eq!((all.cycle.count, all.negative_cycles), (2, 0));
        assert_eq!(all.cycle.median_seconds, Some(f64::from(2 * 24 * 3600)));
        assert_eq!(outcomes.parts.len(), 1);
        assert_eq!(outcomes.parts[0].key.id, None);
        let early = LeadFilter { closed_at_lt: Some(db.clock.now() - TimeDelta::days(5)), ..LeadFilter::default() };
        let early = analysis::outcomes(&tx, &early, &AnalysisSplit::default()).await.unwrap();
        assert_eq!((early.all.won, early.all.lost, early.parts.len()), (1, 0, 0));
        let later = LeadFilter { closed_at_gte: Some(db.clock.now() + TimeDelta::days(1)), ..LeadFilter::default() };
        let later = analysis::outcomes(&tx, &later, &AnalysisSplit::default()).await.unwrap();
        assert_eq!((later.all.win_rate.rate, later.all.win_rate.rate_reason), (None, Some("no_units")));
        assert_eq!(later.all.win_rate_by_amount_reason, Some("no_amounts"));
    }

    async fn a_pipeline_weighs_open_leads_only_and_says_where_its_probabilities_come_from(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let june = db.clock.now().date_naive() + Duration::days(40);
        let dated = |lead: NewLead| NewLead { expected_close_on: Some(june), ..lead };
        travels(&db, &workspace, dated(worth("demo", 1000)), &["demo"]).await;
        travels(&db, &workspace, worth("no date", 500), &["demo"]).await;
        travels(&db, &workspace, named("no amount"), &["contacted"]).await;
        travels(&db, &workspace, worth("won", 9000), &["won"]).await;
        travels(&db, &workspace, worth("lost", 9000), &["contacted", "lost"]).await;
        let tx = workspace.read().await;
        let pipeline = analysis::pipeline(&tx, &LeadFilter::default()).await.unwrap();
        assert_eq!((pipeline.leads, pipeline.without_amount), (3, 1));
        assert_eq!((pipeline.amount.amount(), pipeline.weighted.amount()), (150_000, 60_000));
        let demo = pipeline.stages.iter().find(|it| it.name == "Demo and trial").unwrap();
        assert_eq!((demo.probability, demo.probability_source), (Some(0.4), Some(ProbabilitySource::Stage)));
        let contacted = pipeline.stages.iter().find(|it| it.name == "Contacted").unwrap();
        assert_eq!((contacted.learned_from, contacted.learned.rate), (1, Some(0.0)));
        assert_eq!(contacted.probability_source, Some(ProbabilitySource::Stage), "one lead says too little");
        assert_eq!(pipeline.months.len(), 2);
        assert_eq!(pipeline.months[1].month, None);
        let months: i64 = pipeline.months.iter().map(|it| it.weighted.amount()).sum();
        let stages: i64 = pipeline.stages.iter().map(|it| it.weighted.amount()).sum();
        assert_eq!((months, stages), (60_000, 60_000));
    }

    async fn probabilities_are_learned_once_enough_leads_were_closed(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        for n in 0..20 {
            let id = create(&tx, named(&format!("{n}"))).await.id;
            go(&tx, id, "demo").await;
            go(&tx, id, if n < 5 { "won" } else { "lost" }).await;
        }
        let open = create(&tx, worth("open", 1000)).await.id;
        go(&tx, open, "demo").await;
        let pipeline = analysis::pipeline(&tx, &LeadFilter::default()).await.unwrap();
        let demo = pipeline.stages.iter().find(|it| it.name == "Demo and trial").unwrap();
        assert_eq!((demo.probability, demo.probability_source), (Some(0.25), Some(ProbabilitySource::Learned)));
        assert_eq!(pipeline.weighted.amount(), 25_000);
    }

    async fn each_rep_is_told_what_they_did_and_achieved_and_the_team_is_their_sum(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let colleague = workspace.member("wang.fang@a.example", "sales").await;
        let tx = workspace.write().await;
        for (name, owner, end) in [("a", workspace.owner, "won"), ("b", colleague, "won"), ("c", colleague, "lost")] {
            let id = create(&tx, worth(name, 100)).await.id;
            lead::assign(&tx, id, Assignment { owner_id: Some(owner) }).await.unwrap();
            go(&tx, id, end).await;
        }
        let nobody = create(&tx, named("d")).await.id;
        let call = NewLeadActivity {
            kind: ActivityKind::Call, outcome: None, occurred_at: None, duration_seconds: None, note: None, next_step: None,
        };
        activity::log(&tx, nobody, call).await.unwrap();
        let table = analysis::reps(&tx, RepWindow::default()).await.unwrap();
        let of = |id| table.reps.iter().find(|rep| rep.member.as_ref().map(|it| it.id) == id).unwrap();
        let mine = &of(Some(workspace.owner)).figures;
        assert_eq!((mine.came, mine.won, mine.activities), (1, 1, 1));
        let theirs = &of(Some(colleague)).figures;
        assert_eq!((theirs.came, theirs.won, theirs.lost, theirs.win_rate.rate), (2, 1, 1, Some(0.5)));
        assert_eq!(theirs.won_amount.amount(), 10_000);
        assert_eq!(of(None).figures.open, 1);
        assert_eq!((table.all.came, table.all.won, table.all.lost, table.all.open), (4, 2, 1, 1));
        assert_eq!(table.all.average_order_reason, Some("no_orders"));
        let backwards = RepWindow { from: Some(table.to + Duration::days(1)), to: Some(table.to) };
        assert_eq!(refusal(analysis::reps(&tx, backwards).await).1, ["/to before_start"]);
    }
}
