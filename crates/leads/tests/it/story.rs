//! A lead's timeline, its export, and its becoming a customer.

use crate::fixture::{READER, create, created, named, refusal, stage_id, with_phone, workspace};
use customers::{
    account, affiliation,
    note::NewNote,
    person,
    plan::{self, NewPlan},
    subscription::{self, SubscriptionFilter},
    timeline::TimelineKind,
};
use jobs::Subject;
use kernel::{
    Code, Grant, WorkspaceTx,
    locale::Locale,
    money::{Currency, Money},
    page::PageRequest,
};
use leads::{
    convert::{self, ConvertLead},
    export::{self, LeadColumn},
    lead::{self, Assignment, LeadFilter, Move, NewLead},
    merge::{self, MergeLeads},
    timeline,
    touch::NewTouch,
    words::StatusType,
};
use std::collections::HashMap;
use testing::on_both_databases;

async fn note(tx: &WorkspaceTx, subject_id: impl Into<Subject>, body: &str) {
    let subject_id = subject_id.into();
    customers::note::create(tx, NewNote { subject_id, body: body.into(), pinned: false })
        .await
        .unwrap();
}

fn pro() -> NewPlan {
    NewPlan {
        key: "pro".into(),
        name: "Pro".into(),
        description: None,
        opening_fee: Money::new(800_000, Currency::CNY).unwrap(),
        annual_fee: Money::new(500_000, Currency::CNY).unwrap(),
        term_months: None,
        features: Vec::new().into(),
    }
}

