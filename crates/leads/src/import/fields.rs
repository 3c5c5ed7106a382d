use crate::{
    entity::{channel, lead_stage},
    words::LostReason,
};
use customers::{attribute::Definitions, import::attributes};
use exchange::field::{Choice, Field, FieldKind};

/// What a column of a file of leads can be. Stages and channels are choices, so that a file's own words for them can
/// be matched; there may be hundreds of campaigns and members, which are named in full.
pub(super) fn fields(
    stages: &[lead_stage::Model],
    channels: &[channel::Model],
    definitions: &Definitions,
) -> Vec<Field> {
    let stages = stages.iter().map(|row| Choice::new(&row.key, &row.name, &row.name));
    let channels = channels.iter().map(|row| Choice::new(&row.key, &row.name, &row.name));
    let mut fields = Vec::from(who());
    fields.extend(place(stages.collect(), channels.collect()));
    fields.extend(attributes::fields(definitions));
    fields
}

/// Who they are; lengths as for a lead that is entered.
fn who() -> [Field; 12] {
    use FieldKind::{Email, Integer, Phone, Text};
    [
        Field::new("external_id", Text, "外部编号", "External id")
            .unique()
            .max_length(200)
            .also_called(["lead id", "线索编号", "线索id"]),
        Field::new("name", Text, "联系人", "Contact").max_length(120).also_called([
            "姓名",
            "name",
            "联系人姓名",
            "客户姓名",
            "lead name",
            "contact name",
        ]),
        Field::new("company", Text, "公司", "Company").max_length(200).also_called([
            "公司名称",
            "公司名",
            "企业名称",
            "company name",
        ]),
        Field::new("title", Text, "职位", "Job title").max_length(120),
        Field::new("phone", Phone, "手机", "Phone").also_called(["电话", "手机号"]),
        Field::new("email", Email, "邮箱", "E-mail"),
        Field::new("wechat", Text, "微信", "WeChat").max_length(64),
        Field::new("industry", Text, "行业", "Industry").max_length(80),
        Field::new("region", Text, "省份", "Region").max_length(80),
        Field::new("city", Text, "城市", "City").max_length(80),
        Field::new("employees", Integer, "员工人数", "Employees").also_called([
            "员工数",
            "人数",
            "规模",
            "公司规模",
            "company size",
        ]),
        Field::new("tags", Text, "标签", "Tags").max_length(2000),
    ]
}

/// Where they stand, where they came from, and what is known beside.
fn place(stages: Vec<Choice>, channels: Vec<Choice>) -> [Field; 10] {
    use FieldKind::{Boolean, Choice as OneOf, Date, Text};
    [
        Field::new("stage", OneOf, "阶段", "Stage").choices(stages).also_called([
            "线索阶段",
            "线索状态",
            "跟进状态",
            "跟进阶段",
        ]),
        Field::new("owner", Text, "负责人", "Owner").max_length(254),
        Field::new("channel", OneOf, "渠道", "Channel").choices(channels).also_called([
            "来源",
            "线索来源",
            "获客渠道",
            "lead source",
        ]),
        Field::new("campaign", Text, "活动", "Campaign").max_length(120),
        Field::new("captured_at", Date, "首次接触", "First touch").also_called([
            "创建时间",
            "创建日期",
            "录入时间",
            "线索时间",
            "获取时间",
            "created",
            "created at",
            "created on",
            "captured at",
        ]),
        Field::new("closed_at", Date, "关闭时间", "Closed").also_called([
            "成交日期",
            "成交时间",
            "关闭日期",
            "closed at",
            "close date",
        ]),
        Field::new("lost_reason", OneOf, "流失原因", "Lost reason")
            .choices(LostReason::ALL.iter().copied().map(reason)),
        Field::new("lost_note", Text, "流失说明", "Lost note").max_length(2000),
        Field::new("consent", Boolean, "授权", "Consent").also_called(["同意联系", "opt in"]),
        Field::new("note", Text, "说明", "Remark")
            .max_length(5000)
            .also_called(["备注", "需求", "note"]),
    ]
}

fn reason(reason: LostReason) -> Choice {
    let (zh, en) = match reason {
        LostReason::Price => ("价格太高", "Too expensive"),
        LostReason::Budget => ("没有预算", "No budget"),
        LostReason::NoNeed => ("没有需求", "No need"),
        LostReason::MissingFeature => ("缺少功能", "Feature missing"),
        LostReason::Competitor => ("选了竞品", "Chose a competitor"),
        LostReason::Timing => ("时机未到", "Not now"),
        LostReason::Unreachable => ("联系不上", "Unreachable"),
        LostReason::NotAFit => ("不匹配", "Not a fit"),
        LostReason::Invalid => ("无效线索", "Invalid"),
        LostReason::Other => ("其他", "Other"),
    };
    Choice::new(reason.as_str(), zh, en)
}
