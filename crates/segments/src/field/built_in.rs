use super::{FieldOption, SegmentField, SegmentFieldType, Source, Words};

pub fn account() -> Vec<SegmentField> {
    const STAGES: &[(&str, Words)] = &[
        ("discover", ["Discover", "获客"]),
        ("evaluate", ["Evaluate", "体验"]),
        ("purchase", ["Purchase", "购买"]),
        ("implement", ["Implement", "实施"]),
        ("use", ["Use", "使用"]),
        ("renew", ["Renew", "续约"]),
        ("churned", ["Churned", "已流失"]),
    ];
    vec![
        text("name", ["Name", "名称"]),
        choice("lifecycle_stage", ["Stage of the journey", "旅程阶段"], STAGES),
        instant("stage_since", ["In this stage since", "进入当前阶段的日期"]),
        SegmentField::column("plan_id", SegmentFieldType::Plan, ["Plan", "套餐"]),
        money("mrr", "mrr_currency", ["MRR", "MRR"]),
        SegmentField::column("renews_on", SegmentFieldType::Date, ["Renewal date", "续约日期"]),
        SegmentField::column("owner_id", SegmentFieldType::Member, ["Owner", "负责人"]),
        text("industry", ["Industry", "行业"]),
        text("region", ["Region", "省份"]),
        text("city", ["City", "城市"]),
        SegmentField::column("size", SegmentFieldType::Number, ["Number of employees", "员工人数"]),
        SegmentField::column(
            "people_count",
            SegmentFieldType::Number,
            ["Number of contacts", "联系人数量"],
        ),
        list("tags", ["Tags", "标签"]),
        text("website", ["Website", "网站"]),
        text("external_id", ["External ID", "外部 ID"]),
        instant("created_at", ["Created on", "创建日期"]),
    ]
}

pub fn person() -> Vec<SegmentField> {
    vec![
        text("name", ["Name", "姓名"]),
        text("title", ["Job title", "职务"]),
        text("locale", ["Language", "语言"]),
        list("tags", ["Tags", "标签"]),
        text("external_id", ["External ID", "外部 ID"]),
        instant("created_at", ["Created on", "创建日期"]),
    ]
}

pub fn subscription() -> Vec<SegmentField> {
    const STATES: &[(&str, Words)] = &[
        ("scheduled", ["Not started", "未开始"]),
        ("active", ["Active", "生效中"]),
        ("paused", ["Paused", "已暂停"]),
        ("ended", ["Ended", "已结束"]),
    ];
    vec![
        choice("state", ["State", "状态"], STATES),
        SegmentField::column("plan_id", SegmentFieldType::Plan, ["Plan", "套餐"]),
        money("mrr", "currency", ["MRR", "MRR"]),
        money("annual_fee", "currency", ["Annual fee", "年费"]),
        SegmentField::column("starts_on", SegmentFieldType::Date, ["Start", "开始日期"]),
        SegmentField::column("renews_on", SegmentFieldType::Date, ["Renewal date", "续约日期"]),
        SegmentField::column("ended_on", SegmentFieldType::Date, ["End", "结束日期"]),
        SegmentField::column(
            "term_months",
            SegmentFieldType::Number,
            ["Months of the term", "合同期（月）"],
        ),
        SegmentField::column("seats", SegmentFieldType::Number, ["Seats", "席位数"]),
    ]
}

fn text(name: &'static str, label: Words) -> SegmentField {
    SegmentField::column(name, SegmentFieldType::Text, label)
}

fn choice(name: &'static str, label: Words, options: &[(&str, Words)]) -> SegmentField {
    let options = options.iter().map(|(value, [label, label_zh])| FieldOption {
        value: (*value).to_owned(),
        label: (*label).to_owned(),
        label_zh: (*label_zh).to_owned(),
    });
    SegmentField {
        options: options.collect(),
        ..SegmentField::column(name, SegmentFieldType::Choice, label)
    }
}

fn instant(name: &'static str, label: Words) -> SegmentField {
    SegmentField {
        source: Source::Instant(name),
        ..SegmentField::column(name, SegmentFieldType::Date, label)
    }
}

fn list(name: &'static str, label: Words) -> SegmentField {
    SegmentField {
        source: Source::List(name),
        ..SegmentField::column(name, SegmentFieldType::MultiChoice, label)
    }
}

fn money(amount: &'static str, currency: &'static str, label: Words) -> SegmentField {
    let source = Source::Money { amount, currency };
    SegmentField { source, ..SegmentField::column(amount, SegmentFieldType::Money, label) }
}
