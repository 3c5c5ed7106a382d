//! Which field a column of a file most likely is, from its header and some of its values.
//!
//! The header decides, the values confirm or contradict. The confidence is a figure to sort and to warn by, not a
//! probability; [`SURE`] and above is taken without asking.

use crate::{
    field::{Field, FieldKind},
    value::{self, Reading},
};
use kernel::text::normal_form;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// From here on a guess is taken as the mapping.
pub const SURE: f64 = 0.7;
/// Below this a guess is none.
const WORTH_TELLING: f64 = 0.45;
/// Values without a matching header: kinds whose values look like nothing else.
const BY_VALUES_ALONE: [(FieldKind, f64); 2] = [(FieldKind::Email, 0.75), (FieldKind::Phone, 0.65)];

/// Header words that mean the same, in both languages; the first is the key by which fields name the concept.
const SYNONYMS: &[&[&str]] = &[
    &[
        "external_id",
        "id",
        "customerid",
        "customer id",
        "客户编号",
        "客户id",
        "编号",
        "外部id",
        "外部编号",
        "会员号",
        "account id",
        "user id",
        "客户号",
    ],
    &[
        "name",
        "名称",
        "姓名",
        "客户名称",
        "公司名称",
        "企业名称",
        "联系人",
        "full name",
        "company",
        "company name",
        "公司",
        "企业",
        "客户",
        "account",
        "account name",
        "contact",
        "contact name",
        "联系人姓名",
        "称呼",
    ],
    &[
        "phone",
        "电话",
        "手机",
        "手机号",
        "手机号码",
        "联系电话",
        "联系方式",
        "移动电话",
        "mobile",
        "mobile phone",
        "cell",
        "tel",
        "telephone",
        "phone number",
        "电话号码",
    ],
    &[
        "email",
        "邮箱",
        "电子邮箱",
        "电子邮件",
        "邮件",
        "e-mail",
        "mail",
        "email address",
        "邮箱地址",
    ],
    &["wechat", "微信", "微信号", "weixin", "wechat id"],
    &["region", "地区", "区域", "省份", "省", "province", "state"],
    &["city", "城市", "所在城市", "市"],
    &["industry", "行业", "所属行业", "业态", "sector", "trade"],
    &["size", "规模", "人数", "员工数", "employees", "company size", "员工规模"],
    &["owner", "负责人", "跟进人", "销售", "归属人", "sales", "owner name", "assigned to"],
    &["channel", "渠道", "来源", "来源渠道", "source", "lead source", "获客渠道"],
    &["campaign", "活动", "营销活动", "utm_campaign"],
    &[
        "company",
        "公司",
        "公司名称",
        "企业",
        "企业名称",
        "店铺",
        "门店",
        "店名",
        "company name",
        "organization",
        "organisation",
    ],
    &["stage", "阶段", "销售阶段", "状态", "status", "lead status"],
    &["lifecycle_stage", "生命周期", "客户阶段", "lifecycle", "stage"],
    &["tenure", "在网时长", "使用月数", "months", "tenure months"],
    &["plan", "套餐", "版本", "plan name", "产品", "product", "package"],
    &[
        "started_on",
        "开始日期",
        "开通日期",
        "签约日期",
        "start date",
        "started",
        "生效日期",
        "subscription start",
    ],
    &[
        "ended_on",
        "结束日期",
        "到期日期",
        "到期日",
        "end date",
        "ended",
        "expires",
        "expiry date",
        "截止日期",
    ],
    &["annual_fee", "年费", "annual fee", "annual price", "服务年费"],
    &[
        "amount",
        "金额",
        "价格",
        "费用",
        "price",
        "fee",
        "total",
        "monthlycharges",
        "monthly charges",
        "月费",
    ],
    &["churn", "流失", "是否流失", "churned", "已流失"],
    &["contract", "合同", "合同类型", "签约方式", "contract type"],
    &[
        "note",
        "备注",
        "说明",
        "remark",
        "remarks",
        "comment",
        "comments",
        "notes",
        "description",
        "描述",
    ],
    &["title", "职务", "职位", "岗位", "job title", "position"],
    &["role", "角色", "决策角色", "decision role"],
    &["tags", "标签", "tag", "labels"],
    &["address", "地址", "联系地址", "详细地址"],
    &["website", "网站", "网址", "官网", "url", "homepage"],
    &[
        "created_at",
        "创建时间",
        "创建日期",
        "录入时间",
        "created",
        "create time",
        "created on",
        "date created",
    ],
];

