//! Credit for conversions, out of the database.

use crate::{
    fixture::{created, named, refusal, stage_id, workspace},
    money::channel_id,
};
use chrono::{TimeDelta, Utc};
use customers::order::{self, NewOrder, OrderKind};
use kernel::{
    Grant,
    ids::LeadId,
    money::{Currency, Money},
    page::PageRequest,
};
use leads::{
    attribution::{
        self, AttributionBy, AttributionQuery, AttributionRun, AttributionRunFilter,
        NewAttributionRun, rules::AttributionModel,
    },
    convert::{self, ConvertLead},
    lead::{self, Move, NewLead},
    merge::{self, MergeLeads},
    touch::{self, NewTouch},
    words::LostReason,
};
use std::collections::{BTreeMap, HashMap};
use testing::{TestWorkspace, on_both_databases};

fn by(key: &str, days_ago: i64, now: chrono::DateTime<Utc>) -> NewTouch {
    NewTouch {
        channel_key: Some(key.to_owned()),
        occurred_at: Some(now - TimeDelta::days(days_ago)),
        ..NewTouch::default()
    }
}

/// A lead with contacts by these channels, a day apart, the last one today.
async fn touched(workspace: &TestWorkspace, path: &[&str]) -> LeadId {
    let lead = created(workspace, named(&format!("by {}", path.join(" ")))).await;
    let tx = workspace.write().await;
    for (key, days_ago) in path.iter().rev().zip(0..) {
        touch::add(&tx, lead.id, by(key, days_ago, tx.now())).await.unwrap();
    }
    tx.commit().await.unwrap();
    lead.id
}

