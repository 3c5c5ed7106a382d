//! Who sends us others, what becomes of them, and what that earns.

use crate::fixture::{create, created, named, refusal, stage_id, with_phone, workspace};
use customers::{
    account::{self, NewAccount},
    order::{self, NewOrder, OrderKind, VoidOrder},
    person::{self, NewPerson},
};
use jobs::{Registry, Worker};
use kernel::{
    Code, Error,
    ids::{AdvocateId, LeadId, OrderId},
    money::{Currency, Money},
    page::PageRequest,
    patch::Patch,
};
use leads::{
    convert::{self, ConvertLead},
    lead::{self, Lead, Move, NewLead},
    merge::{self, MergeLeads},
    referral::{
        self, Advocate, AdvocatePatch, CancelReward, NewAdvocate, NewReferral, PayRewards,
        Referral, ReferralFilter, ReferralProgramme, ReferralReward, ReferralState, RefuseReferral,
        RewardFilter, RewardState, Suspicion,
    },
    touch::{self, NewTouch},
    validity::{self, Answer, Criterion, CriterionAnswer, ReviewLead},
    words::LostReason,
};
use std::collections::HashMap;
use testing::{TestDb, TestWorkspace, on_both_databases};

fn yuan(amount: i64) -> Money {
    Money::new(amount * 100, Currency::CNY).unwrap()
}

fn programme() -> ReferralProgramme {
    ReferralProgramme {
        enabled: true,
        qualified_reward: Some(yuan(50)),
        won_reward: Some(yuan(200)),
        order_percent: Some(10),
        hold_days: 30,
        ..ReferralProgramme::default()
    }
}

async fn publish(
    workspace: &TestWorkspace,
    seen: i64,
    programme: ReferralProgramme,
) -> Result<i64, Error> {
    let tx = workspace.write_seeing(seen).await;
    let version = referral::publish(&tx, programme).await?.version;
    tx.commit().await?;
    Ok(version)
}

/// A workspace with the programme, and somebody who sends others.
async fn with_advocate(db: &TestDb) -> (TestWorkspace, Advocate) {
    let workspace = workspace(db, "a").await;
    publish(&workspace, 0, programme()).await.unwrap();
    let tx = workspace.write().await;
    let input = NewAdvocate {
        name: Some("陈静".into()),
        code: Some("chen-jing".into()),
        phone: Some("13800000001".into()),
        ..NewAdvocate::default()
    };
    let advocate = referral::create_advocate(&tx, input).await.unwrap();
    tx.commit().await.unwrap();
    (workspace, advocate)
}

fn sent(name: &str, phone: &str, code: &str) -> NewLead {
    let touch = NewTouch { referral_code: Some(code.into()), ..NewTouch::default() };
    NewLead { touch: Some(touch), ..with_phone(name, phone) }
}

async fn work(db: &TestDb) {
    let registry = leads::register(Registry::default()).unwrap();
    let worker = Worker::new(db.db.clone(), registry);
    while worker.run_due().await.unwrap() > 0 {}
}

async fn referrals(workspace: &TestWorkspace) -> Vec<Referral> {
    let (filter, page) = (ReferralFilter::default(), PageRequest::default());
    referral::list(&workspace.read().await, &filter, &page).await.unwrap().data
}

async fn of_lead(workspace: &TestWorkspace, id: LeadId) -> Option<Referral> {
    referrals(workspace).await.into_iter().find(|it| it.lead.id == id)
}

async fn rewards(workspace: &TestWorkspace) -> Vec<ReferralReward> {
    let (filter, page) = (RewardFilter::default(), PageRequest::default());
    referral::rewards(&workspace.read().await, &filter, &page).await.unwrap().data
}

/// State and amount of each reward, the smallest first.
async fn ledger(workspace: &TestWorkspace) -> Vec<(RewardState, i64)> {
    let mut rows: Vec<_> =
        rewards(workspace).await.iter().map(|it| (it.state, it.amount.amount() / 100)).collect();
    rows.sort_by_key(|(_, amount)| *amount);
    rows
}

