use crate::fixture::{READER, create, created, named, refusal, stage_id, with_phone, workspace};
use jobs::{event, event::EventFilter};
use kernel::{
    Code, Grant, WorkspaceTx,
    ids::{LeadId, LeadStageId, MemberId},
    page::PageRequest,
    patch::Patch,
};
use leads::{
    duplicate::LeadDuplicateReason,
    lead::{self, Assignment, LeadFilter, LeadPatch, Move, NewLead},
    touch::{NewTouch, Utm},
    words::{LostReason, StatusType},
};
use serde_json::json;
use testing::on_both_databases;
use uuid::Uuid;

fn to(stage_id: LeadStageId) -> Move {
    Move { stage_id, lost_reason: None, lost_note: None, next_step: None, before_lead_id: None }
}

on_both_databases! {
    async fn a_new_lead_is_in_the_first_open_stage_with_its_contact_data_in_normal_form(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let input = NewLead {
            email: Some(" Zhang.Wei@Example.CN ".into()),
            company: Some("  ".into()),
            tags: vec!["VIP".into(), "VIP".into()],
            ..with_phone(" 张伟 ", "138 0000 1234")
        };
        let lead = create(&tx, input).await;
        assert_eq!(lead.name.as_deref(), Some("张伟"));
        assert_eq!(lead.phone.as_deref(), Some("+8613800001234"));
        assert_eq!(lead.email.as_deref(), Some("zhang.wei@example.cn"));
        assert_eq!((lead.company, lead.tags), (None, vec!["VIP".to_owned()]));
        assert_eq!((lead.stage.status_type, lead.version), (StatusType::Open, 1));
        assert_eq!(lead.first_touch_at, tx.now());
    }

    async fn a_lead_that_says_nothing_of_anybody_is_refused(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let refused = lead::create(&tx, NewLead { city: Some("杭州".into()), ..NewLead::default() }).await;
        assert_eq!(refusal(refused), (Code::Invalid, vec![" one_of_required".to_owned()]));
    }

    async fn every_wrong_field_is_named_at_once_and_nothing_is_stored(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let nobody = MemberId::from_uuid(Uuid::from_u128(9));
        let input = NewLead {
            email: Some("nobody".into()),
            employees: Some(-1),
            owner_id: Some(nobody),
            stage_id: Some(LeadStageId::from_uuid(Uuid::from_u128(9))),
            tags: vec!["长".repeat(60)],
            touch: Some(NewTouch { channel_key: Some("none".into()), ..NewTouch::default() }),
            ..with_phone("张伟", "12")
        };
        let (code, fields) = refusal(lead::create(&tx, input).await);
        assert_eq!(code, Code::Invalid);
        assert_eq!(fields, [
            "/email invalid_email", "/employees too_small", "/owner_id not_found", "/phone invalid_phone",
            "/stage_id not_found", "/tags/0 too_long", "/touch/channel_key not_found",
        ]);
        let page = lead::list(&tx, &LeadFilter::default(), &PageRequest::default()).await.unwrap();
        assert!(page.data.is_empty());
    }

    async fn a_lead_with_a_known_phone_or_email_is_entered_with_a_warning(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let first = create(&tx, with_phone("张伟", "13800001234")).await;
        let second = create(&tx, NewLead { email: Some("a@b.cn".into()), ..named("李娜") }).await;
        let input = NewLead { email: Some("A@b.cn".into()), ..with_phone("Zhang", "+86 138-0000-1234") };
        let answer = lead::create(&tx, input).await.unwrap();
        let reasons = |id| {
            let told = answer.duplicates.iter().find(|it| it.lead_id == id);
            told.map(|it| it.reasons.clone()).unwrap_or_default()
        };
        assert_eq!(answer.duplicates.len(), 2);
        assert_eq!(reasons(first.id), [LeadDuplicateReason::Phone]);
        assert_eq!(reasons(second.id), [LeadDuplicateReason::Email]);
        assert_eq!(answer.lead.duplicate_of_count, 2);
        lead::archive(&tx, first.id).await.unwrap();
        assert_eq!(lead::get(&tx, answer.lead.id).await.unwrap().duplicate_of_count, 1);
    }

    async fn an_external_id_belongs_to_one_lead(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        created(&workspace, NewLead { external_id: Some("7".into()), ..named("a") }).await;
        let tx = workspace.write().await;
        let again = lead::create(&tx, NewLead { external_id: Some("7".into()), ..named("b") }).await;
        assert_eq!(refusal(again), (Code::Conflict, vec!["/external_id already_exists".to_owned()]));
    }

    async fn contact_data_is_masked_for_those_without_the_grant(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let input = NewLead {
            email: Some("zhang.wei@example.cn".into()),
            wechat: Some("zhangwei88".into()),
            ..with_phone("张伟", "13800001234")
        };
        let lead = created(&workspace, input).await;
        let tx = workspace.write_with(READER).await;
        let seen = lead::get(&tx, lead.id).await.unwrap();
        assert_eq!(seen.phone.as_deref(), Some("138****1234"));
        assert_eq!(seen.email.as_deref(), Some("z***@example.cn"));
        assert_eq!(seen.wechat.as_deref(), Some("z***"));
        assert!(seen.contact_masked);
    }

    async fn another_workspace_neither_sees_nor_changes_a_lead(db: TestDb) {
        let (ours, theirs) = (workspace(&db, "a").await, workspace(&db, "b").await);
        let lead = created(&ours, named("张伟")).await;
        let tx = theirs.write().await;
        assert_eq!(refusal(lead::get(&tx, lead.id).await).0, Code::NotFound);
        assert_eq!(refusal(lead::archive(&tx, lead.id).await).0, Code::NotFound);
        let ours_stage = stage_id(&ours.read().await, "contacted").await;
        let own = create(&tx, named("b")).await;
        let moved = lead::move_to(&tx, own.id, to(ours_stage)).await;
        assert_eq!(refusal(moved), (Code::Invalid, vec!["/stage_id not_found".to_owned()]));
        let assigned = lead::assign(&tx, own.id, Assignment { owner_id: Some(ours.owner) }).await;
        assert_eq!(refusal(assigned), (Code::Invalid, vec!["/owner_id not_found".to_owned()]));
    }

    async fn reading_and_writing_need_their_grants(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let tx = workspace.write_with([Grant::LeadsContact]).await;
        assert_eq!(refusal(lead::get(&tx, lead.id).await).0, Code::MissingGrant);
        drop(tx);
        let tx = workspace.write_with(READER).await;
        assert_eq!(refusal(lead::create(&tx, named("x")).await).0, Code::MissingGrant);
        assert_eq!(refusal(lead::update(&tx, lead.id, LeadPatch::default()).await).0, Code::MissingGrant);
        assert_eq!(refusal(lead::archive(&tx, lead.id).await).0, Code::MissingGrant);
    }

    async fn a_patch_changes_what_it_names_and_the_audit_trail_keeps_no_contact_data(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, NewLead { city: Some("杭州".into()), ..with_phone("张伟", "13800001234") }).await;
        let tx = workspace.write().await;
        let patch = LeadPatch {
            phone: Patch::Value("139 0000 5678".into()),
            city: Patch::Null,
            company: Patch::Value("悦享美容".into()),
            ..LeadPatch::default()
        };
        let after = lead::update(&tx, lead.id, patch).await.unwrap();
        assert_eq!((after.version, after.city, after.name), (2, None, lead.name));
        assert_eq!(after.phone.as_deref(), Some("+8613900005678"));
        let filter = EventFilter { subject_id: Some(lead.id.into()), ..EventFilter::default() };
        let seen = event::list(&tx, &filter, &PageRequest::default()).await.unwrap().data;
        let update = seen.iter().find(|entry| entry.event_type == "lead.updated").unwrap();
        assert_eq!(update.changes, Some(json!({
            "city": {"before": "杭州", "after": null},
            "company": {"before": null, "after": "悦享美容"},
            "phone": {"concealed": true},
        })));
        assert!(!serde_json::to_string(&seen).unwrap().contains("1390000"));
    }

    async fn a_patch_of_nothing_new_is_no_change(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let tx = workspace.write().await;
        let patch = LeadPatch { name: Patch::Value(" 张伟 ".into()), ..LeadPatch::default() };
        assert_eq!(lead::update(&tx, lead.id, patch).await.unwrap().version, 1);
        let last = LeadPatch { name: Patch::Null, ..LeadPatch::default() };
        let refused = lead::update(&tx, lead.id, last).await;
        assert_eq!(refusal(refused), (Code::Invalid, vec![" one_of_required".to_owned()]));
    }

    async fn a_change_against_an_older_version_is_refused(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let mut caller = workspace.caller();
        caller.expected_version = Some(7);
        let tx = WorkspaceTx::write(&db.db, caller).await.unwrap();
        let patch = LeadPatch { name: Patch::Value("李".into()), ..LeadPatch::default() };
        assert_eq!(refusal(lead::update(&tx, lead.id, patch).await).0, Code::Stale);
    }

    async fn a_lost_lead_has_a_reason_and_loses_it_when_it_comes_back(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("张伟")).await;
        let lost = stage_id(&tx, "lost").await;
        let refused = lead::move_to(&tx, lead.id, to(lost)).await;
        assert_eq!(refusal(refused), (Code::Invalid, vec!["/lost_reason required".to_owned()]));
        let because = Move { lost_reason: Some(LostReason::Price), ..to(lost) };
        let closed = lead::move_to(&tx, lead.id, because).await.unwrap();
        assert_eq!((closed.lost_reason, closed.closed_at), (Some(LostReason::Price), Some(tx.now())));
        let contacted = stage_id(&tx, "contacted").await;
        let back = lead::move_to(&tx, lead.id, to(contacted)).await.unwrap();
        assert_eq!((back.lost_reason, back.closed_at, back.stage.status_type), (None, None, StatusType::Ongoing));
        let won = lead::move_to(&tx, lead.id, to(stage_id(&tx, "won").await)).await.unwrap();
        assert_eq!((won.won_at, won.closed_at), (Some(tx.now()), Some(tx.now())));
    }

    async fn archived_leads_stay_as_they_are_until_they_are_brought_back(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("张伟")).await;
        lead::archive(&tx, lead.id).await.unwrap();
        assert_eq!(refusal(lead::archive(&tx, lead.id).await).0, Code::WrongState);
        let contacted = stage_id(&tx, "contacted").await;
        assert_eq!(refusal(lead::move_to(&tx, lead.id, to(contacted)).await).0, Code::WrongState);
        let back = lead::unarchive(&tx, lead.id).await.unwrap();
        assert_eq!((back.archived_at, back.version), (None, 3));
    }

    async fn the_channel_follows_from_the_link_and_the_touch_keeps_the_traces(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let utm = Utm { source: Some("baidu".into()), medium: Some("cpc".into()), ..Utm::default() };
        let touch = NewTouch {
            utm: utm.clone(),
            self_reported_source: Some("朋友介绍".into()),
            ..NewTouch::default()
        };
        let lead = create(&tx, NewLead { touch: Some(touch), ..named("张伟") }).await;
        assert_eq!(lead.channel.unwrap().name, "Paid search");
        let touches = leads::touch::list(&tx, lead.id, &PageRequest::default()).await.unwrap().data;
        assert_eq!((touches.len(), &touches[0].utm), (1, &utm));
        assert_eq!(touches[0].self_reported_source.as_deref(), Some("朋友介绍"));
    }

    async fn another_touch_moves_the_dates_and_leaves_the_channel(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        db.clock.advance(chrono::TimeDelta::days(3));
        let tx = workspace.write().await;
        let touch = NewTouch { channel_key: Some("event".into()), ..NewTouch::default() };
        leads::touch::add(&tx, lead.id, touch).await.unwrap();
        let after = lead::get(&tx, lead.id).await.unwrap();
        assert_eq!((after.first_touch_at, after.last_touch_at), (lead.first_touch_at, tx.now()));
        assert_eq!(after.channel_id, None);
    }

    async fn parallel_assignments_leave_one_owner_and_a_history_without_gaps(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("张伟")).await;
        let mut members = vec![workspace.owner];
        for n in 0..7 {
            members.push(workspace.member(&format!("m{n}@a.example"), "sales").await);
        }
        let tasks: Vec<_> = members.iter().map(|member| {
            let (workspace, id, member) = (workspace.clone(), lead.id, *member);
            tokio::spawn(async move {
                let tx = workspace.write().await;
                lead::assign(&tx, id, Assignment { owner_id: Some(member) }).await.unwrap();
                tx.commit().await.unwrap();
            })
        }).collect();
        for task in tasks {
            task.await.unwrap();
        }
        let tx = workspace.read().await;
        let lead = lead::get(&tx, lead.id).await.unwrap();
        assert_eq!(lead.version, 1 + i64::try_from(members.len()).unwrap());
        let filter = EventFilter { subject_id: Some(lead.id.into()), ..EventFilter::default() };
        let seen = event::list(&tx, &filter, &PageRequest::default()).await.unwrap().data;
        let steps: Vec<_> = seen.iter().filter(|entry| entry.event_type == "lead.assigned")
            .map(|entry| (entry.data["previous_owner_id"].clone(), entry.data["owner_id"].clone()))
            .collect();
        assert_eq!(steps.len(), members.len());
        let mut owner = serde_json::Value::Null;
        for _ in &steps {
            let next = steps.iter().find(|(before, _)| *before == owner);
            owner = next.expect("each assignment continues from the one before").1.clone();
        }
        assert_eq!(owner, json!(lead.owner_id));
    }

    async fn an_unknown_lead_is_not_found(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let id = LeadId::from_uuid(Uuid::from_u128(5));
        assert_eq!(refusal(lead::get(&tx, id).await).0, Code::NotFound);
        assert_eq!(refusal(lead::assign(&tx, id, Assignment { owner_id: None }).await).0, Code::NotFound);
    }
}