async fn won(workspace: &TestWorkspace, path: &[&str], paid: i64) -> LeadId {
    let id = touched(workspace, path).await;
    let tx = workspace.write().await;
    let lead = convert::convert(&tx, id, ConvertLead::default()).await.unwrap();
    if paid > 0 {
        order::create(&tx, an_order(lead.account_id.unwrap(), OrderKind::Annual, paid))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    id
}

fn an_order(account_id: kernel::ids::AccountId, kind: OrderKind, amount: i64) -> NewOrder {
    NewOrder {
        account_id,
        kind,
        amount: Money::new(amount, Currency::CNY).unwrap(),
        plan_id: None,
        subscription_id: None,
        external_id: None,
        ordered_on: None,
        note: None,
    }
}

async fn lost(workspace: &TestWorkspace, path: &[&str]) {
    let id = touched(workspace, path).await;
    let tx = workspace.write().await;
    let stage_id = stage_id(&tx, "lost").await;
    let lost_reason = Some(LostReason::Price);
    let to = Move { stage_id, lost_reason, lost_note: None, next_step: None, before_lead_id: None };
    lead::move_to(&tx, id, to).await.unwrap();
    tx.commit().await.unwrap();
}

/// Thousandths of conversions and revenue by name of the channel.
fn credit(run: &AttributionRun, model: AttributionModel) -> BTreeMap<&str, (i64, i64)> {
    let found = run.answer.models.iter().find(|it| it.model == model).unwrap();
    found
        .credits
        .iter()
        .map(|it| (it.name.as_str(), (it.conversions, it.revenue.amount())))
        .collect()
}

on_both_databases! {
    async fn won_leads_give_credit_to_the_channels_of_their_touches(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        won(&workspace, &["social", "event"], 100_001).await;
        won(&workspace, &["direct"], 0).await;
        won(&workspace, &[], 7_000).await;
        lost(&workspace, &["event"]).await;
        let tx = workspace.read().await;
        let run = attribution::answer(&tx, AttributionQuery::default()).await.unwrap();
        assert!(run.checks.iter().all(|check| check.holds), "{:?}", run.checks);
        let found = &run.answer;
        assert_eq!((found.conversions, found.without_conversion, found.contacts), (3, 1, 4));
        assert_eq!((found.revenue.amount(), found.unattributed_conversions), (107_001, 1));
        assert_eq!(found.unattributed_revenue.amount(), 7_000);
        let first = credit(&run, AttributionModel::First);
        assert_eq!(first, [("Direct", (1_000, 0)), ("Social and short video", (1_000, 100_001))].into());
        let linear = credit(&run, AttributionModel::Linear);
        assert_eq!(linear["Events"].0, 500);
        let filter = lead::LeadFilter {
            touched_channel_id: Some(kernel::filter::Many(vec![channel_id(&tx, "event").await])),
            won_at_gte: Some(tx.now()),
            ..lead::LeadFilter::default()
        };
        let behind = lead::list(&tx, &filter, &PageRequest::default()).await.unwrap();
        assert_eq!(behind.data.len(), 1, "each credit opens the won leads behind it");
        assert_eq!(linear["Events"].1 + linear["Social and short video"].1, 100_001);
        assert!(!found.markov.enough_data);
        assert_eq!((found.markov.more_conversions, found.markov.more_without), (48, 49));
        assert!(found.models.iter().all(|it| it.model != AttributionModel::Markov), "no number rather than a bad one");
    }

    async fn contacts_before_the_look_back_and_of_excluded_channels_count_for_nothing(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        won(&workspace, &["social", "content", "event"], 0).await;
        let tx = workspace.read().await;
        let ask = async |query| attribution::answer(&tx, query).await.unwrap();
        let near = ask(AttributionQuery { look_back_days: Some(1), ..AttributionQuery::default() }).await;
        assert_eq!(credit(&near, AttributionModel::First).keys().copied().collect::<Vec<_>>(), ["Content"]);
        let event = channel_id(&tx, "event").await;
        let exclude_channel_id = Some(kernel::filter::Many(vec![event]));
        let without = ask(AttributionQuery { exclude_channel_id, ..AttributionQuery::default() }).await;
        assert_eq!(credit(&without, AttributionModel::Last).keys().copied().collect::<Vec<_>>(), ["Content"]);
        let campaigns = ask(AttributionQuery { by: Some(AttributionBy::Campaign), ..AttributionQuery::default() }).await;
        assert_eq!((campaigns.answer.unattributed_conversions, campaigns.answer.models.len()), (1, 0));
    }

    async fn a_lead_without_touches_has_the_channel_that_it_names(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let touch = NewTouch { channel_key: Some("event".into()), ..NewTouch::default() };
        let lead = lead::create(&tx, NewLead { touch: Some(touch), ..named("a") }).await.unwrap().lead;
        convert::convert(&tx, lead.id, ConvertLead::default()).await.unwrap();
        let run = attribution::answer(&tx, AttributionQuery::default()).await.unwrap();
        assert_eq!(credit(&run, AttributionModel::Linear)["Events"].0, 1_000);
    }

    async fn a_kept_run_becomes_stale_with_a_refund_and_with_a_merge_and_stays_as_it_was(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let winner = won(&workspace, &["social"], 50_000).await;
        let tx = workspace.write().await;
        let kept = attribution::create_run(&tx, NewAttributionRun::default()).await.unwrap();
        let id = kept.id.unwrap();
        assert!(!attribution::get_run(&tx, id).await.unwrap().stale);
        let account = lead::get(&tx, winner).await.unwrap().account_id.unwrap();
        let refund = order::create(&tx, an_order(account, OrderKind::Refund, 20_000)).await.unwrap();
        let stale = attribution::get_run(&tx, id).await.unwrap();
        assert!(stale.stale);
        assert_eq!(stale.answer, kept.answer);
        let again = attribution::create_run(&tx, NewAttributionRun::default()).await.unwrap();
        assert_eq!(again.answer.revenue.amount(), 30_000);
        order::void(&tx, refund.id, order::VoidOrder { reason: "Entered twice".into() }).await.unwrap();
        assert!(!attribution::get_run(&tx, id).await.unwrap().stale, "it says again what it said");
        tx.commit().await.unwrap();
        let other = touched(&workspace, &["event"]).await;
        let tx = workspace.write().await;
        let input = MergeLeads { loser_ids: vec![other], field_choices: HashMap::new() };
        merge::merge(&tx, winner, input).await.unwrap();
        assert!(attribution::get_run(&tx, id).await.unwrap().stale);
        let restated = attribution::answer(&tx, AttributionQuery::default()).await.unwrap();
        assert_eq!(credit(&restated, AttributionModel::Linear)["Events"].0, 500, "a merge unites the touches");
        let runs = attribution::list_runs(&tx, &AttributionRunFilter::default(), &PageRequest::default()).await.unwrap();
        assert_eq!(runs.data.len(), 2);
    }

    async fn what_a_customer_pays_is_given_out_once(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let first = won(&workspace, &["social"], 10_000).await;
        let second = touched(&workspace, &["event"]).await;
        let tx = workspace.write().await;
        let account_id = lead::get(&tx, first).await.unwrap().account_id;
        convert::convert(&tx, second, ConvertLead { account_id, ..ConvertLead::default() }).await.unwrap();
        let run = attribution::answer(&tx, AttributionQuery::default()).await.unwrap();
        assert_eq!((run.answer.conversions, run.answer.revenue.amount()), (2, 10_000));
        let last = credit(&run, AttributionModel::Last);
        assert_eq!(last.values().map(|it| it.1).sum::<i64>(), 10_000);
        assert_eq!((last["Events"].0, last["Social and short video"].0), (1_000, 1_000));
    }

    async fn enough_journeys_bring_the_chain_with_its_intervals(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        for _ in 0..50 {
            won(&workspace, &["social", "event"], 0).await;
            lost(&workspace, &["event"]).await;
        }
        let tx = workspace.read().await;
        let run = attribution::answer(&tx, AttributionQuery::default()).await.unwrap();
        assert!(run.answer.markov.enough_data);
        assert!((run.answer.markov.conversion_rate.unwrap() - 0.5).abs() < 1e-9);
        let markov = credit(&run, AttributionModel::Markov);
        assert_eq!(markov.values().map(|it| it.0).sum::<i64>(), 50_000);
        for it in &run.answer.markov.intervals {
            let name = run.answer.models[0].credits.iter().find(|credit| credit.channel_id == it.channel_id);
            if let Some(name) = name {
                let (credit, _) = markov[name.name.as_str()];
                assert!(it.low.unwrap() <= credit && credit <= it.high.unwrap());
            }
        }
        assert_eq!(run.answer.markov.intervals.len(), 2);
    }

    async fn credit_is_for_those_who_may_see_what_customers_pay(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write_with([Grant::LeadsRead]).await;
        let refused = attribution::answer(&tx, AttributionQuery::default()).await;
        assert_eq!(refusal(refused).0, kernel::Code::MissingGrant);
    }

    async fn questions_out_of_range_are_refused_all_at_once(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.read().await;
        let query = AttributionQuery {
            look_back_days: Some(0), half_life_days: Some(900),
            from_on: Some("2026-03-02".parse().unwrap()), to_on: Some("2026-03-01".parse().unwrap()),
            ..AttributionQuery::default()
        };
        let told = refusal(attribution::answer(&tx, query).await).1;
        assert_eq!(told, ["/half_life_days out_of_range", "/look_back_days out_of_range", "/to_on before_start"]);
    }
}
