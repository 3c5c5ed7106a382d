//! The rules that a workspace begins with: sensible for whoever sells software to small businesses, and quickly replaced by
//! better ones once there is a history to test them on.

use super::definition::{
    Decay, EngagementAxis, EngagementGroup, EngagementRule, FitAxis, FitGroup, FitRule, Frequency,
    GradeCuts, Limits, ScoreAxis, ScoreDefinition, Threshold, Trigger,
};
use crate::{
    condition::LeadCondition,
    words::{ActivityKind, ActivityOutcome},
};
use kernel::locale::Locale;
use segments::condition::{FieldCondition, FieldOperator};
use serde_json::{Value, json};

/// What those who decide in a small business call themselves.
const DECIDERS: &[&str] = &[
    "老板",
    "店长",
    "店主",
    "创始人",
    "总经理",
    "董事长",
    "负责人",
    "owner",
    "founder",
    "ceo",
    "director",
    "manager",
];

const HALF: Limits = Limits { low: 0, high: 50 };

/// The definition of a new workspace, in its language.
pub fn definition(locale: Locale) -> ScoreDefinition {
    let say = |zh: &str, en: &str| locale.pick(zh, en).to_owned();
    ScoreDefinition {
        fit: FitAxis { groups: fit(locale), limits: HALF },
        engagement: EngagementAxis { groups: engagement(locale), limits: HALF },
        grades: GradeCuts { a: 25.0, b: 12.0, one: 20.0, two: 8.0 },
        thresholds: vec![Threshold {
            key: "hot".to_owned(),
            name: say("高意向", "Hot"),
            axis: ScoreAxis::Score,
            at: 45.0,
            hysteresis: 5.0,
        }],
    }
}

fn fit(locale: Locale) -> Vec<FitGroup> {
    let rule = |zh: &str, en: &str, condition, points| FitRule {
        name: locale.pick(zh, en).to_owned(),
        condition,
        points,
    };
    let group = |zh: &str, en: &str, cap, rules| FitGroup {
        name: locale.pick(zh, en).to_owned(),
        cap,
        rules,
    };
    let has = |name: &str| field(name, FieldOperator::Is, vec![json!(true)]);
    let kind = |kind: &str| field("channel_kind", FieldOperator::Is, vec![json!(kind)]);
    let decides = LeadCondition::Any(
        DECIDERS
            .iter()
            .map(|word| field("title", FieldOperator::Contains, vec![json!(word)]))
            .collect(),
    );
    let small = LeadCondition::All(vec![
        field("employees", FieldOperator::AtLeast, vec![json!(2)]),
        field("employees", FieldOperator::AtMost, vec![json!(200)]),
    ]);
    vec![
        group(
            "联系方式",
            "Contact details",
            Some(15),
            vec![
                rule("留了手机号", "Gave a phone number", has("has_phone"), 8),
                rule("留了微信", "Gave a WeChat id", has("has_wechat"), 5),
                rule("留了邮箱", "Gave an e-mail address", has("has_email"), 4),
            ],
        ),
        group(
            "公司",
            "Company",
            Some(25),
            vec![
                rule(
                    "填了公司",
                    "Named the company",
                    field("company", FieldOperator::IsSet, vec![]),
                    6,
                ),
                rule(
                    "填了行业",
                    "Named the industry",
                    field("industry", FieldOperator::IsSet, vec![]),
                    4,
                ),
                rule("2 到 200 人", "2 to 200 employees", small, 8),
                rule("能拍板的人", "Somebody who decides", decides, 10),
            ],
        ),
        group(
            "来源",
            "Source",
            Some(15),
            vec![
                rule("老客户推荐", "Recommended by a customer", kind("referral"), 12),
                rule("渠道伙伴介绍", "Sent by a partner", kind("partner"), 8),
                rule("主动搜索而来", "Came by search", kind("search"), 5),
            ],
        ),
        group(
            "不符合",
            "Not a fit",
            None,
            vec![rule(
                "判定为无效",
                "Found to be invalid",
                field("validity", FieldOperator::Is, vec![json!("invalid")]),
                -50,
            )],
        ),
    ]
}

fn engagement(locale: Locale) -> Vec<EngagementGroup> {
    let rule = |zh: &str, en: &str, when, points, limit| EngagementRule {
        name: locale.pick(zh, en).to_owned(),
        when,
        points,
        limit,
    };
    let a_week = |times| Some(Frequency { times, days: 7 });
    let group = |zh: &str, en: &str, days, rules| EngagementGroup {
        name: locale.pick(zh, en).to_owned(),
        cap: Some(30),
        decay: Decay::HalfLife { days },
        rules,
    };
    let reached = |kinds: Vec<ActivityKind>| Trigger::Activity {
        kinds,
        outcomes: vec![ActivityOutcome::Reached],
    };
    let touch = Trigger::Touch { kinds: vec![], channel_ids: vec![], campaign_ids: vec![] };
    let missed = Trigger::Activity { kinds: vec![], outcomes: vec![ActivityOutcome::NotReached] };
    vec![
        group(
            "主动咨询",
            "Inquiries",
            30.0,
            vec![
                rule("提交表单", "Sent a form", Trigger::Form { form_ids: vec![] }, 12, a_week(2)),
                rule("与渠道产生触点", "Was in touch with a channel", touch, 8, a_week(3)),
            ],
        ),
        group(
            "跟进互动",
            "Follow-up",
            21.0,
            vec![
                rule("联系上了", "Was reached", reached(vec![]), 6, a_week(3)),
                rule(
                    "参加演示或见面",
                    "Saw a demonstration or met us",
                    reached(vec![ActivityKind::Demo, ActivityKind::Visit]),
                    15,
                    a_week(2),
                ),
                rule("没联系上", "Was not reached", missed, -3, a_week(3)),
            ],
        ),
    ]
}

fn field(name: &str, operator: FieldOperator, values: Vec<Value>) -> LeadCondition {
    LeadCondition::Field(FieldCondition { field: name.to_owned(), operator, values })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::check;

    #[test]
    fn the_usual_rules_are_sound_in_both_languages_and_can_bring_every_grade() {
        for locale in [Locale::ZhCn, Locale::En] {
            let definition = definition(locale);
            assert!(check::shape(&definition).is_empty());
            let stored = serde_json::to_value(&definition).unwrap();
            assert_eq!(serde_json::from_value::<ScoreDefinition>(stored).unwrap(), definition);
            let most: i32 = definition.fit.groups.iter().filter_map(|group| group.cap).sum();
            assert!(f64::from(most) >= definition.grades.a);
        }
    }
}
