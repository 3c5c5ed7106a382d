use crate::fixture::{create, named, refusal, stage_id, with_phone, workspace};
use chrono::TimeDelta;
use jobs::{Registry, Worker, entity::domain_event, operation};
use kernel::{Code, Grant, ids::LeadId, page::PageRequest};
use leads::{
    condition::LeadCondition,
    lead::{self, Lead, LeadFilter, LeadPatch, Move, NewLead},
    score::{
        self, BacktestInput, NoProbability, PublishRules, ScorePartKind,
        definition::{Grade, ScoreDefinition},
    },
    touch::{self, NewTouch},
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use testing::{TestDb, TestWorkspace, on_both_databases};

fn worker(db: &TestDb) -> Worker {
    Worker::new(db.db.clone(), leads::register(Registry::default()).unwrap())
}

/// Does everything that is due.
async fn settle(db: &TestDb) {
    let worker = worker(db);
    while worker.run_due().await.unwrap() > 0 {}
}

/// Fit by company and phone; ten points per touch that fade with a half-life of ten days; hot from 15 on.
fn rules() -> ScoreDefinition {
    serde_json::from_value(json!({
        "fit": { "limits": { "low": 0, "high": 50 }, "groups": [{ "name": "Company", "cap": 12, "rules": [
            { "name": "Has a company", "points": 10, "condition": { "field": { "field": "company", "operator": "is_set" } } },
            { "name": "Has a phone", "points": 5, "condition": { "field": { "field": "has_phone", "operator": "is", "values": [true] } } },
        ] }] },
        "engagement": { "limits": { "low": 0, "high": 50 }, "groups": [{
            "name": "Touches", "cap": null, "decay": { "half_life": { "days": 10.0 } },
            "rules": [{ "name": "Touch", "points": 10, "when": { "touch": {} }, "limit": null }],
        }] },
        "grades": { "a": 10.0, "b": 5.0, "one": 15.0, "two": 5.0 },
        "thresholds": [{ "key": "hot", "name": "Hot", "axis": "engagement", "at": 15.0, "hysteresis": 2.0 }],
    }))
    .unwrap()
}

pub async fn publish(workspace: &TestWorkspace, definition: ScoreDefinition) {
    let tx = workspace.read().await;
    let version = score::get_draft(&tx).await.unwrap().version;
    drop(tx);
    let tx = workspace.write_seeing(version).await;
    let draft = score::update_draft(&tx, definition).await.unwrap();
    tx.commit().await.unwrap();
    let tx = workspace.write_seeing(draft.version).await;
    score::publish(&tx, PublishRules { note: Some("why".into()) }).await.unwrap();
    tx.commit().await.unwrap();
}

async fn touched(workspace: &TestWorkspace, lead: LeadId) {
    let tx = workspace.write().await;
    touch::add(&tx, lead, NewTouch::default()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn new_lead(workspace: &TestWorkspace, input: NewLead) -> Lead {
    let tx = workspace.write().await;
    let lead = create(&tx, input).await;
    tx.commit().await.unwrap();
    lead
}

async fn close(workspace: &TestWorkspace, lead: LeadId, won: bool) {
    let tx = workspace.write().await;
    let stage = stage_id(&tx, if won { "won" } else { "lost" }).await;
    let lost_reason = (!won).then_some(leads::words::LostReason::Price);
    let to = Move {
        stage_id: stage,
        lost_reason,
        lost_note: None,
        next_step: None,
        before_lead_id: None,
    };
    lead::move_to(&tx, lead, to).await.unwrap();
    tx.commit().await.unwrap();
}

/// The directions in which a lead crossed `hot`, in order.
async fn crossings(workspace: &TestWorkspace, lead: LeadId) -> Vec<String> {
    use domain_event::{Column, Entity};
    let tx = workspace.read().await;
    let rows = tx.find::<Entity>().filter(Column::EventType.eq("lead.score_crossed"));
    let rows = rows.filter(Column::SubjectId.eq(lead.uuid())).order_by_asc(Column::Id);
    let rows = rows.all(&tx.db).await.unwrap();
    rows.iter().map(|row| row.data["direction"].as_str().unwrap().to_owned()).collect()
}

fn company(name: &str) -> NewLead {
    NewLead { company: Some("Blue Café".into()), ..named(name) }
}

on_both_databases! {
    async fn a_new_workspace_scores_leads_by_sound_rules_from_the_first_day(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = new_lead(&workspace, NewLead { company: Some("悦享".into()), title: Some("店长".into()), ..with_phone("张伟", "13800001234") }).await;
        settle(&db).await;
        let tx = workspace.write().await;
        let rules = score::get_rules(&tx).await.unwrap().published.unwrap();
        assert_eq!((rules.number, rules.published_by.map(|it| it.id)), (1, Some(workspace.owner)));
        let input = BacktestInput { definition: Some(rules.definition.clone()) };
        let tested = score::backtest(&tx, input).await.unwrap();
        assert_eq!((tested.leads, tested.missing, tested.auc), (0, 60, None));
        let found = score::score_of(&tx, lead.id).await.unwrap();
        assert!(found.fit >= 24.0, "{found:?}");
        let filter = LeadFilter { include: Some(serde_json::from_value(json!("score")).unwrap()), ..LeadFilter::default() };
        let page = lead::list(&tx, &filter, &PageRequest::default()).await.unwrap();
        let listed = page.data[0].score.clone().unwrap();
        assert_eq!((listed.score, listed.grade, listed.fit), (found.score, found.grade, found.fit));
    }

    async fn the_parts_of_a_score_add_up_and_caps_are_told(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        publish(&workspace, rules()).await;
        let lead = new_lead(&workspace, NewLead { company: Some("悦享".into()), ..with_phone("张伟", "13800001234") }).await;
        touched(&workspace, lead.id).await;
        db.clock.advance(TimeDelta::days(3));
        touched(&workspace, lead.id).await;
        db.clock.advance(TimeDelta::hours(7));
        let tx = workspace.read().await;
        let found = score::score_of(&tx, lead.id).await.unwrap();
        let told: Vec<_> = found.parts.iter().map(|part| (part.kind, part.points, part.count)).collect();
        assert_eq!(told[..3], [(ScorePartKind::Rule, 10.0, 1), (ScorePartKind::Rule, 5.0, 1), (ScorePartKind::Cap, -3.0, 0)]);
        assert_eq!((told.len(), told[3].2), (4, 2));
        let tenths = |points: f64| (points * 10.0).round();
        let sum: f64 = found.parts.iter().map(|part| tenths(part.points)).sum();
        assert!((sum - tenths(found.score)).abs() < 1e-9);
        assert!((tenths(found.fit) + tenths(found.engagement) - tenths(found.score)).abs() < 1e-9);
        assert_eq!((found.fit, found.engagement, found.grade), (12.0, 17.8, Grade::A1));
        assert_eq!((found.above, found.rules_number), (vec!["hot".to_owned()], 2));
        assert_eq!(found.probability.reason, Some(NoProbability::TooFewOutcomes));
        assert_eq!(found.probability.missing, Some(60));
    }

    async fn a_threshold_is_told_once_per_crossing_also_when_time_alone_crosses_it(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let old = new_lead(&workspace, named("old")).await;
        touched(&workspace, old.id).await;
        touched(&workspace, old.id).await;
        db.clock.advance(TimeDelta::minutes(1));
        publish(&workspace, rules()).await;
        settle(&db).await;
        db.clock.advance(TimeDelta::minutes(1));
        let lead = new_lead(&workspace, named("new")).await;
        for _ in 0..3 {
            touched(&workspace, lead.id).await;
            settle(&db).await;
            settle(&db).await;
        }
        assert_eq!(crossings(&workspace, lead.id).await, ["up"]);
        // It was above before anybody looked.
        assert!(crossings(&workspace, old.id).await.is_empty());
        for _ in 0..14 {
            db.clock.advance(TimeDelta::days(1));
            worker(&db).run_schedules_due().await.unwrap();
            settle(&db).await;
        }
        assert_eq!(crossings(&workspace, lead.id).await, ["up", "down"]);
        assert_eq!(crossings(&workspace, old.id).await, ["down"]);
        touched(&workspace, lead.id).await;
        settle(&db).await;
        assert_eq!(crossings(&workspace, lead.id).await, ["up", "down", "up"]);
    }

    async fn lists_come_in_the_order_of_scores_and_are_filtered_by_grade(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        publish(&workspace, rules()).await;
        for name in ["a", "b", "c", "d"] {
            let lead = new_lead(&workspace, if name < "c" { company(name) } else { named(name) }).await;
            if name == "b" || name == "d" {
                touched(&workspace, lead.id).await;
            }
        }
        settle(&db).await;
        let tx = workspace.read().await;
        let names = async |filter: Value, sort: &str, limit: u64| {
            let filter: LeadFilter = serde_json::from_value(filter).unwrap();
            let mut page = PageRequest { sort: Some(sort.into()), limit: Some(limit), ..PageRequest::default() };
            let mut names = Vec::new();
            loop {
                let found = lead::list(&tx, &filter, &page).await.unwrap();
                names.extend(found.data.into_iter().map(|lead| lead.name.unwrap()));
                page.cursor = found.next_cursor;
                if page.cursor.is_none() {
                    return names.concat();
                }
            }
        };
        assert_eq!(names(json!({}), "-score", 1).await.replace('d', "a"), "baac");
        assert_eq!(names(json!({}), "score", 3).await.chars().next(), Some('c'));
        assert_eq!(names(json!({"grade": "A2"}), "name", 50).await, "b");
        assert_eq!(names(json!({"grade": "A2,C3"}), "name", 50).await, "bc");
        assert_eq!(names(json!({"score_gte": 10.0, "q": "d"}), "-score", 50).await, "d");
        assert_eq!(names(json!({"score_gte": 10.1}), "-score", 50).await, "b");
    }

    async fn a_draft_is_only_changed_against_a_named_version_and_published_as_the_next(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let none = score::update_draft(&tx, rules()).await;
        assert_eq!(refusal(none).0, Code::PreconditionRequired);
        drop(tx);
        let tx = workspace.write_seeing(7).await;
        assert_eq!(refusal(score::update_draft(&tx, rules()).await).0, Code::Stale);
        drop(tx);
        let tx = workspace.write_seeing(1).await;
        assert_eq!(refusal(score::publish(&tx, PublishRules::default()).await).0, Code::WrongState);
        let draft = score::update_draft(&tx, rules()).await.unwrap();
        assert_eq!((draft.version, draft.based_on, draft.is_changed), (2, 1, true));
        tx.commit().await.unwrap();
        let tx = workspace.write_seeing(2).await;
        let version = score::publish(&tx, PublishRules { note: Some(" new ".into()) }).await.unwrap();
        assert_eq!((version.number, version.note.as_deref()), (2, Some("new")));
        let versions = score::list_versions(&tx).await.unwrap();
        assert_eq!(versions.iter().map(|it| it.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(score::get_version(&tx, 1).await.unwrap(), versions[1]);
        assert_eq!(refusal(score::get_version(&tx, 9).await).0, Code::NotFound);
        assert!(!score::get_draft(&tx).await.unwrap().is_changed);
        drop(tx);
        let tx = workspace.write_with([Grant::LeadsRead, Grant::LeadsWrite]).await;
        assert_eq!(refusal(score::update_draft(&tx, rules()).await).0, Code::MissingGrant);
        assert_eq!(refusal(score::start_training(&tx).await).0, Code::MissingGrant);
    }

    async fn everything_that_is_wrong_with_rules_is_told_at_once(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let mut wrong = rules();
        wrong.fit.limits.high = -5;
        wrong.fit.groups[0].rules[0].points = 5000;
        wrong.fit.groups[0].rules[1].condition = LeadCondition::Field(
            serde_json::from_value(json!({ "field": "mood", "operator": "is_set" })).unwrap(),
        );
        wrong.engagement.groups[0].rules[0].when = serde_json::from_value(json!({ "touch": { "channel_ids": ["chan_01h455vb4pex5vsknk084sn02q"] } })).unwrap();
        wrong.engagement.groups[0].decay = serde_json::from_value(json!({ "linear": { "per_month": 3.0 } })).unwrap();
        wrong.grades.b = 11.0;
        wrong.thresholds.push(wrong.thresholds[0].clone());
        let tx = workspace.write_seeing(1).await;
        let (code, told) = refusal(score::update_draft(&tx, wrong).await);
        assert_eq!(code, Code::Invalid);
        assert_eq!(told, [
            "/engagement/groups/0/decay/linear/per_month out_of_range",
            "/engagement/groups/0/rules/0/when/touch/channel_ids/0 not_found",
            "/fit/groups/0/rules/0/points too_large",
            "/fit/groups/0/rules/1/condition/field/field unknown_field",
            "/fit/limits/high too_small",
            "/grades/b too_large",
            "/thresholds/1/key duplicate",
        ]);
    }

    async fn a_backtest_looks_at_leads_as_they_were_before_the_outcome(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        publish(&workspace, rules()).await;
        for n in 0..80_u32 {
            let won = n % 4 == 0;
            let told = if won || n % 8 == 1 { company("x") } else { named("x") };
            let lead = new_lead(&workspace, told).await;
            db.clock.advance(TimeDelta::days(10));
            // What is learned by working on a lead is no fit: every loser names a company and a phone in the end.
            let tx = workspace.write().await;
            let patch = json!({ "company": if won { Value::Null } else { json!("later") }, "phone": if won { Value::Null } else { json!("13800001234") } });
            lead::update(&tx, lead.id, serde_json::from_value::<LeadPatch>(patch).unwrap()).await.unwrap();
            tx.commit().await.unwrap();
            touched(&workspace, lead.id).await;
            close(&workspace, lead.id, won).await;
        }
        let tx = workspace.read().await;
        let tested = score::backtest(&tx, BacktestInput::default()).await.unwrap();
        assert_eq!((tested.leads, tested.won, tested.missing), (80, 20, 0));
        // 20 winners above 50 losers and level with 10: (50 + 5) / 60.
        assert!((tested.auc.unwrap() - 55.0 / 60.0).abs() < 1e-9, "{:?}", tested.auc);
        assert_eq!(tested.published_auc, tested.auc);
        let grades: Vec<_> = tested.grades.iter().filter(|it| it.leads > 0).map(|it| (it.grade, it.leads, it.won)).collect();
        assert_eq!(grades, [(Grade::A3, 30, 20), (Grade::C3, 50, 0)]);
        assert_eq!((tested.thresholds[0].leads, tested.thresholds[0].share_of_wins), (0, Some(0.0)));
    }

    async fn a_model_is_learned_when_there_are_enough_outcomes_and_used_when_it_is_better(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        publish(&workspace, rules()).await;
        let train = async || {
            let tx = workspace.write().await;
            let started = score::start_training(&tx).await.unwrap();
            tx.commit().await.unwrap();
            settle(&db).await;
            operation::get(&workspace.read().await, started.id).await.unwrap()
        };
        let refused = train().await;
        assert_eq!((refused.state.as_str(), &refused.result["missing"]), ("succeeded", &json!(60)));
        for n in 0..600_u32 {
            // The city tells much, the industry a little; the rules know neither.
            let (city, dice) = (n * 7 % 5, n * 37 % 100);
            let industry = n * 11 % 3;
            let chance = [8, 20, 40, 62, 85][city as usize] + industry * 6;
            let input = NewLead { city: Some(format!("city {city}")), industry: Some(format!("trade {industry}")), ..named("x") };
            let lead = new_lead(&workspace, input).await;
            close(&workspace, lead.id, dice * 17 % 100 < chance).await;
        }
        let done = train().await;
        assert_eq!((done.state.as_str(), &done.result["number"]), ("succeeded", &json!(1)), "{done:?}");
        let tx = workspace.read().await;
        let page = score::get_model(&tx).await.unwrap();
        let report = &page.versions[0].report;
        assert_eq!((report.examples, report.tested, page.missing), (600, 360, 0));
        assert!(report.auc.unwrap() > 0.75 && report.rules_auc == Some(0.5), "{report:?}");
        assert!(report.brier.unwrap() < report.base_brier.unwrap());
        assert_eq!(report.importance[0].field, "city");
        assert!(page.in_use.is_some(), "{report:?}");
        drop(tx);
        let best = new_lead(&workspace, NewLead { city: Some("City 4 ".into()), ..named("y") }).await;
        let tx = workspace.read().await;
        let found = score::score_of(&tx, best.id).await.unwrap().probability;
        assert!(found.value.unwrap() > 0.7, "{found:?}");
        let sum = found.parts.iter().fold(found.average_logit.unwrap(), |sum, part| sum + part.logit);
        assert!((sum - found.logit.unwrap()).abs() == 0.0);
        assert!((1.0 / (1.0 + (-sum).exp()) - found.value.unwrap()).abs() < 1e-12);
        assert_eq!(found.parts[0].field, "city");
    }

    async fn scores_of_another_workspace_are_not_seen(db: TestDb) {
        let (ours, theirs) = (workspace(&db, "a").await, workspace(&db, "b").await);
        let lead = new_lead(&theirs, company("x")).await;
        settle(&db).await;
        let tx = ours.read().await;
        assert_eq!(refusal(score::score_of(&tx, lead.id).await).0, Code::NotFound);
        let page = PageRequest { sort: Some("-score".into()), ..PageRequest::default() };
        assert!(lead::list(&tx, &LeadFilter::default(), &page).await.unwrap().data.is_empty());
    }
}

/// The events of scores are in the catalogue that webhooks choose from.
#[test]
fn crossings_leave_the_house_and_drafts_do_not() {
    let public = |name: &str| jobs::EVENT_TYPES.iter().find(|it| it.name == name).unwrap().public;
    assert!(public("lead.score_crossed") && public("lead_score.published"));
    assert!(!public("lead_score.draft_updated"));
}
