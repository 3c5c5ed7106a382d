use super::attributes;
use crate::{affiliation::DecisionRole, attribute::Definitions};
use exchange::field::{Choice, Field, FieldKind};

/// What a column of a file of people can be. A row may name the account they belong to.
pub(super) fn fields(definitions: &Definitions) -> Vec<Field> {
    use FieldKind::{Choice as OneOf, Email, Integer, Phone, Text};
    let mut fields = vec![
        Field::new("external_id", Text, "外部编号", "External id").unique().max_length(200),
        Field::new("name", Text, "姓名", "Name").max_length(100),
        Field::new("phone", Phone, "手机", "Phone"),
        Field::new("email", Email, "邮箱", "E-mail"),
        Field::new("wechat", Text, "微信", "WeChat").max_length(100),
        Field::new("title", Text, "职位", "Job title").max_length(100),
        Field::new("locale", Text, "语言", "Language").max_length(35),
        Field::new("tags", Text, "标签", "Tags").max_length(2000),
        Field::new("account.external_id", Text, "客户的外部编号", "Account's external id")
            .max_length(200)
            .also_called(["account id", "customer id", "客户编号", "门店编号"]),
        Field::new("account.name", Text, "客户名称", "Account's name")
            .max_length(200)
            .also_called(["company", "公司", "公司名称", "所属客户"]),
        Field::new("account.role", OneOf, "决策角色", "Decision role")
            .choices(roles())
            .also_called(["role", "角色"]),
        Field::new("account.concern", Text, "关注点", "Concern").max_length(500),
        Field::new("account.say", Integer, "话语权(0–3)", "Say (0–3)"),
    ];
    fields.extend(attributes::fields(definitions));
    fields
}

fn roles() -> Vec<Choice> {
    let label = |role: DecisionRole| match role {
        DecisionRole::Decider => ("决策者", "Decider"),
        DecisionRole::Influencer => ("影响者", "Influencer"),
        DecisionRole::Payer => ("付款人", "Payer"),
        DecisionRole::User => ("使用者", "User"),
        DecisionRole::Gatekeeper => ("把关人", "Gatekeeper"),
    };
    let choice = |role: &DecisionRole| {
        let (zh, en) = label(*role);
        Choice::new(role.as_str(), zh, en)
    };
    DecisionRole::ALL.iter().map(choice).collect()
}