async fn make_valid(workspace: &TestWorkspace, id: LeadId) {
    let tx = workspace.write().await;
    let says = |criterion| CriterionAnswer { criterion, answer: Answer::Yes, evidence: None };
    let criteria = vec![says(Criterion::DecisionMaker), says(Criterion::Intent)];
    validity::review(&tx, id, ReviewLead { criteria }).await.unwrap();
    tx.commit().await.unwrap();
}

async fn convert(workspace: &TestWorkspace, id: LeadId) -> Lead {
    let tx = workspace.write().await;
    let lead = convert::convert(&tx, id, ConvertLead::default()).await.unwrap();
    tx.commit().await.unwrap();
    lead
}

async fn pays(workspace: &TestWorkspace, lead: &Lead, kind: OrderKind, amount: i64) -> OrderId {
    let tx = workspace.write().await;
    let order = NewOrder {
        account_id: lead.account_id.unwrap(),
        kind,
        amount: yuan(amount),
        plan_id: None,
        subscription_id: None,
        external_id: None,
        ordered_on: None,
        note: None,
    };
    let order = order::create(&tx, order).await.unwrap();
    tx.commit().await.unwrap();
    order.id
}

async fn move_to(workspace: &TestWorkspace, id: LeadId, stage: &str, lost: Option<LostReason>) {
    let tx = workspace.write().await;
    let stage_id = stage_id(&tx, stage).await;
    let to = Move {
        stage_id,
        lost_reason: lost,
        lost_note: None,
        before_lead_id: None,
        next_step: None,
    };
    lead::move_to(&tx, id, to).await.unwrap();
    tx.commit().await.unwrap();
}

async fn totals(workspace: &TestWorkspace, id: AdvocateId) -> (u64, u64, i64, i64) {
    let shown = referral::get_advocate(&workspace.read().await, id).await.unwrap().totals;
    let (owed, paid) = (shown.pending_amount.amount(), shown.paid_amount.amount());
    (shown.referrals, shown.won, owed / 100, paid / 100)
}