/// Which field a column is taken for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Guess {
    pub field: String,
    /// 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    pub confidence: f64,
}

/// A column as the guess sees it: its header, where there is one, and some of its values.
#[derive(Clone, Debug, Default)]
pub struct Column<'a> {
    pub header: Option<&'a str>,
    pub samples: Vec<&'a str>,
}

/// At most one column for each field, the most confident first.
pub fn guess_columns(
    columns: &[Column<'_>],
    fields: &[Field],
    reading: Reading,
) -> Vec<Option<Guess>> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        for (field_at, field) in fields.iter().enumerate() {
            let confidence = confidence(column, field, reading);
            if confidence >= WORTH_TELLING {
                candidates.push((confidence, at, field_at));
            }
        }
    }
    // Equal ones in the order of the file, then of the fields.
    candidates.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2))
    });
    let mut guesses = vec![None; columns.len()];
    let mut taken = vec![false; fields.len()];
    for (confidence, column, field) in candidates {
        if guesses[column].is_none() && !taken[field] {
            taken[field] = true;
            let confidence = (confidence * 100.0).round() / 100.0;
            guesses[column] = Some(Guess { field: fields[field].key.clone(), confidence });
        }
    }
    guesses
}

fn confidence(column: &Column<'_>, field: &Field, reading: Reading) -> f64 {
    let by_header = column.header.map_or(0.0, |header| header_match(header, field));
    let fits = fitting_share(column, field, reading);
    let by_values = BY_VALUES_ALONE
        .iter()
        .find(|(kind, _)| *kind == field.kind && fits.is_some_and(|share| share >= 0.8));
    let by_values = by_values.map_or(0.0, |(_, confidence)| *confidence);
    // A column of wrong values is not the field, whatever its header says.
    let contradiction = fits.map_or(1.0, |share| 0.3 + 0.7 * share);
    (by_header * contradiction).max(by_values)
}

/// The share of the samples that can be values of the field; `None` where there are none to judge by.
fn fitting_share(column: &Column<'_>, field: &Field, reading: Reading) -> Option<f64> {
    let filled = column.samples.iter().filter(|sample| !sample.trim().is_empty());
    let fits: Vec<bool> =
        filled.map(|sample| value::parse(sample, field, reading).is_ok()).collect();
    let share = |fits: &[bool]| {
        let good = u32::try_from(fits.iter().filter(|fit| **fit).count()).unwrap_or(u32::MAX);
        f64::from(good) / f64::from(u32::try_from(fits.len()).unwrap_or(u32::MAX))
    };
    (!fits.is_empty()).then(|| share(&fits))
}

fn header_match(header: &str, field: &Field) -> f64 {
    let header = letters(header);
    if header.is_empty() {
        return 0.0;
    }
    let names = names(field);
    let best = names.iter().map(|(name, weight)| similarity(&header, name) * weight);
    best.fold(0.0, f64::max)
}

/// What a field's column may be called, each with how much it counts: the field's own words before the dictionary's.
fn names(field: &Field) -> Vec<(String, f64)> {
    let key = field.key.rsplit('.').next().unwrap_or(&field.key);
    let own = [key, &field.label.zh, &field.label.en].into_iter();
    let own = own.chain(field.synonyms.iter().map(String::as_str)).map(|name| (letters(name), 1.0));
    let group = SYNONYMS.iter().filter(|group| group[0] == key).flat_map(|group| group.iter());
    own.chain(group.map(|name| (letters(name), 0.95))).collect()
}

