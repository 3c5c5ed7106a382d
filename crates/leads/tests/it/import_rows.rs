//! What can be wrong with a row of a file of leads, who may import, and what a batch costs.

use crate::{
    fixture::{self, create, named, refusal},
    import_desk::Desk,
};
use customers::attribute::{self, AttributeKind, AttributeObject, NewAttributeDefinition};
use exchange::{
    import::{self, NewImport},
    target::{Apply, ImportRow, ImportTarget as _, OnMatch, RowOutcome, Targets},
    value::Value,
};
use kernel::{
    Code, Db, Grant, WorkspaceTx,
    phone::{Phone, Region},
};
use leads::{
    import::LeadTarget,
    lead::{self, NewLead},
};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use testing::{TestWorkspace, on_both_databases};

fn number_attribute() -> NewAttributeDefinition {
    NewAttributeDefinition {
        object: AttributeObject::Lead,
        key: "shops".into(),
        label: "门店数".into(),
        label_zh: None,
        kind: AttributeKind::Number,
        options: Vec::new().into(),
        description: None,
    }
}

fn row(line: usize, city: &str) -> ImportRow {
    let phone = Phone::parse(&format!("138{line:08}"), Region::CHINA).unwrap();
    let values = [
        ("external_id", Value::Text(format!("L{line}"))),
        ("name", Value::Text(format!("Lead {line}"))),
        ("phone", Value::Phone(phone)),
        ("stage", Value::Choice("contacted".into())),
        ("channel", Value::Choice("event".into())),
        ("owner", Value::Text("owner@a.example".into())),
        ("city", Value::Text(city.into())),
    ];
    let values = values.into_iter().map(|(field, value)| (field.to_owned(), value));
    ImportRow { line: line as u64, values: values.collect() }
}

/// Applies rows and says how many statements that took.
async fn statements(db: &Db, workspace: &TestWorkspace, rows: &[ImportRow]) -> usize {
    let mut db = db.clone();
    let seen = Arc::new(AtomicUsize::new(0));
    let count = seen.clone();
    db.writer.set_metric_callback(move |_| _ = count.fetch_add(1, Ordering::Relaxed));
    let tx = WorkspaceTx::write(&db, workspace.caller()).await.unwrap();
    seen.store(0, Ordering::Relaxed);
    let apply = Apply { match_by: "external_id", on_match: OnMatch::Update };
    let outcomes = LeadTarget.apply_rows(&tx, rows, &apply).await.unwrap();
    let refused = outcomes.iter().filter(|it| matches!(it, RowOutcome::Refused(_))).count();
    assert_eq!((outcomes.len(), refused), (rows.len(), 0));
    let taken = seen.load(Ordering::Relaxed);
    tx.commit().await.unwrap();
    taken
}