on_both_databases! {
    async fn a_lead_with_a_code_is_a_referral_that_earns_as_it_goes_on(db: TestDb) {
        let (workspace, advocate) = with_advocate(&db).await;
        let lead = created(&workspace, sent("赵敏", "13900000002", " CHEN-JING ")).await;
        assert_eq!(lead.channel.map(|it| it.name).as_deref(), Some("Customer referral"));
        let referral = of_lead(&workspace, lead.id).await.unwrap();
        assert_eq!((referral.state, referral.needs_review), (ReferralState::Pending, false));
        assert_eq!(referral.advocate.code, "chen-jing");
        assert!(rewards(&workspace).await.is_empty());
        make_valid(&workspace, lead.id).await;
        work(&db).await;
        assert_eq!(of_lead(&workspace, lead.id).await.unwrap().state, ReferralState::Qualified);
        assert_eq!(ledger(&workspace).await, [(RewardState::Pending, 50)]);
        let lead = convert(&workspace, lead.id).await;
        pays(&workspace, &lead, OrderKind::Annual, 3_000).await;
        work(&db).await;
        work(&db).await;
        assert_eq!(of_lead(&workspace, lead.id).await.unwrap().state, ReferralState::Won);
        let earned = [(RewardState::Pending, 50), (RewardState::Pending, 200), (RewardState::Pending, 300)];
        assert_eq!(ledger(&workspace).await, earned);
        assert_eq!(totals(&workspace, advocate.id).await, (1, 1, 550, 0));
    }

    async fn rewards_are_paid_when_they_are_due_all_or_none(db: TestDb) {
        let (workspace, advocate) = with_advocate(&db).await;
        let lead = created(&workspace, sent("赵敏", "13900000002", "chen-jing")).await;
        convert(&workspace, lead.id).await;
        work(&db).await;
        let ids: Vec<_> = rewards(&workspace).await.iter().map(|it| it.id).collect();
        assert_eq!(ids.len(), 2);
        let pay = || PayRewards { ids: ids.clone(), reference: Some("transfer 17".into()) };
        let early = referral::pay_rewards(&workspace.write().await, pay()).await;
        assert_eq!(refusal(early).1, ["/ids/0 not_allowed", "/ids/1 not_allowed"]);
        db.clock.advance(chrono::TimeDelta::days(31));
        let tx = workspace.write().await;
        let paid = referral::pay_rewards(&tx, pay()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(paid.iter().all(|it| it.state == RewardState::Paid && it.paid_at.is_some()));
        assert_eq!(totals(&workspace, advocate.id).await, (1, 1, 0, 250));
        let again = referral::pay_rewards(&workspace.write().await, pay()).await;
        assert_eq!(refusal(again).0, Code::Invalid);
    }

    async fn a_refund_takes_the_share_back_and_a_void_order_earns_nothing(db: TestDb) {
        let (workspace, _) = with_advocate(&db).await;
        let lead = created(&workspace, sent("赵敏", "13900000002", "chen-jing")).await;
        let lead = convert(&workspace, lead.id).await;
        let order = pays(&workspace, &lead, OrderKind::Annual, 3_000).await;
        pays(&workspace, &lead, OrderKind::Refund, 1_000).await;
        work(&db).await;
        assert_eq!(ledger(&workspace).await[1..], [(RewardState::Pending, 200), (RewardState::Pending, 200)]);
        let tx = workspace.write().await;
        order::void(&tx, order, VoidOrder { reason: "Entered twice".into() }).await.unwrap();
        tx.commit().await.unwrap();
        work(&db).await;
        assert_eq!(ledger(&workspace).await[2], (RewardState::Cancelled, 200));
    }

    async fn what_was_paid_for_a_lead_that_is_lost_after_all_is_overpaid(db: TestDb) {
        let (workspace, _) = with_advocate(&db).await;
        let lead = created(&workspace, sent("赵敏", "13900000002", "chen-jing")).await;
        make_valid(&workspace, lead.id).await;
        work(&db).await;
        db.clock.advance(chrono::TimeDelta::days(31));
        let ids = rewards(&workspace).await.iter().map(|it| it.id).collect();
        let tx = workspace.write().await;
        referral::pay_rewards(&tx, PayRewards { ids, reference: None }).await.unwrap();
        tx.commit().await.unwrap();
        move_to(&workspace, lead.id, "lost", Some(LostReason::Price)).await;
        work(&db).await;
        assert_eq!(of_lead(&workspace, lead.id).await.unwrap().state, ReferralState::Lost);
        let shown = rewards(&workspace).await.remove(0);
        assert_eq!((shown.state, shown.amount, shown.paid_amount), (RewardState::Overpaid, yuan(0), Some(yuan(50))));
        move_to(&workspace, lead.id, "contacted", None).await;
        work(&db).await;
        assert_eq!(ledger(&workspace).await, [(RewardState::Paid, 50)]);
    }

    async fn a_suspicious_referral_waits_for_somebody_and_a_refused_one_earns_nothing(db: TestDb) {
        let (workspace, _) = with_advocate(&db).await;
        let oneself = created(&workspace, sent("陈小姐", "138 0000 0001", "chen-jing")).await;
        let referral = of_lead(&workspace, oneself.id).await.unwrap();
        assert_eq!((referral.suspicions.0, referral.needs_review), (vec![Suspicion::Oneself], true));
        convert(&workspace, oneself.id).await;
        work(&db).await;
        db.clock.advance(chrono::TimeDelta::days(31));
        assert!(rewards(&workspace).await.iter().all(|it| !it.payable));
        let tx = workspace.write().await;
        referral::accept(&tx, referral.id).await.unwrap();
        tx.commit().await.unwrap();
        assert!(rewards(&workspace).await.iter().all(|it| it.payable));
        let tx = workspace.write().await;
        let note = RefuseReferral { note: "The same shop".into() };
        let refused = referral::refuse(&tx, referral.id, note).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((refused.state, refused.needs_review), (ReferralState::Refused, false));
        assert!(ledger(&workspace).await.iter().all(|(state, _)| *state == RewardState::Cancelled));
    }

    async fn whoever_was_known_before_and_colleagues_are_noticed(db: TestDb) {
        let (workspace, _) = with_advocate(&db).await;
        let tx = workspace.write().await;
        let company = NewAccount { name: "杭州小溪茶业有限公司".into(), ..NewAccount::default() };
        let account_id = account::create(&tx, company).await.unwrap().id;
        let known = NewPerson { name: "王芳".into(), phone: Some("13700000003".into()), ..NewPerson::default() };
        person::create(&tx, known).await.unwrap();
        let colleague = NewAdvocate { name: Some("李雷".into()), account_id: Some(account_id), ..NewAdvocate::default() };
        let code = referral::create_advocate(&tx, colleague).await.unwrap().code;
        let branch = NewLead { company: Some("小溪茶业（杭州）有限公司".into()), ..sent("小周", "13700000004", &code) };
        let branch = create(&tx, branch).await.id;
        let known = create(&tx, sent("王芳", "13700000003", &code)).await.id;
        let stranger = create(&tx, sent("路人", "13700000005", &code)).await.id;
        tx.commit().await.unwrap();
        let workspace = &workspace;
        let suspicions = |id| async move { of_lead(workspace, id).await.unwrap().suspicions.0 };
        assert_eq!(suspicions(branch).await, [Suspicion::SameCompany]);
        assert_eq!(suspicions(known).await, [Suspicion::KnownLead]);
        assert!(suspicions(stranger).await.is_empty());
    }

    async fn two_leads_from_one_browser_are_noticed(db: TestDb) {
        let (workspace, _) = with_advocate(&db).await;
        let from_browser = |name: &str, phone: &str, browser: &str| {
            let mut lead = sent(name, phone, "chen-jing");
            lead.touch.as_mut().unwrap().anonymous_id = Some(browser.to_owned());
            lead
        };
        created(&workspace, from_browser("赵敏", "13900000002", "browser-1")).await;
        let again = created(&workspace, from_browser("钱进", "13900000003", "browser-1")).await.id;
        let other = created(&workspace, from_browser("孙悦", "13900000004", "browser-2")).await.id;
        assert_eq!(of_lead(&workspace, again).await.unwrap().suspicions.0, [Suspicion::SameDevice]);
        assert!(of_lead(&workspace, other).await.unwrap().suspicions.0.is_empty());
    }

    async fn a_code_that_does_not_work_turns_nobody_away(db: TestDb) {
        let (workspace, advocate) = with_advocate(&db).await;
        let tx = workspace.write().await;
        let patch = AdvocatePatch { blocked: Patch::Value(true), ..AdvocatePatch::default() };
        referral::update_advocate(&tx, advocate.id, patch).await.unwrap();
        let blocked = create(&tx, sent("赵敏", "13900000002", "chen-jing")).await;
        create(&tx, sent("钱进", "13900000003", "no-such-code")).await;
        let touches = touch::list(&tx, blocked.id, &PageRequest::default()).await.unwrap();
        assert_eq!(touches.data[0].referral_code.as_deref(), Some("chen-jing"));
        tx.commit().await.unwrap();
        assert!(referrals(&workspace).await.is_empty());
    }

    async fn a_referral_that_somebody_enters_names_what_is_wrong_and_is_one_of_a_kind(db: TestDb) {
        let (workspace, advocate) = with_advocate(&db).await;
        let lead = created(&workspace, named("赵敏")).await;
        make_valid(&workspace, lead.id).await;
        let tx = workspace.write().await;
        let input = NewReferral { advocate_id: advocate.id, lead_id: lead.id };
        let referral = referral::create(&tx, input.clone()).await.unwrap();
        assert_eq!(referral.state, ReferralState::Qualified);
        assert_eq!(refusal(referral::create(&tx, input).await).1, ["/lead_id already_exists"]);
        let nobody = NewReferral { advocate_id: uuid::Uuid::from_u128(7).into(), lead_id: uuid::Uuid::from_u128(8).into() };
        assert_eq!(refusal(referral::create(&tx, nobody).await).1, ["/advocate_id not_found", "/lead_id not_found"]);
    }

    async fn of_two_referrals_that_a_merge_brings_together_the_first_counts_until_it_is_undone(db: TestDb) {
        let (workspace, _) = with_advocate(&db).await;
        let tx = workspace.write().await;
        let other = NewAdvocate { name: Some("孙悦".into()), code: Some("sun-yue".into()), ..NewAdvocate::default() };
        referral::create_advocate(&tx, other).await.unwrap();
        let first = create(&tx, sent("赵敏", "13900000002", "chen-jing")).await.id;
        tx.commit().await.unwrap();
        db.clock.advance(chrono::TimeDelta::hours(1));
        let second = created(&workspace, sent("赵敏", "13900000009", "sun-yue")).await.id;
        make_valid(&workspace, first).await;
        let tx = workspace.write().await;
        let losers = MergeLeads { loser_ids: vec![second], field_choices: HashMap::new() };
        let merged = merge::merge(&tx, first, losers).await.unwrap();
        tx.commit().await.unwrap();
        work(&db).await;
        let states: Vec<_> = referrals(&workspace).await.iter().map(|it| it.state).collect();
        assert_eq!(states, [ReferralState::Duplicate, ReferralState::Qualified]);
        assert_eq!(ledger(&workspace).await, [(RewardState::Pending, 50)]);
        let tx = workspace.write().await;
        merge::undo(&tx, merged.merge_id).await.unwrap();
        tx.commit().await.unwrap();
        work(&db).await;
        assert_eq!(of_lead(&workspace, second).await.unwrap().state, ReferralState::Pending);
    }

    async fn what_was_promised_when_somebody_was_referred_stays_promised(db: TestDb) {
        let (workspace, _) = with_advocate(&db).await;
        let lead = created(&workspace, sent("赵敏", "13900000002", "chen-jing")).await;
        let stingy = ReferralProgramme { qualified_reward: Some(yuan(1)), ..programme() };
        assert_eq!(publish(&workspace, 1, stingy).await.unwrap(), 2);
        make_valid(&workspace, lead.id).await;
        work(&db).await;
        assert_eq!(ledger(&workspace).await, [(RewardState::Pending, 50)]);
    }

    async fn a_programme_with_mistakes_names_them_all_and_is_not_published(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let wrong = ReferralProgramme {
            won_reward: Some(Money::new(-5, Currency::USD).unwrap()),
            form_id: Some(uuid::Uuid::from_u128(7).into()),
            order_percent: Some(101),
            ..programme()
        };
        let (code, told) = refusal(publish(&workspace, 0, wrong).await);
        assert_eq!(code, Code::Invalid);
        let named = ["/form_id not_found", "/order_percent too_large", "/won_reward/amount too_small", "/won_reward/currency unknown_value"];
        assert_eq!(told, named);
        assert_eq!(refusal(publish(&workspace, 3, programme()).await).0, Code::Stale);
        assert_eq!(referral::programme(&workspace.read().await, None).await.unwrap().version, 0);
    }

    async fn a_reward_that_somebody_cancelled_does_not_come_back(db: TestDb) {
        let (workspace, _) = with_advocate(&db).await;
        let lead = created(&workspace, sent("赵敏", "13900000002", "chen-jing")).await;
        make_valid(&workspace, lead.id).await;
        work(&db).await;
        let id = rewards(&workspace).await[0].id;
        let tx = workspace.write().await;
        let reason = || CancelReward { reason: "Given as a discount".into() };
        referral::cancel_reward(&tx, id, reason()).await.unwrap();
        assert_eq!(refusal(referral::cancel_reward(&tx, id, reason()).await).0, Code::WrongState);
        tx.commit().await.unwrap();
        convert(&workspace, lead.id).await;
        work(&db).await;
        assert_eq!(ledger(&workspace).await, [(RewardState::Cancelled, 50), (RewardState::Pending, 200)]);
    }

    async fn another_workspace_knows_neither_code_nor_referral(db: TestDb) {
        let (workspace, advocate) = with_advocate(&db).await;
        let stranger = crate::fixture::workspace(&db, "b").await;
        publish(&stranger, 0, programme()).await.unwrap();
        created(&stranger, sent("赵敏", "13900000002", "chen-jing")).await;
        assert!(referrals(&stranger).await.is_empty() && referrals(&workspace).await.is_empty());
        let tx = stranger.read().await;
        assert_eq!(refusal(referral::get_advocate(&tx, advocate.id).await).0, Code::NotFound);
    }
}
