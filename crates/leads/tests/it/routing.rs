//! Who gets a lead, the public pool, and how soon it is answered.

use crate::fixture::{create, created, named, refusal, stage_id, workspace};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use identity::absence::{self, NewAbsence};
use jobs::{Enqueue as _, When};
use jobs::{Registry, Worker};
use kernel::{
    Actor, Caller, Code, Grant, WorkspaceTx,
    ids::{LeadId, MemberId},
    page::PageRequest,
};
use leads::{
    assignment::{self, AssignmentOutcome, AssignmentRules, DryRunRequest, Exclusion},
    entity::lead as lead_row,
    lead::{self, Assignment, Lead, LeadFilter, Move},
    ownership,
    pool::{self, Night, PoolPlacement, PoolRules, Release},
    response::{self, ResponsePeriod, ResponseRules},
    words::{OwnershipEnd, OwnershipStart, ResponseState},
};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};
use serde_json::{Value, json};
use testing::{TestDb, TestWorkspace, on_both_databases};

const REP: [Grant; 4] =
    [Grant::LeadsRead, Grant::LeadsWrite, Grant::LeadsContact, Grant::MembersRead];

/// A member's own transaction.
async fn write_as(
    db: &TestDb,
    workspace: &TestWorkspace,
    member: MemberId,
    grants: &[Grant],
) -> WorkspaceTx {
    let actor = Actor::Member { member, operator: workspace.operator };
    let grants = grants.iter().copied().collect();
    WorkspaceTx::write(&db.db, Caller { actor, grants, ..workspace.caller() }).await.unwrap()
}

fn rules(members: &[MemberId], strategy: &str) -> AssignmentRules {
    let members: Vec<Value> = members
        .iter()
        .map(|id| json!({ "member_id": id, "weight": null, "preferred": null }))
        .collect();
    serde_json::from_value(json!({
        "reps": [], "fallback_pool_key": null,
        "rules": [{
            "key": "all", "name": "All", "enabled": true, "condition": { "all": [] }, "strategy": strategy,
            "only_working_hours": true, "members": members,
        }],
    })).unwrap()
}

fn pools(change: &Value) -> PoolRules {
    let mut pool = json!({
        "key": "default", "name": "Pool", "condition": { "all": [] }, "daily_claims": null, "max_held": null,
        "cooldown_days": 0, "hold_hours": 0, "protection_days": null, "max_days": null, "warn_days": null,
        "escalate_days": null, "manager_id": null,
    });
    for (field, value) in change.as_object().unwrap() {
        pool[field] = value.clone();
    }
    serde_json::from_value(json!({ "pools": [pool] })).unwrap()
}

async fn publish(workspace: &TestWorkspace, version: i64, rules: AssignmentRules) {
    let tx = workspace.write_seeing(version).await;
    assignment::publish(&tx, rules).await.unwrap();
    tx.commit().await.unwrap();
}

async fn publish_pools(db: &TestDb, workspace: &TestWorkspace, version: i64, rules: PoolRules) {
    let tx = workspace.write_seeing(version).await;
    pool::publish(&tx, rules).await.unwrap();
    tx.commit().await.unwrap();
    work(db).await;
}

async fn work(db: &TestDb) {
    let registry = leads::register(Registry::default()).unwrap();
    let worker = Worker::new(db.db.clone(), registry);
    while worker.run_due().await.unwrap() > 0 {}
}

async fn get(workspace: &TestWorkspace, id: LeadId) -> Lead {
    lead::get(&workspace.read().await, id).await.unwrap()
}

/// What the ledger says, the latest first.
async fn owners(
    workspace: &TestWorkspace,
    id: LeadId,
) -> Vec<(OwnershipStart, Option<OwnershipEnd>)> {
    let rows = ownership::list(&workspace.read().await, id).await.unwrap();
    rows.into_iter().map(|it| (it.started, it.ended)).collect()
}

async fn pooled(workspace: &TestWorkspace, name: &str) -> LeadId {
    let tx = workspace.write().await;
    let input = leads::lead::NewLead { phone: Some("13800001234".into()), ..named(name) };
    let lead = create(&tx, input).await;
    pool::put_into(&tx, lead.id, PoolPlacement { pool_key: "default".into() }).await.unwrap();
    tx.commit().await.unwrap();
    lead.id
}

