//! Files into leads, the whole way through the import engine.

use crate::{
    fixture::{create, named, stage_id, with_phone},
    import_desk::{Desk, count},
};
use chrono::NaiveDate;
use customers::{
    attribute::{self, AttributeDefinitionFilter},
    note::{self, NewNote},
};
use exchange::import::ImportState;
use jobs::entity::domain_event;
use kernel::{ids::ChannelId, page::PageRequest};
use leads::{
    campaign::{self, NewCampaign},
    duplicate,
    entity::{lead::Model, touch},
    lead::{self, LeadPatch, Move},
    stage::{self, StageOrder},
    touch::NewTouch,
    words::{LostReason, StatusType, TouchKind},
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use testing::on_both_databases;

async fn touches(desk: &Desk<'_>) -> Vec<touch::Model> {
    let tx = desk.workspace.read().await;
    let touches = tx.find::<touch::Entity>().order_by_asc(touch::Column::OccurredAt);
    touches.all(&tx.db).await.unwrap()
}

/// What was told of leads: event and what changed.
async fn told(desk: &Desk<'_>) -> Vec<String> {
    use domain_event::{Column, Entity};
    let tx = desk.workspace.read().await;
    let of_leads = tx.find::<Entity>().filter(Column::SubjectKind.eq("lead"));
    let events = of_leads.all(&tx.db).await.unwrap();
    let line = |event: domain_event::Model| {
        let changes = event.changes.unwrap_or_default();
        let fields: Vec<_> = changes.as_object().into_iter().flat_map(|it| it.keys()).collect();
        let fields: Vec<_> = fields.into_iter().map(String::as_str).collect();
        format!("{} {}", event.event_type, fields.join(",")).trim_end().to_owned()
    };
    let mut lines: Vec<_> = events.into_iter().map(line).collect();
    lines.sort_unstable();
    lines
}

async fn channel_id(desk: &Desk<'_>, key: &str) -> ChannelId {
    use leads::entity::channel::{Column, Entity};
    let tx = desk.workspace.read().await;
    tx.find::<Entity>().filter(Column::Key.eq(key)).one(&tx.db).await.unwrap().unwrap().id
}

fn new_campaign(channel_id: ChannelId, key: &str, name: &str) -> NewCampaign {
    NewCampaign {
        key: key.to_owned(),
        name: name.to_owned(),
        external_id: None,
        channel_id,
        owner_id: None,
        starts_on: "2026-01-01".parse::<NaiveDate>().unwrap(),
        ends_on: None,
        budget: None,
        goal: None,
        utm_campaign: None,
        more_channel_ids: Vec::new(),
        targets: campaign::Targets::default(),
    }
}

fn bare(lead: Model) -> Model {
    Model { version: 0, updated_at: lead.created_at, ..lead }
}

on_both_databases! {
    async fn a_file_in_the_words_of_its_house_becomes_leads_with_all_that_leads_have(db: TestDb) {
        let desk = Desk::new(&db).await;
        let events = channel_id(&desk, "event").await;
        let tx = desk.workspace.write().await;
        let fair = campaign::create(&tx, new_campaign(events, "spring", "春季展会")).await.unwrap();
        tx.commit().await.unwrap();
        let text = "线索编号,姓名,公司名称,职位,手机号,微信,邮箱,行业,省份,城市,员工数,标签,线索状态,负责人,来源,活动,创建时间,同意联系,备注\n\
            L1,张伟,悦享美容,店长,138 0000 1234,zw88,Zhang@A.cn,美业,浙江,杭州,12,VIP、连锁,Qualified,owner@a.example,微信,,2026-02-01 10:30,是,周末联系\n\
            L2,李娜,,,13900001234,,,,,,,,,,,春季展会,,,\n";
        let import = desk.upload(text).await;
        let guessed: Vec<_> = import.columns.iter().map(|it| it.guess.as_ref().map_or("-", |it| it.field.as_str())).collect();
        assert_eq!(guessed, [
            "external_id", "name", "company", "title", "phone", "wechat", "email", "industry", "region", "city",
            "employees", "tags", "stage", "owner", "channel", "campaign", "captured_at", "consent", "note",
        ]);
        // Their own word for a channel is matched by hand.
        let mut mapping = json!(import.mapping);
        mapping[14]["value_map"] = json!({"微信": "wechat"});
        desk.patch(import.id, json!({ "mapping": mapping })).await;
        let checked = desk.check(import.id).await;
        assert_eq!((checked.counts.create, checked.counts.error), (2, 0), "{:?}", desk.errors(import.id).await);
        assert!(desk.leads().await.is_empty(), "a check writes nothing");
        assert_eq!(desk.run(import.id).await.state, ImportState::Finished);

        let (zhang, li) = (desk.lead("L1").await, desk.lead("L2").await);
        assert_eq!(zhang.phone.as_ref().unwrap().as_str(), "+8613800001234");
        assert_eq!(zhang.email.as_ref().unwrap().as_str(), "zhang@a.cn");
        assert_eq!((zhang.name.as_deref(), zhang.company.as_deref(), zhang.title.as_deref()), (Some("张伟"), Some("悦享美容"), Some("店长")));
        assert_eq!((zhang.region.as_deref(), zhang.city.as_deref(), zhang.employees), (Some("浙江"), Some("杭州"), Some(12)));
        assert_eq!((zhang.tags.0.as_slice(), zhang.wechat.as_deref()), (["VIP".to_owned(), "连锁".to_owned()].as_slice(), Some("zw88")));
        assert_eq!((zhang.note.as_deref(), zhang.consent.unwrap().given), (Some("周末联系"), true));
        assert_eq!((zhang.owner_id, zhang.channel_id), (Some(desk.workspace.owner), Some(channel_id(&desk, "wechat").await)));
        assert_eq!(zhang.first_touch_at.to_rfc3339(), "2026-01-31T16:00:00+00:00", "a day begins in the workspace's zone");
        assert_eq!(zhang.last_touch_at, zhang.first_touch_at);
        assert!(zhang.search_text.contains("zw") && zhang.contact_text.contains("13800001234"));
        assert_eq!((li.campaign_id, li.channel_id), (Some(fair.id), Some(events)), "a campaign has its channel");
        let tx = desk.workspace.read().await;
        let [new, qualified] = [stage_id(&tx, "new").await, stage_id(&tx, "qualified").await];
        assert_eq!((li.stage_id, zhang.stage_id, zhang.status_type), (new, qualified, StatusType::Ongoing));
        let firsts: Vec<_> = touches(&desk).await.into_iter().map(|it| (it.lead_id, it.kind, it.occurred_at, it.channel_id, it.campaign_id)).collect();
        assert_eq!(firsts, [
            (zhang.id, TouchKind::Import, zhang.first_touch_at, zhang.channel_id, None),
            (li.id, TouchKind::Import, li.created_at, Some(events), Some(fair.id)),
        ]);
        assert_eq!(told(&desk).await, ["lead.created", "lead.created"]);
    }

    async fn a_file_into_a_campaign_gives_it_to_all_rows_that_name_no_other_and_undo_takes_it_back(db: TestDb) {
        let desk = Desk::new(&db).await;
        let (events, content) = (channel_id(&desk, "event").await, channel_id(&desk, "content").await);
        let tx = desk.workspace.write().await;
        let fair = campaign::create(&tx, new_campaign(events, "spring", "春季展会")).await.unwrap();
        let other = campaign::create(&tx, new_campaign(content, "other", "Other")).await.unwrap();
        tx.commit().await.unwrap();
        desk.import("external id,name\nL1,张伟\n").await;
        let before = desk.lead("L1").await;
        let into = json!({ "match_by": "external_id", "fixed": { "campaign": "spring" } });
        let import = desk.import_with("external id,name,campaign\nL1,张伟,\nL2,李娜,\nL3,王芳,other\n", into).await;
        assert_eq!((import.counts.create, import.counts.update, import.counts.error), (2, 1, 0), "{:?}", desk.errors(import.id).await);
        let of = |lead: Model| (lead.campaign_id, lead.channel_id);
        assert_eq!(of(desk.lead("L1").await), (Some(fair.id), Some(events)));
        assert_eq!(of(desk.lead("L2").await), (Some(fair.id), Some(events)));
        assert_eq!(of(desk.lead("L3").await), (Some(other.id), Some(content)), "a row's own word prevails");
        desk.undo(import.id).await;
        assert_eq!(desk.leads().await.len(), 1);
        assert_eq!(of(desk.lead("L1").await), of(before));
    }

    async fn what_holds_for_all_rows_must_be_a_value_of_a_field_that_rows_may_share(db: TestDb) {
        let desk = Desk::new(&db).await;
        let import = desk.upload("name\n张伟\n").await;
        let tx = desk.workspace.write().await;
        let fixed = json!({ "none": "x", "external_id": "7", "employees": "many" });
        let patch = serde_json::from_value(json!({ "options": { "match_by": "external_id", "fixed": fixed } })).unwrap();
        let targets = exchange::target::Targets::default().with(leads::import::LeadTarget);
        let refused = exchange::import::update(&tx, &targets, import.id, patch).await;
        let told = crate::fixture::refusal(refused).1;
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told.iter().all(|it| it.starts_with("/options/fixed/")), "{told:?}");
    }

    async fn leads_that_come_again_are_named_as_duplicates(db: TestDb) {
        let desk = Desk::new(&db).await;
        let tx = desk.workspace.write().await;
        let known = create(&tx, with_phone("known", "13800001234")).await;
        tx.commit().await.unwrap();
        desk.import("姓名,手机号\n张伟,+86 138 0000 1234\n").await;
        let tx = desk.workspace.read().await;
        let twins = duplicate::list(&tx, known.id).await.unwrap();
        assert_eq!(twins[0].lead.name.as_deref(), Some("张伟"));
    }

    async fn rows_change_the_leads_that_are_there_and_an_undo_restores_them(db: TestDb) {
        let desk = Desk::new(&db).await;
        desk.import("外部编号,姓名,电话,标签,城市\nL1,张伟,13800001234,VIP,杭州\nL2,李娜,13900001234,,\nL3,王芳,,,\n").await;
        let before = desk.leads().await;
        let second = desk.import(
            "外部编号,城市,标签,阶段,负责人,流失原因\n\
             L1,上海,连锁,Qualified,owner@a.example,\n\
             L2,,,lost,,价格太高\n\
             L3,,,,,\n\
             L4,北京,,,,\n",
        ).await;
        assert_eq!((second.counts.update, second.counts.skip, second.counts.error), (2, 1, 1), "L3 is just so, L4 is nobody");
        let (zhang, li) = (desk.lead("L1").await, desk.lead("L2").await);
        assert_eq!((zhang.city.as_deref(), zhang.tags.0.join(" ").as_str()), (Some("上海"), "VIP 连锁"));
        assert_eq!((zhang.name.as_deref(), zhang.owner_id, zhang.version), (Some("张伟"), Some(desk.workspace.owner), 2));
        assert_eq!((li.lost_reason, li.closed_at.is_some()), (Some(LostReason::Price), true));
        assert_eq!(told(&desk).await, [
            "lead.assigned owner_id", "lead.created", "lead.created", "lead.created",
            "lead.stage_changed lost_reason,stage_id", "lead.stage_changed stage_id", "lead.updated city,tags",
        ]);
        assert_eq!(touches(&desk).await.len(), 3, "a change is no touch");
        // To order the stages anew is no change of a lead.
        let tx = desk.workspace.write().await;
        let mut stage_ids: Vec<_> = stage::list(&tx).await.unwrap().into_iter().map(|it| it.id).collect();
        stage_ids.reverse();
        stage::reorder(&tx, StageOrder { stage_ids }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(desk.undo(second.id).await.state, ImportState::Undone);
        assert_eq!(desk.errors(second.id).await, ["5 - contact_required"], "nothing was left as it is");
        let placed = |lead: Model| Model { stage_position: 0, ..bare(lead) };
        let after: Vec<_> = desk.leads().await.into_iter().map(placed).collect();
        assert_eq!(after, before.into_iter().map(placed).collect::<Vec<_>>());
    }

    async fn rows_find_their_leads_by_phone_or_address_and_may_leave_them_alone(db: TestDb) {
        let desk = Desk::new(&db).await;
        desk.import("姓名,电话,邮箱\n张伟,13800001234,\n李娜,,li@a.cn\n").await;
        let by_phone = desk.import_with("姓名,电话,城市\n别名,138-0000-1234,杭州\n", json!({"match_by": "phone"})).await;
        assert_eq!(by_phone.counts.update, 1);
        let by_email = desk.import_with("姓名,邮箱\n别名,LI@a.cn\n王芳,wang@a.cn\n", json!({"match_by": "email", "on_match": "skip"})).await;
        assert_eq!((by_email.counts.skip, by_email.counts.create), (1, 1));
        let names: Vec<_> = desk.leads().await.into_iter().map(|it| (it.name.unwrap(), it.city)).collect();
        let expected = [("别名", Some("杭州")), ("李娜", None), ("王芳", None)];
        let mut names: Vec<_> = names.iter().map(|(name, city)| (name.as_str(), city.as_deref())).collect();
        names.sort_unstable();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(names, expected);
        // A number that comes again in one file means the same lead.
        let twice = desk.import_with("姓名,电话\n一,13600001234\n二,13600001234\n", json!({"match_by": "phone"})).await;
        assert_eq!((twice.counts.create, twice.counts.update), (1, 1));
    }

    async fn an_undo_removes_what_came_and_leaves_alone_what_others_have_built_on(db: TestDb) {
        let desk = Desk::new(&db).await;
        let tx = desk.workspace.write().await;
        create(&tx, named("mine")).await;
        tx.commit().await.unwrap();
        let import = desk.import("外部编号,姓名\nL1,a\nL2,b\nL3,c\nL4,d\nL5,e\nL6,f\n").await;
        let id = async |external_id| desk.lead(external_id).await.id;
        let tx = desk.workspace.write().await;
        note::create(&tx, NewNote { subject_id: id("L2").await.into(), body: "x".into(), pinned: false }).await.unwrap();
        leads::touch::add(&tx, id("L3").await, NewTouch::default()).await.unwrap();
        let patch: LeadPatch = serde_json::from_value(json!({"city": "杭州"})).unwrap();
        lead::update(&tx, id("L4").await, patch).await.unwrap();
        let contacted = stage_id(&tx, "contacted").await;
        lead::move_to(&tx, id("L5").await, Move { stage_id: contacted, lost_reason: None, lost_note: None, next_step: None, before_lead_id: None }).await.unwrap();
        let merge = leads::merge::MergeLeads { loser_ids: vec![id("L1").await], field_choices: std::collections::HashMap::default() };
        leads::merge::merge(&tx, id("L6").await, merge).await.unwrap();
        tx.commit().await.unwrap();
        desk.undo(import.id).await;
        let left: Vec<_> = desk.leads().await.into_iter().filter_map(|it| it.name).collect();
        assert_eq!(left, ["a", "b", "c", "d", "e", "f", "mine"]);
        let mut codes = desk.errors(import.id).await;
        codes.sort_unstable();
        assert_eq!(codes, [
            "2 - undo_changed_since", "3 - undo_in_use", "4 - undo_in_use", "5 - undo_changed_since",
            "6 - undo_changed_since", "7 - undo_in_use",
        ]);

        let second = desk.import("外部编号,姓名\nL7,g\nL8,h\n").await;
        let before = touches(&desk).await.len();
        desk.undo(second.id).await;
        assert_eq!(desk.leads().await.len(), 7);
        assert_eq!(touches(&desk).await.len(), before - 2, "first touches go with their leads");
    }

    async fn a_lead_that_one_file_names_twice_goes_in_both_steps_or_stays_as_it_came(db: TestDb) {
        let desk = Desk::new(&db).await;
        let import = desk.import_with(
            "姓名,电话\n一,13600001234\n二,13600001234\n三,13700001234\n四,13700001234\n",
            json!({"match_by": "phone"}),
        ).await;
        assert_eq!((import.counts.create, import.counts.update), (2, 2));
        let four = desk.leads().await.into_iter().find(|it| it.name.as_deref() == Some("四")).unwrap();
        let tx = desk.workspace.write().await;
        note::create(&tx, NewNote { subject_id: four.id.into(), body: "x".into(), pinned: false }).await.unwrap();
        tx.commit().await.unwrap();
        desk.undo(import.id).await;
        let left: Vec<_> = desk.leads().await.into_iter().map(|it| it.name.unwrap()).collect();
        assert_eq!(left, ["三"], "the change is taken back, the lead has a note");
        assert_eq!(desk.errors(import.id).await, ["4 - undo_in_use"]);
    }

    async fn an_undo_takes_as_many_statements_for_each_batch_however_many_leads_it_holds(db: TestDb) {
        let seen: Arc<AtomicUsize> = Arc::default();
        let (mut db, counter) = (db, seen.clone());
        db.db.writer.set_metric_callback(move |_| { counter.fetch_add(1, Ordering::Relaxed); });
        let desk = Desk::new(&db).await;
        let mut costs = Vec::new();
        for count in [2, 200, 600] {
            let rows: Vec<_> = (0..count).map(|row| format!("L{row},a{row}")).collect();
            let import = desk.import(&format!("外部编号,姓名\n{}\n", rows.join("\n"))).await;
            assert_eq!(import.counts.create, count);
            let before = seen.load(Ordering::Relaxed);
            desk.undo(import.id).await;
            assert!(desk.leads().await.is_empty());
            costs.push(seen.load(Ordering::Relaxed) - before);
        }
        assert_eq!(costs[0], costs[1], "two leads or two hundred");
        assert!((costs[2] - costs[1]) / 2 <= 25, "{costs:?}");
    }

    async fn columns_become_custom_attributes_that_go_with_the_import(db: TestDb) {
        let desk = Desk::new(&db).await;
        let import = desk.upload("姓名,预算,意向产品\n张伟,12000,A\n").await;
        desk.patch(import.id, json!({ "mapping": [
            {"column": 1, "field": "name"},
            {"column": 2, "new_attribute": {"key": "budget", "label": "预算", "type": "number"}},
            {"column": 3, "new_attribute": {"key": "product", "label": "意向产品", "type": "text"}},
        ]})).await;
        desk.check(import.id).await;
        assert_eq!(desk.run(import.id).await.counts.create, 1);
        assert_eq!(desk.leads().await[0].attributes, json!({"budget": 12000.0, "product": "A"}));
        // Somebody gives another lead a value of one of them.
        let tx = desk.workspace.write().await;
        let mut other = named("other");
        other.attributes.insert("product".into(), "B".into());
        create(&tx, other).await;
        tx.commit().await.unwrap();
        desk.undo(import.id).await;
        let tx = desk.workspace.read().await;
        let left = attribute::list(&tx, &AttributeDefinitionFilter::default(), &PageRequest::default()).await.unwrap();
        assert_eq!(left.data.iter().map(|it| it.key.as_str()).collect::<Vec<_>>(), ["product"]);
    }

    async fn leads_that_were_won_or_lost_keep_their_dates(db: TestDb) {
        let desk = Desk::new(&db).await;
        let import = desk.import(
            "外部编号,姓名,阶段,创建时间,关闭时间,流失原因,流失说明\n\
             L1,a,Won,2026-01-05,2026-02-05,,\n\
             L2,b,Lost,2026-01-05,2026-01-05,其他,搬走了\n\
             L3,c,Won,2026-01-05,,,\n",
        ).await;
        assert_eq!(import.counts.create, 3, "{:?}", desk.errors(import.id).await);
        let (a, b, c) = (desk.lead("L1").await, desk.lead("L2").await, desk.lead("L3").await);
        assert_eq!((a.won_at, a.closed_at.unwrap().to_rfc3339().as_str()), (a.closed_at, "2026-02-04T16:00:00+00:00"));
        assert_eq!((b.won_at, b.closed_at, b.lost_note.as_deref()), (None, Some(b.first_touch_at), Some("搬走了")));
        assert_eq!(c.closed_at, Some(c.created_at), "without a date it is today");
        // The same file again finds everything just so.
        let again = desk.import("外部编号,阶段,关闭时间\nL1,Won,2026-02-05\nL3,Won,2026-03-02\n").await;
        assert_eq!(again.counts.skip, 2);
        assert_eq!(count::<touch::Entity>(&desk.workspace.read().await).await, 3);
    }
}
