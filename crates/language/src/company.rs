//! Whether two names may be of one company: 杭州好味餐饮有限公司, 好味餐饮（杭州） and 好味 are, `Acme Co., Ltd.` and `ACME` too.
//!
//! A name is taken apart into place, brand, trade and legal form. The brand tells companies apart, so it is what names are
//! looked up by; two different places speak against one company, for chains have a company in each city.

mod words;

use unicode_normalization::UnicodeNormalization as _;
use words::{LEGAL_FORMS, PLACE_SUFFIXES, PLACES, TRADES};

/// Two names of which this much is the same may be one company's.
pub const ALIKE: f64 = 0.85;
/// Brands of one letter are shared by too many.
const SHORTEST_BRAND: usize = 2;
const SAME_BRAND: f64 = 0.92;
const OTHER_PLACE: f64 = 0.5;

/// A company's name, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanyName {
    /// Everything but place and legal form, in small letters without spaces and signs.
    pub core: String,
    /// The core without the words of a trade at its end.
    pub brand: String,
    /// The city or province that the name tells.
    pub place: Option<&'static str>,
}

impl CompanyName {
    pub fn read(name: &str) -> Self {
        let folded: String = name.nfkc().collect::<String>().to_lowercase();
        let (outside, brackets) = without_brackets(&folded);
        let mut place = brackets.iter().find_map(|inside| place_of(&letters(inside)));
        let mut core = without_legal_form(&outside);
        if let Some((known, rest)) = leading_place(&core) {
            place = place.or(Some(known));
            core = rest;
        }
        let brand = without_trade(&core);
        Self { core, brand, place }
    }

    /// What equal companies share and can be looked up by; none where the name tells nothing.
    pub fn key(&self) -> Option<&str> {
        (self.brand.chars().count() >= SHORTEST_BRAND).then_some(self.brand.as_str())
    }
}

/// How alike two names are, 0 to 1.
pub fn similarity(one: &CompanyName, other: &CompanyName) -> f64 {
    let same = if one.core.is_empty() || other.core.is_empty() {
        0.0
    } else if one.core == other.core {
        1.0
    } else if one.key().is_some() && one.key() == other.key() {
        SAME_BRAND
    } else {
        shared_pairs(&one.core, &other.core)
    };
    let elsewhere = one.place.zip(other.place).is_some_and(|(one, other)| one != other);
    if elsewhere { same.min(OTHER_PLACE) } else { same }
}

/// The name outside of brackets, and what stands in them.
fn without_brackets(name: &str) -> (String, Vec<String>) {
    let (mut outside, mut brackets, mut depth) = (String::new(), Vec::<String>::new(), 0_usize);
    for letter in name.chars() {
        match letter {
            '(' | '[' | '【' | '〔' => {
                depth += 1;
                brackets.push(String::new());
            }
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {
                if let Some(inside) = brackets.last_mut() {
                    inside.push(letter);
                }
            }
            _ => outside.push(letter),
        }
    }
    (outside, brackets)
}

/// Only what is said aloud.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Latin names lose whole words at their end, Chinese ones letters.
fn without_legal_form(name: &str) -> String {
    let mut words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    while words.len() > 1 && words.last().is_some_and(|last| LEGAL_FORMS.contains(last)) {
        words.pop();
    }
    let mut core = words.concat();
    let chinese = || LEGAL_FORMS.iter().filter(|form| !form.is_ascii());
    while let Some(shorter) = chinese().find_map(|form| core.strip_suffix(form)) {
        // The longest form alone is no name.
        if shorter.is_empty() {
            break;
        }
        core = shorter.to_owned();
    }
    core
}

fn without_trade(core: &str) -> String {
    let mut brand = core;
    while let Some(shorter) = TRADES
        .iter()
        .filter_map(|trade| brand.strip_suffix(trade))
        .find(|rest| rest.chars().count() >= SHORTEST_BRAND)
    {
        brand = shorter;
    }
    brand.to_owned()
}

fn place_of(text: &str) -> Option<&'static str> {
    PLACES.iter().copied().find(|place| {
        text.strip_prefix(place)
            .is_some_and(|rest| rest.is_empty() || PLACE_SUFFIXES.contains(&rest))
    })
}