on_both_databases! {
    async fn the_timeline_tells_everything_once_newest_first_with_names(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, NewLead { touch: Some(NewTouch::default()), ..named("张伟") }).await;
        db.clock.advance(chrono::TimeDelta::minutes(1));
        let tx = workspace.write().await;
        lead::assign(&tx, lead.id, Assignment { owner_id: Some(workspace.owner) }).await.unwrap();
        tx.commit().await.unwrap();
        db.clock.advance(chrono::TimeDelta::minutes(1));
        let tx = workspace.write().await;
        note(&tx, lead.id, "Hello").await;
        tx.commit().await.unwrap();
        db.clock.advance(chrono::TimeDelta::minutes(1));
        let tx = workspace.write().await;
        let to = Move { stage_id: stage_id(&tx, "contacted").await, lost_reason: None, lost_note: None, next_step: None, before_lead_id: None };
        lead::move_to(&tx, lead.id, to).await.unwrap();
        tx.commit().await.unwrap();

        let tx = workspace.read().await;
        let mut page = PageRequest { limit: Some(2), ..PageRequest::default() };
        let mut story = Vec::new();
        loop {
            let part = timeline::list(&tx, lead.id, &page).await.unwrap();
            story.extend(part.data);
            let Some(cursor) = part.next_cursor else { break };
            page.cursor = Some(cursor);
        }
        let told: Vec<_> = story.iter().map(|entry| entry.entry_type.as_str()).collect();
        assert_eq!(told[..3], ["lead.stage_changed", "note.created", "lead.assigned"]);
        let mut first = told[3..].to_vec();
        first.sort_unstable();
        assert_eq!(first, ["lead.created", "touch.manual"]);
        assert!(story.is_sorted_by(|a, b| a.at >= b.at));
        assert_eq!(story[0].data["stage_name"], "Contacted");
        assert_eq!(story[0].data["previous_stage_name"], "New");
        assert_eq!((story[1].kind, &story[1].data["body"]), (TimelineKind::Note, &"Hello".into()));
        assert_eq!(story[2].data["owner_name"], "owner@a.example");
        assert_eq!(story[2].actor.name.as_deref(), Some("owner@a.example"));
        assert_eq!(story[2].changes.as_ref().unwrap()["owner_id"]["after_name"], "owner@a.example");

        let other = created(&workspace, named("x")).await;
        let foreign = timeline::list(&tx, other.id, &page).await;
        assert!(foreign.is_err());
        let broken = PageRequest { cursor: Some("AAAA".into()), ..PageRequest::default() };
        assert_eq!(refusal(timeline::list(&tx, lead.id, &broken).await).0, Code::InvalidCursor);
    }

    async fn the_story_of_a_merged_lead_goes_on_in_the_winner(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let (winner, loser) = (create(&tx, named("a")).await.id, create(&tx, named("b")).await.id);
        note(&tx, loser, "of the loser").await;
        let input = MergeLeads { loser_ids: vec![loser], field_choices: HashMap::new() };
        merge::merge(&tx, winner, input).await.unwrap();
        let story = timeline::list(&tx, winner, &PageRequest::default()).await.unwrap().data;
        let of = |name: &str| story.iter().filter(|entry| entry.entry_type == name).count();
        assert_eq!((of("lead.created"), of("note.created"), of("lead.merged")), (2, 1, 1));
    }

    async fn the_export_shows_what_the_list_shows(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        created(&workspace, NewLead { owner_id: Some(workspace.owner), ..with_phone("张伟", "13800001234") }).await;
        created(&workspace, named("李娜")).await;
        let filter = LeadFilter { q: Some("张".into()), ..LeadFilter::default() };
        let columns = [LeadColumn::Name, LeadColumn::Phone, LeadColumn::Owner, LeadColumn::Stage];
        let cells = async |tx: &WorkspaceTx| {
            export::page(tx, &filter, &columns, &PageRequest::default()).await.unwrap().data
        };
        let row = |phone: &str| vec![
            "张伟".to_owned().into(), phone.to_owned().into(),
            "owner@a.example".to_owned().into(), "New".to_owned().into(),
        ];
        assert_eq!(cells(&workspace.read().await).await, [row("+8613800001234")]);
        assert_eq!(cells(&workspace.write_with(READER).await).await, [row("138****1234")]);
        let headings: Vec<_> = columns.iter().map(|column| column.heading(Locale::ZhCn)).collect();
        assert_eq!(headings, ["联系人", "手机", "负责人", "阶段"]);
    }

    async fn a_lead_becomes_an_account_with_a_person_and_is_won(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let input = NewLead {
            company: Some("悦享美容".into()), city: Some("杭州".into()), owner_id: Some(workspace.owner),
            ..with_phone("张伟", "13800001234")
        };
        let lead = created(&workspace, input).await;
        let tx = workspace.write().await;
        let won = convert::convert(&tx, lead.id, ConvertLead::default()).await.unwrap();
        assert_eq!((won.stage.status_type, won.won_at), (StatusType::Won, Some(tx.now())));
        let account = account::get(&tx, won.account_id.unwrap()).await.unwrap();
        assert_eq!((account.name.as_str(), account.city.as_deref()), ("悦享美容", Some("杭州")));
        let person = person::get(&tx, won.person_id.unwrap()).await.unwrap();
        assert_eq!((person.name.as_str(), person.phone.as_deref()), ("张伟", Some("+8613800001234")));
        assert_eq!(affiliation::of_account(&tx, account.id).await.unwrap().len(), 1);
        assert_eq!(refusal(convert::convert(&tx, lead.id, ConvertLead::default()).await).0, Code::WrongState);
        let story = timeline::list(&tx, lead.id, &PageRequest::default()).await.unwrap().data;
        assert!(story.iter().any(|entry| entry.entry_type == "lead.converted"));
    }

    async fn a_lead_that_buys_a_plan_has_its_subscription_with_the_conversion(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let (first, second) = (created(&workspace, named("a")).await, created(&workspace, named("b")).await);
        let tx = workspace.write().await;
        let plan = plan::create(&tx, pro()).await.unwrap();
        let input = ConvertLead { plan_id: Some(plan.id), seats: Some(3), ..Default::default() };
        let won = convert::convert(&tx, first.id, input).await.unwrap();
        let sold = subscription::list(&tx, &SubscriptionFilter::default(), &PageRequest::default()).await.unwrap().data;
        assert_eq!((sold.len(), sold[0].account_id, sold[0].plan_id), (1, won.account_id.unwrap(), Some(plan.id)));
        assert_eq!((sold[0].annual_fee, sold[0].seats, sold[0].term_months), (plan.annual_fee, Some(3), 12));
        let account = account::get(&tx, won.account_id.unwrap()).await.unwrap();
        assert_eq!(account.standing.plan_id, Some(plan.id));

        let dollars = Money::new(1, Currency::USD).unwrap();
        let other = ConvertLead { account_id: won.account_id, plan_id: Some(plan.id), annual_fee: Some(dollars), ..Default::default() };
        assert_eq!(refusal(convert::convert(&tx, second.id, other).await).1, ["/annual_fee/currency wrong_currency"]);
        let cheap = Money::new(100, Currency::CNY).unwrap();
        let other = ConvertLead { plan_id: Some(plan.id), annual_fee: Some(cheap), ..Default::default() };
        convert::convert(&tx, second.id, other).await.unwrap();
        let sold = subscription::list(&tx, &SubscriptionFilter::default(), &PageRequest::default()).await.unwrap().data;
        assert!(sold.iter().any(|it| it.annual_fee == cheap));
    }

    async fn what_is_wrong_with_the_sale_is_named_with_the_rest(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("a")).await;
        let tx = workspace.write().await;
        let plan_id = Some(plan::create(&tx, pro()).await.unwrap().id);
        let fee = |fen| Money::new(fen, Currency::CNY).ok();
        let refused = async |input| refusal(convert::convert(&tx, lead.id, input).await).1;
        let unknown = ConvertLead { plan_id: Some(tx.new_id()), person_id: Some(tx.new_id()), seats: Some(0), annual_fee: fee(1), ..Default::default() };
        let named = ["/person_id not_found", "/plan_id not_found", "/seats too_small"];
        assert_eq!(refused(unknown).await, named);
        let negative = ConvertLead { plan_id, annual_fee: fee(-1), ..Default::default() };
        assert_eq!(refused(negative).await, ["/annual_fee/amount too_small"]);
        let of_nothing = ConvertLead { seats: Some(1), ..Default::default() };
        assert_eq!(refused(of_nothing).await, ["/plan_id required"]);
        let customers = account::list(&tx, &account::AccountQuery::default(), &PageRequest::default()).await.unwrap();
        assert!(customers.data.is_empty(), "nothing was written");
    }

    async fn a_conversion_that_can_not_be_done_changes_nothing(db: TestDb) {
        let (ours, theirs) = (workspace(&db, "a").await, workspace(&db, "b").await);
        let foreign = created(&theirs, named("x")).await;
        let tx = theirs.write().await;
        let foreign = convert::convert(&tx, foreign.id, ConvertLead::default()).await.unwrap();
        tx.commit().await.unwrap();
        let lead = created(&ours, named("a")).await;
        let tx = ours.write().await;
        let input = ConvertLead { account_id: foreign.account_id, person_id: foreign.person_id, ..Default::default() };
        let refused = convert::convert(&tx, lead.id, input).await;
        assert_eq!(refusal(refused).1, ["/account_id not_found", "/person_id not_found"]);
        let nameless = ConvertLead { account: Some(account::NewAccount::default()), ..Default::default() };
        let refused = convert::convert(&tx, lead.id, nameless).await;
        assert!(refusal(refused).1[0].starts_with("/account/name "));
        drop(tx);
        let tx = ours.write_with([Grant::LeadsRead, Grant::LeadsWrite]).await;
        let refused = convert::convert(&tx, lead.id, ConvertLead::default()).await;
        assert_eq!(refusal(refused).0, Code::MissingGrant);
    }
}
