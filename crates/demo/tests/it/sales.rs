//! The pages of the sales side, by the services that answer them.

use crate::{
    digest::{NOW, write},
    written::read,
};
use chrono::{DateTime, Utc};
use demo::Year;
use identity::{absence, work_calendar};
use jobs::{DomainEvent, Enqueue as _, Registry, When, Worker, entity::domain_event};
use kernel::{Caller, Db, WorkspaceTx, locale::Locale, page::PageRequest};
use leads::{
    activity, analysis,
    assignment::{self, AssignmentOutcome},
    attribution::{self, AttributionQuery},
    campaign::{self, CampaignFilter},
    checklist, decision_chain,
    entity::{lead, lead_assignment_decision},
    kit::{self, KitItemFilter},
    ownership,
    pool::{self, Night, ProtectLeads},
    rate::{self, ExchangeRateFilter},
    referral::{self, AdvocateFilter, ReferralFilter, RewardFilter, SettleReferrals},
    response::{self, ResponsePeriod},
    target::{self, SalesTargetQuery},
    touch, validity,
};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use std::{collections::HashSet, sync::Arc};
use testing::{MockClock, SeededRandom, TestDb, on_both_databases};

fn then(db: &TestDb) -> Db {
    let at: DateTime<Utc> = NOW.parse().unwrap();
    db.db.with(Arc::new(MockClock::at(at)), Arc::new(SeededRandom::from_seed(1)))
}

async fn work(db: &Db) {
    let worker = Worker::new(db.clone(), leads::register(Registry::default()).unwrap());
    while worker.run_due().await.unwrap() > 0 {}
}

async fn leads_of(tx: &WorkspaceTx) -> Vec<lead::Model> {
    tx.find::<lead::Entity>().order_by_asc(lead::Column::Id).all(&tx.db).await.unwrap()
}

async fn story(tx: &WorkspaceTx) -> usize {
    let told = tx.find::<domain_event::Entity>();
    let told = told.filter(domain_event::Column::EventType.ne("lead.score_crossed"));
    usize::try_from(told.count(&tx.db).await.unwrap()).unwrap()
}

/// A won lead with everything that a lead can have.
fn won(year: &Year) -> kernel::ids::LeadId {
    year.leads.iter().find(|lead| lead.account_id.is_some()).unwrap().id
}

