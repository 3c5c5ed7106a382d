//! What helps to sell: checklist and kit of a stage, the decision chain, and a next step where one is needed.

use crate::fixture::{READER, create, created, named, refusal, stage_id, with_phone, workspace};
use customers::{
    account,
    affiliation::DecisionRole,
    order::{self, OrderFilter, OrderKind},
    person,
    plan::{self, NewPlan},
};
use kernel::{
    Code, WorkspaceTx,
    filter::Many,
    ids::LeadStageId,
    money::{Currency, Money},
    page::PageRequest,
    patch::Patch,
};
use leads::{
    activity::NextStep,
    checklist::{self, CheckItems, ChecklistItem},
    convert::{self, ConvertLead},
    decision_chain::{self, LeadContactPatch, NewLeadContact},
    kit::{self, KitItemFilter, KitItemPatch, KitKind, NewKitItem},
    lead::{self, Move},
    merge::{self, MergeLeads},
    stage::{self, StagePatch},
    words::LostReason,
};
use std::collections::HashMap;
use testing::on_both_databases;

fn script(title: &str, stages: &[LeadStageId]) -> NewKitItem {
    NewKitItem {
        kind: KitKind::Script,
        title: title.into(),
        body: Some("Ask how many shops they have.".into()),
        url: None,
        stage_ids: stages.to_vec(),
    }
}

fn somebody(name: &str) -> NewLeadContact {
    NewLeadContact {
        name: name.into(),
        title: None,
        role: Some(DecisionRole::Payer),
        concern: Some("Price".into()),
        say: Some(3),
        phone: Some("13800002222".into()),
        email: None,
        wechat: None,
        note: None,
    }
}

fn to(stage_id: LeadStageId) -> Move {
    Move { stage_id, lost_reason: None, lost_note: None, next_step: None, before_lead_id: None }
}

async fn ticked(tx: &WorkspaceTx, id: kernel::ids::LeadId) -> Vec<String> {
    let kit = checklist::stage_kit(tx, id).await.unwrap();
    kit.checklist.into_iter().filter(|it| it.checked_at.is_some()).map(|it| it.key).collect()
}