fn at(text: &str) -> DateTime<Utc> {
    format!("2026-03-{text}:00+08:00").parse().unwrap()
}

async fn night(db: &TestDb, workspace: &TestWorkspace) {
    let tx = workspace.write().await;
    tx.enqueue(&Night { workspace_id: workspace.id }, When::Now).await.unwrap();
    tx.commit().await.unwrap();
    work(db).await;
}

on_both_databases! {
    async fn captured_leads_take_turns_and_every_decision_can_be_made_again(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let (a, b) = (workspace.member("a@a.cn", "sales").await, workspace.member("b@a.cn", "sales").await);
        publish(&workspace, 0, rules(&[a, b], "round_robin")).await;
        let mut got = Vec::new();
        let mut last = None;
        for n in 0..6 {
            db.clock.advance(TimeDelta::minutes(1));
            let lead = created(&workspace, named(&format!("lead {n}"))).await;
            got.push(lead.owner_id.unwrap());
            last = Some(lead);
        }
        assert_eq!(got, [a, b, a, b, a, b]);
        let lead = last.unwrap();
        let decisions = assignment::decisions_of(&workspace.read().await, lead.id).await.unwrap();
        let decision = &decisions[0];
        assert_eq!((decision.outcome, decision.rules_version, decision.is_reproduced), (AssignmentOutcome::Assigned, 1, true));
        assert_eq!(decision.rule_key.as_deref(), Some("all"));
        assert_eq!(decision.candidates.len(), 2);
        assert_eq!(owners(&workspace, lead.id).await, [(OwnershipStart::Routed, None)]);
        // Whoever names an owner has decided.
        let named = leads::lead::NewLead { owner_id: Some(a), ..named("mine") };
        let lead = created(&workspace, named).await;
        assert_eq!(lead.owner_id, Some(a));
        assert!(assignment::decisions_of(&workspace.read().await, lead.id).await.unwrap().is_empty());
    }

    async fn many_who_capture_at_once_lose_nothing_and_share_fairly(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let mut members = Vec::new();
        for n in 0..3 {
            members.push(workspace.member(&format!("m{n}@a.cn"), "sales").await);
        }
        publish(&workspace, 0, rules(&members, "weighted")).await;
        let captures = (0..24).map(|n| {
            let workspace = workspace.clone();
            tokio::spawn(async move { created(&workspace, named(&format!("{n}"))).await.owner_id.unwrap() })
        });
        let mut counts = std::collections::BTreeMap::new();
        for capture in captures.collect::<Vec<_>>() {
            *counts.entry(capture.await.unwrap()).or_insert(0) += 1;
        }
        assert_eq!(counts.into_values().collect::<Vec<_>>(), [8, 8, 8]);
    }

    async fn leads_wait_with_a_reason_and_get_an_owner_when_somebody_is_back(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let a = workspace.member("a@a.cn", "sales").await;
        // Without rules nothing waits.
        assert_eq!(created(&workspace, named("early")).await.waiting_since, None);
        publish(&workspace, 0, rules(&[a], "round_robin")).await;
        let tx = workspace.write().await;
        let until_on = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let from_on = until_on.pred_opt().unwrap();
        absence::create(&tx, NewAbsence { member_id: a, from_on, until_on, note: None }).await.unwrap();
        tx.commit().await.unwrap();
        let lead = created(&workspace, named("patient")).await;
        assert_eq!((lead.owner_id, lead.waiting_reason), (None, Some(AssignmentOutcome::NobodyFree)));
        let look = async || {
            let tx = workspace.write().await;
            assignment::run_now(&tx).await.unwrap();
            tx.commit().await.unwrap();
            work(&db).await;
        };
        // After the absence, but before nine.
        db.clock.set(at("04T08:00"));
        look().await;
        look().await;
        let decisions = assignment::decisions_of(&workspace.read().await, lead.id).await.unwrap();
        assert_eq!(decisions.len(), 1, "nothing new is not written again");
        assert_eq!(decisions[0].candidates[0].candidate.excluded, Some(Exclusion::Absent));
        db.clock.set(at("04T09:00"));
        look().await;
        look().await;
        let assigned = get(&workspace, lead.id).await;
        assert_eq!((assigned.owner_id, assigned.waiting_since), (Some(a), None));
        assert_eq!(owners(&workspace, lead.id).await, [(OwnershipStart::Routed, None)]);
    }

    async fn a_small_monthly_capacity_is_earned_lead_by_lead(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let a = workspace.member("a@a.cn", "sales").await;
        let mut rules = rules(&[a], "round_robin");
        rules.reps = serde_json::from_value(json!([{ "member_id": a, "monthly_capacity": 10, "max_open": null }])).unwrap();
        rules.rules[0].only_working_hours = false;
        publish(&workspace, 0, rules).await;
        let mut got = 0;
        // Three a day for thirty days, far more than can be taken.
        for _ in 0..90 {
            let lead = created(&workspace, named("x")).await;
            got += i32::from(lead.owner_id.is_some());
            db.clock.advance(TimeDelta::hours(8));
        }
        assert_eq!(got, 10);
        let reps = assignment::rep_states(&workspace.read().await).await.unwrap();
        assert_eq!(reps[0].open_leads, 10);
        assert!(reps[0].credit.unwrap() <= 1.0);
    }

    async fn rules_are_published_against_the_version_that_was_seen_and_checked_whole(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let a = workspace.member("a@a.cn", "sales").await;
        let tx = workspace.write().await;
        assert_eq!(refusal(assignment::publish(&tx, rules(&[a], "weighted")).await).0, Code::PreconditionRequired);
        drop(tx);
        publish(&workspace, 0, rules(&[a], "weighted")).await;
        let tx = workspace.write_seeing(0).await;
        assert_eq!(refusal(assignment::publish(&tx, rules(&[a], "weighted")).await).0, Code::Stale);
        let nobody = MemberId::from_uuid(uuid::Uuid::from_u128(9));
        let mut wrong = rules(&[a, a, nobody], "weighted");
        wrong.fallback_pool_key = Some("nowhere".into());
        wrong.rules[0].condition = serde_json::from_value(json!({ "field": { "field": "colour", "operator": "is_set" } })).unwrap();
        assert_eq!(refusal(assignment::publish(&tx, wrong).await).1, [
            "/fallback_pool_key not_found", "/rules/0/condition/field/field unknown_field",
            "/rules/0/members/1/member_id duplicate", "/rules/0/members/2/member_id not_found",
        ]);
        drop(tx);
        let tx = workspace.write_with([Grant::LeadsRead, Grant::LeadsWrite]).await;
        assert_eq!(refusal(assignment::publish(&tx, rules(&[a], "weighted")).await).0, Code::MissingGrant);
        assert_eq!(assignment::get(&tx, None).await.unwrap().version, 1);
        assert_eq!(assignment::get(&tx, Some(1)).await.unwrap().rules.len(), 1);
    }

    async fn what_rules_were_in_a_version_can_be_read_and_one_that_never_was_is_not_found(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        publish_pools(&db, &workspace, 0, pools(&json!({ "max_held": 3 }))).await;
        publish_pools(&db, &workspace, 1, pools(&json!({ "max_held": 7 }))).await;
        let tx = workspace.read().await;
        let held = async |version| pool::get(&tx, version).await.unwrap().pools[0].max_held;
        assert_eq!((held(Some(1)).await, held(Some(2)).await, held(None).await), (Some(3), Some(7), Some(7)));
        assert_eq!(refusal(pool::get(&tx, Some(3)).await).0, Code::NotFound);
        assert_eq!(refusal(response::get(&tx, Some(1)).await).0, Code::NotFound, "each kind has its own");
        let other = crate::fixture::workspace(&db, "b").await.read().await;
        assert_eq!(refusal(pool::get(&other, Some(1)).await).0, Code::NotFound);
    }

    async fn a_dry_run_tells_what_would_have_been_and_changes_nothing(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let (a, b) = (workspace.member("a@a.cn", "sales").await, workspace.member("b@a.cn", "sales").await);
        for n in 0..10 {
            let owner_id = Some(a);
            created(&workspace, leads::lead::NewLead { owner_id, ..named(&format!("{n}")) }).await;
            db.clock.advance(TimeDelta::minutes(10));
        }
        db.clock.set(at("02T20:00"));
        created(&workspace, named("late")).await;
        db.clock.set(at("03T12:00"));
        let tx = workspace.write().await;
        let request = DryRunRequest { rules: rules(&[a, b], "round_robin"), since: None };
        let tried = assignment::dry_run(&tx, request).await.unwrap();
        assert_eq!((tried.leads, tried.assigned_at_once, tried.assigned_later), (11, 10, 1));
        let shares: Vec<_> = tried.members.iter().map(|it| (it.leads, it.leads_before)).collect();
        assert_eq!(shares, [(6, 10), (5, 0)]);
        assert_eq!(tried.different, 6, "five went to another, one to nobody");
        assert_eq!(assignment::get(&tx, None).await.unwrap().version, 0);
    }

    async fn of_many_who_claim_a_lead_one_gets_it(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        publish_pools(&db, &workspace, 0, pools(&json!({}))).await;
        let id = pooled(&workspace, "wanted").await;
        let mut members = Vec::new();
        for n in 0..8 {
            members.push(workspace.member(&format!("m{n}@a.cn"), "sales").await);
        }
        let claims = members.iter().map(|member| {
            let (db, workspace, member) = (db.db.clone(), workspace.clone(), *member);
            tokio::spawn(async move {
                let actor = Actor::Member { member, operator: workspace.operator };
                let caller = Caller { actor, grants: REP.into_iter().collect(), ..workspace.caller() };
                let tx = WorkspaceTx::write(&db, caller).await.unwrap();
                let claimed = pool::claim(&tx, id).await;
                match claimed {
                    Ok(lead) => {
                        tx.commit().await.unwrap();
                        Ok(lead)
                    }
                    Err(err) => Err(err.code()),
                }
            })
        });
        let mut won = Vec::new();
        for claim in claims.collect::<Vec<_>>() {
            match claim.await.unwrap() {
                Ok(lead) => won.push(lead),
                Err(code) => assert_eq!(code, Code::WrongState),
            }
        }
        assert_eq!(won.len(), 1);
        assert!(!won[0].contact_masked && won[0].phone.as_deref() == Some("+8613800001234"));
        assert_eq!(get(&workspace, id).await.owner_id, won[0].owner_id);
        assert_eq!(owners(&workspace, id).await, [(OwnershipStart::Claimed, None)]);
    }

    async fn nobody_sees_how_to_reach_a_lead_in_the_pool_and_nobody_gets_around_claiming(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        publish_pools(&db, &workspace, 0, pools(&json!({}))).await;
        let id = pooled(&workspace, "hidden").await;
        let rep = workspace.member("rep@a.cn", "sales").await;
        let tx = write_as(&db, &workspace, rep, &REP).await;
        let lead = lead::get(&tx, id).await.unwrap();
        assert!(lead.contact_masked);
        assert_eq!(lead.phone.as_deref(), Some("138****1234"));
        let found = async |tx: &WorkspaceTx, q: &str| {
            let filter: LeadFilter = serde_json::from_value(json!({ "q": q })).unwrap();
            lead::list(tx, &filter, &PageRequest::default()).await.unwrap().data.len()
        };
        assert_eq!((found(&tx, "13800001234").await, found(&tx, "138-0000-1234").await, found(&tx, "hidden").await), (0, 0, 1));
        assert_eq!(refusal(lead::assign(&tx, id, Assignment { owner_id: Some(rep) }).await).0, Code::WrongState);
        drop(tx);
        let tx = workspace.write().await;
        assert_eq!(found(&tx, "13800001234").await, 1, "whoever makes the rules sees all");
        assert!(!lead::get(&tx, id).await.unwrap().contact_masked);
    }

    async fn limits_count_from_the_ledger_and_the_last_owner_cools_down(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        publish_pools(&db, &workspace, 0, pools(&json!({ "daily_claims": 2, "cooldown_days": 3, "hold_hours": 1 }))).await;
        let mut ids = Vec::new();
        for n in 0..4 {
            ids.push(pooled(&workspace, &format!("{n}")).await);
        }
        let rep = workspace.member("rep@a.cn", "sales").await;
        let claim = async |id| {
            let tx = write_as(&db, &workspace, rep, &REP).await;
            let claimed = pool::claim(&tx, id).await;
            if claimed.is_ok() { tx.commit().await.unwrap(); }
            claimed.map(|_| ()).map_err(|err| err.code())
        };
        assert_eq!(claim(ids[0]).await, Err(Code::WrongState), "held for an hour");
        db.clock.advance(TimeDelta::hours(1));
        assert_eq!(claim(ids[0]).await, Ok(()));
        let tx = write_as(&db, &workspace, rep, &REP).await;
        let release = |reason: &str| Release { reason: reason.into(), pool_key: None };
        assert_eq!(refusal(pool::release(&tx, ids[0], release("  ")).await).1, ["/reason required"]);
        pool::release(&tx, ids[0], release("no answer")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(owners(&workspace, ids[0]).await, [(OwnershipStart::Claimed, Some(OwnershipEnd::Released))]);
        db.clock.advance(TimeDelta::hours(2));
        assert_eq!(claim(ids[1]).await, Ok(()));
        // Giving one back gives no claim back.
        assert_eq!(claim(ids[2]).await, Err(Code::WrongState));
        let limits = pool::pools(&write_as(&db, &workspace, rep, &REP).await).await.unwrap()[0].limits.unwrap();
        assert_eq!((limits.claimed_today, limits.claims_left, limits.held), (2, Some(0), 1));
        db.clock.advance(TimeDelta::days(1));
        assert_eq!(claim(ids[0]).await, Err(Code::WrongState), "still cooling down");
        assert_eq!(claim(ids[2]).await, Ok(()));
        db.clock.advance(TimeDelta::days(2));
        assert_eq!(claim(ids[0]).await, Ok(()));
    }

    async fn the_night_warns_then_takes_back_and_spares_what_is_won_or_followed_up(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let rep = workspace.member("rep@a.cn", "sales").await;
        let mine = |name: &str| leads::lead::NewLead { owner_id: Some(rep), ..named(name) };
        let (idle, won, busy) = (
            created(&workspace, mine("idle")).await.id, created(&workspace, mine("won")).await.id,
            created(&workspace, mine("busy")).await.id,
        );
        db.clock.advance(TimeDelta::days(100));
        // Switched on long after they came: everybody has a full period.
        publish_pools(&db, &workspace, 0, pools(&json!({ "protection_days": 7, "warn_days": 2 }))).await;
        let on = kernel::Clock::now(db.clock.as_ref());
        assert_eq!(get(&workspace, idle).await.protected_until, Some(on + TimeDelta::days(7)));
        night(&db, &workspace).await;
        assert_eq!(get(&workspace, idle).await.owner_id, Some(rep));
        let tx = workspace.write().await;
        let stage_id = stage_id(&tx, "won").await;
        lead::move_to(&tx, won, Move { stage_id, lost_reason: None, lost_note: None, before_lead_id: None, next_step: None }).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.advance(TimeDelta::days(6));
        let tx = workspace.write().await;
        let mut row = tx.find::<lead_row::Entity>().filter(lead_row::Column::Id.eq(busy)).one(&tx.db).await.unwrap().unwrap();
        pool::followed_up(&tx, &mut row, tx.now()).await.unwrap();
        row.into_active_model().reset_all().update(&tx.db).await.unwrap();
        tx.commit().await.unwrap();
        night(&db, &workspace).await;
        night(&db, &workspace).await;
        let warned = get(&workspace, idle).await;
        assert_eq!(warned.owner_id, Some(rep));
        assert!(warned.next_task.is_some(), "its owner has one task");
        assert!(get(&workspace, busy).await.next_task.is_none());
        let tonight = pool::preview(&workspace.read().await, Some(2)).await.unwrap();
        assert_eq!(tonight.leads.iter().map(|it| it.lead_id).collect::<Vec<_>>(), [idle]);
        db.clock.advance(TimeDelta::days(2));
        night(&db, &workspace).await;
        night(&db, &workspace).await;
        let taken = get(&workspace, idle).await;
        assert_eq!((taken.owner_id, taken.pool_key.as_deref()), (None, Some("default")));
        assert_eq!(owners(&workspace, idle).await, [(OwnershipStart::Entered, Some(OwnershipEnd::Reclaimed))]);
        assert_eq!(get(&workspace, won).await.owner_id, Some(rep));
        assert_eq!(get(&workspace, busy).await.owner_id, Some(rep));
    }

    async fn a_first_answer_is_due_in_working_time_and_late_is_a_fact(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write_seeing(0).await;
        let rules: ResponseRules = serde_json::from_value(json!({ "policies": [{
            "key": "usual", "name": "Usual", "condition": { "all": [] }, "target_minutes": 30, "calendar_id": null,
            "starts": "captured",
        }] })).unwrap();
        response::publish(&tx, rules).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.set(at("06T17:45"));
        let (quick, late, held) = (
            created(&workspace, named("quick")).await, created(&workspace, named("late")).await,
            created(&workspace, named("held")).await,
        );
        assert_eq!((quick.response_state, quick.response_due_at), (Some(ResponseState::Due), Some(at("09T09:15"))));
        db.clock.set(at("06T17:50"));
        let tx = workspace.write().await;
        let on_hold = stage_id(&tx, "on_hold").await;
        lead::move_to(&tx, held.id, Move { stage_id: on_hold, lost_reason: None, lost_note: None, before_lead_id: None, next_step: None }).await.unwrap();
        let mut row = tx.find::<lead_row::Entity>().filter(lead_row::Column::Id.eq(quick.id)).one(&tx.db).await.unwrap().unwrap();
        response::answered(&tx, &mut row, tx.now()).await.unwrap();
        row.into_active_model().reset_all().update(&tx.db).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.set(at("09T11:00"));
        work(&db).await;
        assert_eq!(get(&workspace, quick.id).await.response_state, Some(ResponseState::Met));
        assert_eq!(get(&workspace, late.id).await.response_state, Some(ResponseState::Breached));
        assert_eq!(get(&workspace, held.id).await.response_state, Some(ResponseState::Paused));
        let clock = response::of_lead(&workspace.read().await, late.id).await.unwrap().unwrap();
        assert_eq!((clock.breached_at, clock.remaining_seconds), (Some(at("09T09:15")), Some(-105 * 60)));
        assert_eq!(clock.counted.len(), 2);
        let figures = response::figures(&workspace.read().await, ResponsePeriod::default()).await.unwrap();
        assert_eq!((figures.all.met, figures.all.breached, figures.all.running), (1, 1, 1));
        assert_eq!((figures.all.met_share, figures.all.median_seconds), (Some(0.5), Some(300.0)));
        assert_eq!(figures.all.p90_seconds, Some(300.0));
    }

    async fn the_ledger_follows_every_change_of_owner(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let (a, b) = (workspace.member("a@a.cn", "sales").await, workspace.member("b@a.cn", "sales").await);
        let lead = created(&workspace, leads::lead::NewLead { owner_id: Some(a), ..named("x") }).await;
        let other = created(&workspace, leads::lead::NewLead { owner_id: Some(b), ..named("y") }).await;
        let to = async |owner_id| {
            db.clock.advance(TimeDelta::minutes(1));
            let tx = workspace.write().await;
            lead::assign(&tx, lead.id, Assignment { owner_id }).await.unwrap();
            tx.commit().await.unwrap();
        };
        to(Some(b)).await;
        to(None).await;
        db.clock.advance(TimeDelta::minutes(1));
        let tx = workspace.write().await;
        let merged = leads::merge::merge(&tx, lead.id, serde_json::from_value(json!({ "loser_ids": [other.id] })).unwrap()).await.unwrap();
        assert_eq!(merged.lead.owner_id, Some(b));
        tx.commit().await.unwrap();
        db.clock.advance(TimeDelta::minutes(1));
        let ledger = owners(&workspace, lead.id).await;
        assert_eq!(ledger, [
            (OwnershipStart::Merged, None),
            (OwnershipStart::Assigned, Some(OwnershipEnd::Unassigned)),
            (OwnershipStart::Entered, Some(OwnershipEnd::Transferred)),
        ]);
        assert_eq!(owners(&workspace, other.id).await, [(OwnershipStart::Entered, Some(OwnershipEnd::Merged))]);
        let tx = workspace.write().await;
        leads::merge::undo(&tx, merged.merge_id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(owners(&workspace, lead.id).await[0], (OwnershipStart::Merged, Some(OwnershipEnd::Merged)));
        assert_eq!(owners(&workspace, other.id).await[0], (OwnershipStart::Merged, None));
    }
}