/// Letters and digits of the normal form: `Customer ID`, `customer_id` and `customerID` are one.
fn letters(text: &str) -> String {
    normal_form(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// 1 for the same words, 0.8 where one holds the other, else by how many letters would have to change.
fn similarity(one: &str, other: &str) -> f64 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    if one == other {
        return 1.0;
    }
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let is_word = |text: &str| text.chars().count() >= if text.is_ascii() { 4 } else { 2 };
    if is_word(short) && long.contains(short) {
        return 0.8;
    }
    let longest = one.chars().count().max(other.chars().count());
    let changed = f64::from(u32::try_from(distance(one, other)).unwrap_or(u32::MAX));
    let alike = 1.0 - changed / f64::from(u32::try_from(longest).unwrap_or(u32::MAX));
    // Short words are alike by chance.
    if longest >= 5 && alike >= 0.75 { 0.9 * alike } else { 0.0 }
}

/// Levenshtein.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, theirs) in other.iter().enumerate() {
            let above = row[column + 1];
            let changed = diagonal + usize::from(letter != *theirs);
            row[column + 1] = changed.min(above + 1).min(row[column] + 1);
            diagonal = above;
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{Column, SURE, distance, guess_columns};
    use crate::{
        field::{Field, FieldKind},
        value::Reading,
    };
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn fields() -> Vec<Field> {
        vec![
            Field::new("external_id", FieldKind::Text, "外部编号", "External id"),
            Field::new("name", FieldKind::Text, "名称", "Name"),
            Field::new("phone", FieldKind::Phone, "电话", "Phone"),
            Field::new("email", FieldKind::Email, "邮箱", "E-mail"),
            Field::new("city", FieldKind::Text, "城市", "City"),
            Field::new("started_on", FieldKind::Date, "开始日期", "Started on"),
            Field::new("attributes.tenure", FieldKind::Integer, "在网月数", "Tenure"),
        ]
    }

    fn guess(columns: &[(&str, &[&str])]) -> Vec<Option<String>> {
        let columns: Vec<Column<'_>> = columns
            .iter()
            .map(|(header, samples)| Column { header: Some(header), samples: samples.to_vec() })
            .collect();
        let guesses = guess_columns(&columns, &fields(), Reading::default());
        guesses
            .into_iter()
            .map(|guess| guess.filter(|guess| guess.confidence >= SURE).map(|guess| guess.field))
            .collect()
    }

    fn some(names: &[&str]) -> Vec<Option<String>> {
        names.iter().map(|name| (!name.is_empty()).then(|| (*name).to_owned())).collect()
    }

    #[test]
    fn headers_are_understood_in_both_languages() {
        let chinese: [(&str, &[&str]); 6] = [
            ("客户编号", &["A1"]),
            ("姓名", &["张伟"]),
            ("手机号码", &["13800001234"]),
            ("电子邮箱", &["a@b.cn"]),
            ("所在城市", &["上海"]),
            ("开通日期", &["2026年3月5日"]),
        ];
        assert_eq!(
            guess(&chinese),
            some(&["external_id", "name", "phone", "email", "city", "started_on"])
        );
        let english: [(&str, &[&str]); 6] = [
            ("customerID", &["7590-VHVEG"]),
            ("Full_Name", &["Li Wei"]),
            ("Mobile Phone", &["+8613800001234"]),
            ("E-Mail Adress", &["a@b.cn"]),
            ("tenure", &["34"]),
            ("Start date", &["2026-03-05"]),
        ];
        assert_eq!(
            guess(&english),
            some(&["external_id", "name", "phone", "email", "attributes.tenure", "started_on"])
        );
    }

    #[test]
    fn values_speak_where_the_header_does_not() {
        assert_eq!(guess(&[("col7", &["a@b.cn", "c@d.cn"])]), some(&["email"]));
        assert_eq!(guess(&[("col7", &["hello", "world"])]), some(&[""]));
    }

    #[test]
    fn values_that_contradict_the_header_make_the_guess_unsure() {
        assert_eq!(guess(&[("电话", &["张伟", "李雷"])]), some(&[""]));
        assert_eq!(
            guess(&[("电话", &["", ""])]),
            some(&["phone"]),
            "blank cells contradict nothing"
        );
    }

    #[test]
    fn two_columns_never_share_a_field() {
        let found = guess(&[("电话", &["13800001234"]), ("手机", &["13900001234"])]);
        assert_eq!(found, some(&["phone", ""]));
    }

    proptest! {
        #[test]
        fn no_header_makes_it_panic(headers in proptest::collection::vec(".*", 0..6)) {
            let columns: Vec<_> = headers.iter().map(|header| Column { header: Some(header), samples: vec![header] }).collect();
            let guesses = guess_columns(&columns, &fields(), Reading::default());
            prop_assert_eq!(guesses.len(), headers.len());
            prop_assert!(guesses.iter().flatten().all(|guess| (0.0..=1.0).contains(&guess.confidence)));
        }

        #[test]
        fn the_distance_is_symmetric_and_zero_for_equals(one in "[abc张]{0,9}", other in "[abc张]{0,9}") {
            prop_assert_eq!(distance(&one, &other), distance(&other, &one));
            prop_assert_eq!(distance(&one, &other) == 0, one == other);
        }
    }
}
