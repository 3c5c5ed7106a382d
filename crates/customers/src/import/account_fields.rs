use super::attributes;
use crate::{account::LifecycleStage, attribute::Definitions, subscription::EndReason};
use exchange::field::{Choice, Field, FieldKind};

/// How long the terms of a contract are, as files call them.
pub(super) const CONTRACTS: [(&str, i32, &str, &str); 5] = [
    ("monthly", 1, "按月", "Month-to-month"),
    ("quarterly", 3, "按季", "Quarterly"),
    ("half_yearly", 6, "半年", "Half-yearly"),
    ("yearly", 12, "一年", "One year"),
    ("two_yearly", 24, "两年", "Two year"),
];

/// What a column of a file of accounts can be. One row makes an account and, where it says what is paid, a
/// subscription.
pub(super) fn fields(definitions: &Definitions) -> Vec<Field> {
    use FieldKind::{Choice as OneOf, Integer, Phone, Text};
    let mut fields = vec![
        Field::new("external_id", Text, "外部编号", "External id")
            .unique()
            .max_length(200)
            .also_called(["customer id", "account id", "客户编号", "门店编号"]),
        Field::new("name", Text, "客户名称", "Name").max_length(200),
        Field::new("short_name", Text, "简称", "Short name").max_length(100),
        Field::new("industry", Text, "行业", "Industry").max_length(100),
        Field::new("region", Text, "省份/地区", "Region").max_length(100),
        Field::new("city", Text, "城市", "City").max_length(100),
        Field::new("address", Text, "地址", "Address").max_length(500),
        Field::new("website", Text, "网站", "Website").max_length(500),
        Field::new("phone", Phone, "电话", "Phone"),
        Field::new("size", Integer, "规模（人）", "Size"),
        Field::new("owner", Text, "负责人", "Owner").max_length(100),
        Field::new("lifecycle_stage", OneOf, "生命周期阶段", "Stage").choices(stages()),
        Field::new("tags", Text, "标签", "Tags").max_length(2000),
    ];
    fields.extend(subscription_fields());
    fields.extend(attributes::fields(definitions));
    fields
}

fn subscription_fields() -> [Field; 12] {
    use FieldKind::{Boolean, Choice as OneOf, Date, Integer, Money, Text};
    let contracts = CONTRACTS.map(|(value, _, zh, en)| Choice::new(value, zh, en));
    [
        Field::new("subscription.plan", Text, "订阅：套餐", "Subscription: plan").max_length(100),
        Field::new("subscription.annual_fee", Money, "订阅：年费", "Subscription: annual fee")
            .also_called(["annual charges", "年服务费"]),
        Field::new("subscription.monthly_fee", Money, "订阅：月费", "Subscription: monthly fee")
            .also_called(["monthly charges", "monthly charge", "mrr"]),
        Field::new("subscription.starts_on", Date, "订阅：开始日期", "Subscription: starts on")
            .also_called(["start date", "开通日期"]),
        Field::new(
            "subscription.tenure_months",
            Integer,
            "订阅：已用月数",
            "Subscription: tenure in months",
        )
        .also_called(["tenure", "在网月数"]),
        Field::new("subscription.contract", OneOf, "订阅：合同期", "Subscription: contract")
            .choices(contracts)
            .also_called(["contract", "合同", "合同类型"]),
        Field::new(
            "subscription.term_months",
            Integer,
            "订阅：合同月数",
            "Subscription: months of a term",
        ),
        Field::new("subscription.seats", Integer, "订阅：席位数", "Subscription: seats"),
        Field::new("subscription.ended", Boolean, "订阅：已终止", "Subscription: has ended")
            .also_called(["churn", "churned", "是否流失", "已流失"]),
        Field::new("subscription.ended_on", Date, "订阅：终止日期", "Subscription: ended on")
            .also_called(["end date", "churn date", "流失日期"]),
        Field::new(
            "subscription.end_reason",
            OneOf,
            "订阅：终止原因",
            "Subscription: reason of the end",
        )
        .choices(reasons())
        .also_called(["churn reason", "流失原因"]),
        Field::new(
            "subscription.end_note",
            Text,
            "订阅：终止说明",
            "Subscription: note on the end",
        )
        .max_length(2000),
    ]
}

fn stages() -> Vec<Choice> {
    let label = |stage: LifecycleStage| match stage {
        LifecycleStage::Discover => ("发现", "Discover"),
        LifecycleStage::Evaluate => ("评估", "Evaluate"),
        LifecycleStage::Purchase => ("购买", "Purchase"),
        LifecycleStage::Implement => ("实施", "Implement"),
        LifecycleStage::Use => ("使用", "Use"),
        LifecycleStage::Renew => ("续约", "Renew"),
        LifecycleStage::Churned => ("已流失", "Churned"),
    };
    let choice = |stage: &LifecycleStage| {
        let (zh, en) = label(*stage);
        Choice::new(stage.as_str(), zh, en)
    };
    LifecycleStage::ALL.iter().map(choice).collect()
}

fn reasons() -> Vec<Choice> {
    let label = |reason: EndReason| match reason {
        EndReason::Price => ("价格", "Price"),
        EndReason::MissingFeature => ("功能缺失", "Missing feature"),
        EndReason::NotUsed => ("没有用起来", "Not used"),
        EndReason::Service => ("服务", "Service"),
        EndReason::Competitor => ("转向竞品", "Competitor"),
        EndReason::ClosedBusiness => ("停业", "Closed business"),
        EndReason::NonPayment => ("未付款", "Non-payment"),
        EndReason::Other => ("其他", "Other"),
        EndReason::Unknown => ("未知", "Unknown"),
    };
    let choice = |reason: &EndReason| {
        let (zh, en) = label(*reason);
        Choice::new(reason.as_str(), zh, en)
    };
    EndReason::ALL.iter().map(choice).collect()
}