on_both_databases! {
    async fn a_rep_sees_what_is_to_be_done_in_a_stage_and_what_helps_there(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let (contacted, demo) = (stage_id(&tx, "contacted").await, stage_id(&tx, "demo").await);
        let everywhere = kit::create(&tx, script("For all", &[])).await.unwrap();
        kit::create(&tx, script("For demos", &[demo])).await.unwrap();
        let lead = create(&tx, named("张伟")).await.id;
        lead::move_to(&tx, lead, to(contacted)).await.unwrap();
        let shown = checklist::stage_kit(&tx, lead).await.unwrap();
        assert_eq!(shown.checklist.iter().map(|it| it.key.as_str()).collect::<Vec<_>>(), ["need", "decider"]);
        assert_eq!(shown.kit.iter().map(|it| it.item.title.as_str()).collect::<Vec<_>>(), ["For all"]);
        checklist::check(&tx, lead, CheckItems { checked: vec!["need".into()] }).await.unwrap();
        assert_eq!(ticked(&tx, lead).await, ["need"]);
        checklist::check(&tx, lead, CheckItems { checked: vec!["decider".into()] }).await.unwrap();
        assert_eq!(ticked(&tx, lead).await, ["decider"]);
        let wrong = checklist::check(&tx, lead, CheckItems { checked: vec!["colour".into()] }).await;
        assert_eq!(refusal(wrong).1, ["/checked/0 unknown_value"]);
        kit::mark_used(&tx, lead, everywhere.id).await.unwrap();
        let used = checklist::stage_kit(&tx, lead).await.unwrap().kit.remove(0).last_use.unwrap();
        assert_eq!(used.member.unwrap().id, workspace.owner);
        kit::unmark_used(&tx, lead, everywhere.id).await.unwrap();
        assert!(checklist::stage_kit(&tx, lead).await.unwrap().kit[0].last_use.is_none());
    }

    async fn an_item_is_compared_with_leads_that_did_without_it(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let item = kit::create(&tx, script("Case", &[])).await.unwrap().id;
        let (won, lost) = (stage_id(&tx, "won").await, stage_id(&tx, "lost").await);
        for n in 0..24 {
            let lead = create(&tx, named(&format!("{n}"))).await.id;
            if n < 12 {
                kit::mark_used(&tx, lead, item).await.unwrap();
                kit::mark_used(&tx, lead, item).await.unwrap();
            }
            let end = if n % 4 == 0 || n < 3 {
                to(won)
            } else {
                Move { lost_reason: Some(LostReason::Price), ..to(lost) }
            };
            lead::move_to(&tx, lead, end).await.unwrap();
        }
        let open = create(&tx, named("open")).await.id;
        kit::mark_used(&tx, open, item).await.unwrap();
        let effect = kit::effects(&tx).await.unwrap().remove(0);
        assert_eq!((effect.leads, effect.closed_with, effect.won_with), (13, 12, 5));
        assert_eq!((effect.closed_without, effect.won_without), (12, 3));
        assert!((effect.difference.unwrap() - 2.0 / 12.0).abs() < 1e-12);
    }

    async fn too_few_closed_leads_make_no_difference(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let item = kit::create(&tx, script("Case", &[])).await.unwrap().id;
        let lead = create(&tx, named("张伟")).await.id;
        kit::mark_used(&tx, lead, item).await.unwrap();
        lead::move_to(&tx, lead, to(stage_id(&tx, "won").await)).await.unwrap();
        let effect = kit::effects(&tx).await.unwrap().remove(0);
        assert_eq!((effect.difference, effect.difference_reason), (None, Some("too_few")));
        assert_eq!(effect.win_rate_without.rate_reason, Some("no_units"));
    }

    async fn an_item_says_something_and_is_for_stages_that_are_there(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let empty = NewKitItem { body: Some(" ".into()), ..script("Nothing", &[]) };
        assert_eq!(refusal(kit::create(&tx, empty).await).1, [" one_of_required"]);
        let nowhere = LeadStageId::from_uuid(uuid::Uuid::nil());
        let bad = NewKitItem { url: Some("no url".into()), ..script("", &[nowhere]) };
        let (code, told) = refusal(kit::create(&tx, bad).await);
        assert_eq!(code, Code::Invalid);
        assert!(told.contains(&"/stage_ids/0 not_found".to_owned()), "{told:?}");
        assert!(told.iter().any(|it| it.starts_with("/url")), "{told:?}");
        let item = kit::create(&tx, script("Script", &[])).await.unwrap();
        let patch = KitItemPatch { body: Patch::Null, ..KitItemPatch::default() };
        assert_eq!(refusal(kit::update(&tx, item.id, patch).await).1, [" one_of_required"]);
        kit::archive(&tx, item.id).await.unwrap();
        let left = kit::list(&tx, &KitItemFilter::default(), &PageRequest::default()).await.unwrap();
        assert!(left.data.is_empty());
        kit::unarchive(&tx, item.id).await.unwrap();
    }

    async fn a_stage_that_needs_a_next_step_lets_nobody_in_without_one(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let demo = stage_id(&tx, "demo").await;
        let strict = StagePatch { next_step_required: Patch::Value(true), ..StagePatch::default() };
        stage::update(&tx, demo, strict).await.unwrap();
        let lead = create(&tx, named("张伟")).await.id;
        assert_eq!(refusal(lead::move_to(&tx, lead, to(demo)).await).1, ["/next_step required"]);
        let step = NextStep { title: "Show it on Friday".into(), due_at: None };
        let moved = lead::move_to(&tx, lead, Move { next_step: Some(step), ..to(demo) }).await.unwrap();
        assert_eq!(moved.next_task.unwrap().title, "Show it on Friday");
        let back = stage_id(&tx, "contacted").await;
        lead::move_to(&tx, lead, to(back)).await.unwrap();
        lead::move_to(&tx, lead, to(demo)).await.unwrap();
    }

    async fn checklists_have_each_key_once(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let demo = stage_id(&tx, "demo").await;
        let item = |key: &str| ChecklistItem { key: key.into(), text: "Do it".into() };
        let twice = StagePatch { checklist: Patch::Value(vec![item("a"), item("a")]), ..StagePatch::default() };
        assert_eq!(refusal(stage::update(&tx, demo, twice).await).1, ["/checklist duplicate"]);
        let bad = StagePatch { checklist: Patch::Value(vec![item("Große")]), ..StagePatch::default() };
        assert_eq!(refusal(stage::update(&tx, demo, bad).await).1, ["/checklist/0/key invalid_format"]);
    }

    async fn the_decision_chain_is_masked_without_the_grant_and_becomes_people_of_the_account(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, with_phone("张伟", "13800001111")).await.id;
        let tx = workspace.write().await;
        let plan = NewPlan {
            key: "pro".into(), name: "Pro".into(), description: None,
            opening_fee: Money::new(800_000, Currency::CNY).unwrap(),
            annual_fee: Money::new(500_000, Currency::CNY).unwrap(),
            term_months: None, features: Vec::new().into(),
        };
        let plan_id = plan::create(&tx, plan).await.unwrap().id;
        decision_chain::add(&tx, lead, NewLeadContact { say: Some(1), ..somebody("王强") }).await.unwrap();
        let wife = decision_chain::add(&tx, lead, somebody("李芳")).await.unwrap();
        let names: Vec<_> = decision_chain::list(&tx, lead).await.unwrap().into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["李芳", "王强"]);
        let patch = LeadContactPatch { concern: Patch::Value("Service".into()), ..LeadContactPatch::default() };
        assert_eq!(decision_chain::update(&tx, wife.id, patch).await.unwrap().concern.as_deref(), Some("Service"));
        tx.commit().await.unwrap();
        let reader = workspace.write_with(READER).await;
        let shown = decision_chain::list(&reader, lead).await.unwrap();
        assert!(shown[0].phone.as_deref().unwrap().contains('*'), "{shown:?}");
        assert_eq!(refusal(decision_chain::remove(&reader, wife.id).await).0, Code::MissingGrant);
        drop(reader);
        let tx = workspace.write().await;
        let sold = ConvertLead { plan_id: Some(plan_id), ..ConvertLead::default() };
        let won = convert::convert(&tx, lead, sold).await.unwrap();
        let account = won.account_id.unwrap();
        let people = account::get(&tx, account).await.unwrap().people_count;
        assert_eq!(people, 3);
        let orders = OrderFilter { account_id: Some(Many(vec![account])), ..OrderFilter::default() };
        let orders = order::list(&tx, &orders, &PageRequest::default()).await.unwrap().data;
        let mut paid: Vec<_> = orders.iter().map(|it| (it.kind, it.amount.amount())).collect();
        paid.sort_unstable();
        assert_eq!(paid, [(OrderKind::Opening, 800_000), (OrderKind::Annual, 500_000)]);
        assert!(person::exists(&tx, won.person_id.unwrap()).await.unwrap());
    }

    async fn what_hangs_on_a_lead_goes_along_with_a_merge_and_comes_back(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let winner = created(&workspace, with_phone("张伟", "13800001111")).await.id;
        let loser = created(&workspace, with_phone("张伟", "13800001111")).await.id;
        let tx = workspace.write().await;
        decision_chain::add(&tx, loser, somebody("李芳")).await.unwrap();
        let losers = MergeLeads { loser_ids: vec![loser], field_choices: HashMap::new() };
        let merged = merge::merge(&tx, winner, losers).await.unwrap();
        assert_eq!(decision_chain::list(&tx, winner).await.unwrap().len(), 1);
        merge::undo(&tx, merged.merge_id).await.unwrap();
        assert!(decision_chain::list(&tx, winner).await.unwrap().is_empty());
        assert_eq!(decision_chain::list(&tx, loser).await.unwrap().len(), 1);
    }
}