on_both_databases! {
    async fn everything_that_is_wrong_with_a_row_is_said_by_line_and_column(db: TestDb) {
        let desk = Desk::new(&db).await;
        desk.workspace.member("second@a.example", "sales").await;
        let tx = desk.workspace.write().await;
        attribute::create(&tx, number_attribute()).await.unwrap();
        let gone = create(&tx, NewLead { external_id: Some("GONE".into()), ..named("gone") }).await;
        lead::archive(&tx, gone.id).await.unwrap();
        tx.commit().await.unwrap();
        let text = "外部编号,姓名,电话,邮箱,阶段,渠道,活动,负责人,员工人数,门店数,首次接触,关闭时间,流失原因\n\
            L1,ok,13800001234,a@b.cn,New,Events,,second@a.example,3,2,2026-02-01,,\n\
            L1,twice,,,,,,,,,,,\n\
            L3,a,12,,,,,,,,,,\n\
            L4,a,,nobody,,,,,,,,,\n\
            L5,a,,,没有的阶段,没有的渠道,没有的活动,没有这个人,,,,,\n\
            L6,a,,,,,没有的活动,没有这个人,,,,,\n\
            L7,,,,,,,,,,,,\n\
            L8,a,,,,,,,99999999999,,,,\n\
            L9,a,,,,,,,-1,,,,\n\
            L10,a,,,,,,,,许多,,,\n\
            L11,a,,,,,,,,,2026-03-03,,\n\
            L12,a,,,,,,,,,2026-02-01,2026-02-02,\n\
            L13,a,,,Won,,,,,,2026-02-01,2026-01-02,\n\
            L14,a,,,Lost,,,,,,,,\n\
            L15,a,,,Lost,,,,,,,,其他\n\
            L16,a,,,New,,,,,,,,没有预算\n\
            GONE,,,,Contacted,,,owner@a.example,,,,,\n";
        let import = desk.upload(text).await;
        // So many values are wrong that not all columns are guessed.
        let fields = [
            "external_id", "name", "phone", "email", "stage", "channel", "campaign", "owner", "employees",
            "attributes.shops", "captured_at", "closed_at", "lost_reason",
        ];
        let mapping: Vec<_> = (1..).zip(fields).map(|(column, field)| json!({"column": column, "field": field})).collect();
        desk.patch(import.id, json!({ "mapping": mapping })).await;
        desk.check(import.id).await;
        let import = desk.run(import.id).await;
        assert_eq!(desk.errors(import.id).await, [
            "3 外部编号 duplicate_in_file",
            "4 电话 phone_too_short",
            "5 邮箱 email_malformed",
            "6 阶段 choice_unknown",
            "6 渠道 choice_unknown",
            "7 活动 not_found",
            "7 负责人 not_found",
            "8 - contact_required",
            "9 员工人数 out_of_range",
            "10 员工人数 out_of_range",
            "11 门店数 number_unreadable",
            "12 首次接触 in_the_future",
            "13 关闭时间 not_allowed",
            "14 关闭时间 before_start",
            "15 阶段 lost_reason_required",
            "16 流失原因 lost_note_required",
            "17 流失原因 not_allowed",
            "18 阶段 archived",
            "18 负责人 archived",
        ]);
        assert_eq!((import.counts.create, import.counts.error), (1, 16));
        let names: Vec<_> = desk.leads().await.into_iter().filter_map(|it| it.name).collect();
        assert_eq!(names, ["gone", "ok"], "nothing of a wrong row is imported");
    }

    async fn an_external_id_of_another_lead_is_refused(db: TestDb) {
        let desk = Desk::new(&db).await;
        desk.import("外部编号,姓名,电话\nL1,a,13800001234\nL2,b,13900001234\n").await;
        let options = json!({"match_by": "phone"});
        let import = desk.import_with("外部编号,电话\nL2,13800001234\n", options).await;
        assert_eq!(desk.errors(import.id).await, ["2 外部编号 external_id_taken"]);
    }

    async fn a_workspace_knows_only_its_own_stages_campaigns_and_members(db: TestDb) {
        let desk = Desk::new(&db).await;
        let other = fixture::workspace(&db, "b").await;
        other.member("theirs@b.example", "sales").await;
        let tx = other.write().await;
        create(&tx, NewLead { external_id: Some("L1".into()), ..named("theirs") }).await;
        let stage = serde_json::from_value(json!({
            "key": "theirs", "name": "Theirs", "type": "ongoing", "journey_stage": "evaluate",
        }));
        leads::stage::create(&tx, stage.unwrap()).await.unwrap();
        tx.commit().await.unwrap();
        let import = desk.import("外部编号,姓名,阶段,负责人\nL1,a,,\nL2,b,Theirs,\nL3,c,,theirs@b.example\n").await;
        assert_eq!(import.counts.create, 1, "their lead of this id is none of ours");
        assert_eq!(desk.errors(import.id).await, ["3 阶段 choice_unknown", "4 负责人 not_found"]);
    }

    async fn who_may_not_change_leads_may_not_import_them(db: TestDb) {
        let desk = Desk::new(&db).await;
        let targets = Targets::default().with(LeadTarget);
        let tx = desk.workspace.write_with([Grant::ImportsWrite, Grant::LeadsRead]).await;
        assert!(import::list_targets(&tx, &targets).await.unwrap().is_empty());
        let input = NewImport { target: "leads".into(), file_name: "a.csv".into(), size: 0 };
        assert_eq!(refusal(import::create(&tx, &targets, input).await).0, Code::MissingGrant);
    }

    async fn two_thousand_rows_take_hardly_more_statements_than_two(db: TestDb) {
        let desk = Desk::new(&db).await;
        let few: Vec<_> = (1..=2).map(|line| row(line, "杭州")).collect();
        let many: Vec<_> = (11..=2010).map(|line| row(line, "杭州")).collect();
        let (of_few, of_many) = (
            statements(&db.db, &desk.workspace, &few).await,
            statements(&db.db, &desk.workspace, &many).await,
        );
        assert!(of_few <= 14, "{of_few}");
        // A statement takes some hundred rows: of leads, touches, events and owners.
        assert!(of_many <= of_few + 10, "{of_few} {of_many}");
        let changed: Vec<_> = (11..=2010).map(|line| row(line, "上海")).collect();
        let of_changed = statements(&db.db, &desk.workspace, &changed).await;
        assert!(of_changed <= of_few + 10, "{of_few} {of_changed}");
        assert_eq!(desk.lead("L2010").await.city.as_deref(), Some("上海"));
    }
}