on_both_databases! {
    async fn every_page_of_the_sales_side_has_something_to_show(db: TestDb) {
        for (seed, locale) in [(3, Locale::ZhCn), (4, Locale::En)] {
            let year = write(&db, seed, locale).await;
            let tx = read(&then(&db), &year).await;
            let page = PageRequest::default();
            assert_eq!(assignment::get(&tx, None).await.unwrap().version, 2);
            assert!(assignment::rep_states(&tx).await.unwrap().len() >= 2);
            let pools = pool::pools(&tx).await.unwrap();
            assert!(pools.iter().map(|it| it.leads).sum::<u64>() > 0, "nothing in the pools");
            let answers = response::figures(&tx, ResponsePeriod::default()).await.unwrap();
            assert!(answers.all.met > 0 && answers.all.median_seconds.is_some());
            assert_eq!(work_calendar::list(&tx).await.unwrap().len(), 1);
            let away = absence::list(&tx, &absence::AbsenceFilter::default()).await.unwrap();
            assert_eq!(away.len(), 2);
            let rates = rate::list(&tx, &ExchangeRateFilter::default(), &page).await.unwrap();
            assert!(rates.data.len() >= 20);
            let plan = target::report(&tx, &SalesTargetQuery::default()).await.unwrap();
            assert!(plan.team.won.target.is_some() && plan.reps.len() >= 2);
            let items = kit::list(&tx, &KitItemFilter::default(), &page).await.unwrap();
            assert!(items.data.len() >= 10 && kit::effects(&tx).await.unwrap().len() >= 10);
            let campaigns = campaign::list(&tx, &CampaignFilter::default(), &page).await.unwrap();
            assert!(campaigns.data.iter().all(|it| it.targets.leads.is_some()));
            assert!(campaigns.data.iter().any(|it| it.review.is_some()));
            assert!(referral::programme(&tx, None).await.unwrap().enabled);
            let senders = referral::advocates(&tx, &AdvocateFilter::default(), &page).await.unwrap();
            let sent = referral::list(&tx, &ReferralFilter::default(), &page).await.unwrap();
            let earned = referral::rewards(&tx, &RewardFilter::default(), &page).await.unwrap();
            assert!(!senders.data.is_empty() && !sent.data.is_empty() && !earned.data.is_empty());
            let disputes = validity::disputes(&tx, &validity::DisputeFilter::default(), &page).await;
            assert!(!disputes.unwrap().data.is_empty());
            let pipeline = analysis::pipeline(&tx, &leads::lead::LeadFilter::default()).await;
            pipeline.unwrap();
            let credit = attribution::answer(&tx, AttributionQuery::default()).await.unwrap();
            let credit = serde_json::to_value(credit).unwrap();
            assert!(credit.to_string().contains("markov"));

            let lead = won(&year);
            assert!(activity::list(&tx, lead, &page).await.unwrap().data.len() >= 5);
            assert!(!decision_chain::list(&tx, lead).await.unwrap().is_empty());
            assert!(!ownership::list(&tx, lead).await.unwrap().is_empty());
            assert!(response::of_lead(&tx, lead).await.unwrap().is_some());
            assert!(!touch::list(&tx, lead, &page).await.unwrap().data.is_empty());
            checklist::stage_kit(&tx, lead).await.unwrap();
        }
    }

    async fn every_decision_about_an_owner_can_be_made_again(db: TestDb) {
        let year = write(&db, 5, Locale::En).await;
        let tx = read(&then(&db), &year).await;
        let leads = tx.find::<lead_assignment_decision::Entity>().all(&tx.db).await.unwrap();
        let leads: HashSet<_> = leads.into_iter().map(|row| row.lead_id).collect();
        assert!(leads.len() > 40, "{}", leads.len());
        for lead in leads {
            for decision in assignment::decisions_of(&tx, lead).await.unwrap() {
                assert!(decision.is_reproduced, "{lead}");
                assert!(decision.outcome != AssignmentOutcome::NoRule);
            }
        }
    }

    async fn the_jobs_of_the_product_find_that_everything_is_as_they_would_have_made_it(db: TestDb) {
        let year = write(&db, 6, Locale::ZhCn).await;
        let then = then(&db);
        let before = leads_of(&read(&then, &year).await).await;
        let owner = &year.members[0];
        let actor = kernel::Actor::Member { member: owner.id, operator: owner.operator_id };
        let caller = Caller {
            workspace: year.workspace.id,
            actor,
            grants: kernel::Grants::all(),
            request_id: "req_test".to_owned(),
            expected_version: None,
        };
        let tx = WorkspaceTx::write(&then, caller).await.unwrap();
        tx.enqueue(&ProtectLeads { version: 1 }, When::Now).await.unwrap();
        let lead_ids = year.sales.referrals.iter().map(|it| year.leads[it.lead].id).collect();
        tx.enqueue(&SettleReferrals { lead_ids }, When::Now).await.unwrap();
        tx.commit().await.unwrap();
        work(&then).await;
        let tx = read(&then, &year).await;
        assert_eq!(leads_of(&tx).await, before, "protection");
        assert_eq!(story(&tx).await, year.history.len(), "referrals");
        drop(tx);
        let caller = Caller {
            workspace: year.workspace.id,
            actor: kernel::Actor::System("leads.reclaim"),
            grants: kernel::Grants::all(),
            request_id: "req_test".to_owned(),
            expected_version: None,
        };
        let tx = WorkspaceTx::write(&then, caller).await.unwrap();
        tx.enqueue(&Night { workspace_id: year.workspace.id }, When::Now).await.unwrap();
        tx.commit().await.unwrap();
        work(&then).await;
        let tx = read(&then, &year).await;
        assert_eq!(leads_of(&tx).await, before, "the night");
        assert_eq!(story(&tx).await, year.history.len());
        let first = year.history.iter().find(|it| matches!(it.event, DomainEvent::LeadPooled { .. }));
        assert!(first.is_some());
    }
}