/// The places at the beginning, the last of them the narrowest: 浙江省杭州市… is of 杭州.
fn leading_place(core: &str) -> Option<(&'static str, String)> {
    let (mut found, mut rest) = (None, core);
    while let Some((place, after)) =
        PLACES.iter().find_map(|place| Some((*place, rest.strip_prefix(place)?)))
    {
        let suffix = PLACE_SUFFIXES.iter().find_map(|suffix| after.strip_prefix(suffix));
        let after = suffix.unwrap_or(after);
        if after.chars().count() < SHORTEST_BRAND {
            break;
        }
        (found, rest) = (Some(place), after);
    }
    found.map(|place| (place, rest.to_owned()))
}

/// Dice's coefficient of the pairs of neighbouring letters, each pair as often as it stands there.
#[expect(clippy::cast_precision_loss, reason = "names have few letters")]
fn shared_pairs(one: &str, other: &str) -> f64 {
    let (pairs, mut others) = (pairs(one), pairs(other));
    let all = pairs.len() + others.len();
    if all == 0 {
        return 0.0;
    }
    let shared = pairs
        .into_iter()
        .filter(|pair| {
            let place = others.iter().position(|other| other == pair);
            place.map(|place| others.swap_remove(place)).is_some()
        })
        .count();
    2.0 * shared as f64 / all as f64
}

fn pairs(text: &str) -> Vec<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(name: &str) -> CompanyName {
        CompanyName::read(name)
    }

    fn alike(one: &str, other: &str) -> f64 {
        similarity(&read(one), &read(other))
    }

    #[test]
    fn a_name_is_taken_apart_into_place_brand_trade_and_legal_form() {
        let name = read("浙江省杭州市好味餐饮管理有限公司");
        assert_eq!((name.core.as_str(), name.brand.as_str()), ("好味餐饮管理", "好味"));
        assert_eq!(name.place, Some("杭州"));
        assert_eq!(read("好味餐饮（杭州）有限公司").place, Some("杭州"));
        assert_eq!(read("Acme Trading Co., Ltd.").core, "acmetrading");
        assert_eq!(read("ＡＣＭＥ Inc").core, "acme");
        assert_eq!(read("有限公司").core, "有限公司", "something must be left");
    }

    #[test]
    fn names_of_one_company_are_alike_however_they_are_written() {
        for (one, other) in [
            ("杭州好味餐饮有限公司", "好味餐饮（杭州）有限公司"),
            ("杭州好味餐饮有限公司", "好味餐饮"),
            ("好味餐饮管理有限公司", "好味"),
            ("悦享美容连锁", "悦享美容有限责任公司"),
            ("Acme Co., Ltd.", "ACME"),
            ("Green Leaf LLC", "green-leaf"),
        ] {
            assert!(alike(one, other) >= ALIKE, "{one} {other} {}", alike(one, other));
        }
    }

    #[test]
    fn other_brands_and_other_cities_are_other_companies() {
        for (one, other) in [
            ("杭州好味餐饮有限公司", "杭州美味餐饮有限公司"),
            ("好味餐饮（杭州）有限公司", "好味餐饮（上海）有限公司"),
            ("Acme Foods Ltd", "Apex Foods Ltd"),
            ("", "好味"),
        ] {
            assert!(alike(one, other) < ALIKE, "{one} {other} {}", alike(one, other));
        }
    }

    proptest! {
        #[test]
        fn likeness_is_mutual_and_within_bounds(
            one in "[a-c好味美杭州市上海餐饮有限公司（） ]{0,12}", other in "[a-c好味美杭州市上海餐饮有限公司（） ]{0,12}",
        ) {
            let there = alike(&one, &other);
            prop_assert!((0.0..=1.0).contains(&there));
            prop_assert!((there - alike(&other, &one)).abs() < 1e-12);
        }

        #[test]
        fn legal_form_and_width_make_no_difference(brand in "[b-df-hj-np-tv-z]{4,9}") {
            let plain = read(&brand);
            prop_assert_eq!(&read(&format!("{brand} Ltd.")).core, &plain.core);
            prop_assert_eq!(&read(&brand.to_uppercase()).core, &plain.core);
        }
    }
}
