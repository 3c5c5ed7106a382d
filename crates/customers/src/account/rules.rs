//! Pure rules of accounts.

use super::LifecycleStage;
use kernel::text::normal_form;

/// What the law or habit adds to a company's name, longest first.
const LEGAL_FORMS: [&str; 22] = [
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "分公司",
    "总公司",
    "集团",
    "公司",
    "个体工商户",
    "corporation",
    "incorporated",
    "company",
    "limited",
    "gmbh",
    "corp",
    "llc",
    "ltd",
    "inc",
    "plc",
    "pte",
    "co",
    "ag",
];

/// The name without legal form, punctuation and spaces: `上海悦享美容有限公司` and `上海悦享美容(有限公司)` are one key,
/// and so are `Acme, Inc.` and `ACME`. A name made of nothing else keeps itself.
pub fn name_key(name: &str) -> String {
    let normal = normal_form(name);
    let words: Vec<&str> = normal
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let mut kept = words.as_slice();
    while let [rest @ .., last] = kept
        && !rest.is_empty()
        && LEGAL_FORMS.contains(last)
    {
        kept = rest;
    }
    let joined = kept.concat();
    let chinese_form = LEGAL_FORMS.iter().filter(|form| !form.is_ascii());
    let stripped =
        chinese_form.filter_map(|form| joined.strip_suffix(form)).min_by_key(|it| it.len());
    stripped.filter(|rest| !rest.is_empty()).map_or_else(|| joined.clone(), str::to_owned)
}

/// Where an account stands once it has begun or ceased to pay.
pub fn stage_after(stage: LifecycleStage, paid: bool, pays: bool) -> LifecycleStage {
    use LifecycleStage::{Churned, Discover, Evaluate, Implement, Purchase};
    match (paid, pays, stage) {
        (false, true, Discover | Evaluate | Purchase | Churned) => Implement,
        (true, false, _) => Churned,
        _ => stage,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn a_company_is_found_under_its_name_whatever_its_legal_form() {
        for (one, other) in [
            ("上海悦享美容有限公司", "上海悦享美容"),
            ("上海悦享美容(有限公司)", "上海悦享美容有限责任公司"),
            ("Acme, Inc.", "ACME"),
            ("Acme Co., Ltd.", "acme company limited"),
            ("Ｂluebird　Salon", "bluebird salon"),
        ] {
            assert_eq!(name_key(one), name_key(other), "{one} {other}");
        }
        assert_ne!(name_key("悦享美容"), name_key("悦享美发"));
        assert_eq!(name_key("公司"), "公司");
        assert_eq!(name_key("Company"), "company");
        assert_eq!(name_key("!!!"), "");
    }

    #[test]
    fn whoever_begins_to_pay_is_implemented_and_whoever_ceases_has_churned() {
        use LifecycleStage::*;
        for (stage, paid, pays, expected) in [
            (Evaluate, false, true, Implement),
            (Churned, false, true, Implement),
            (Use, false, true, Use),
            (Renew, true, true, Renew),
            (Use, true, false, Churned),
            (Evaluate, false, false, Evaluate),
        ] {
            assert_eq!(stage_after(stage, paid, pays), expected);
        }
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(name in ".*|[上海悦享美容有限公司]{0,9}|[a-z ]{0,9}( inc| ltd)?") {
            let key = name_key(&name);
            prop_assert!(key.len() <= normal_form(&name).len());
            let spaced: String = name.chars().flat_map(|letter| [letter, ' ']).collect();
            let _ = name_key(&spaced);
            prop_assert_eq!(name_key(&format!(" {name} ")), key);
        }
    }
}
