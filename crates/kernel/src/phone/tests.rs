use super::{Phone, PhoneError, Region, validate};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

fn chinese(text: &str) -> Result<String, PhoneError> {
    Phone::parse(text, Region::CHINA).map(|phone| phone.to_string())
}

#[test]
fn a_chinese_mobile_number_is_accepted_as_people_type_it() {
    for text in [
        "13800001234",
        "138 0000 1234",
        "138-0000-1234",
        "138—0000—1234",
        "１３８００００１２３４",
        "＋８６ １３８ ００００ １２３４",
        "+8613800001234",
        "+86 138 0000 1234",
        "86 13800001234",
        "8613800001234",
        "0086 138 0000 1234",
        "008613800001234",
        "(+86)13800001234",
        "（+86）138-0000-1234",
        "+86 (138) 0000-1234",
        "tel:+86-138-0000-1234",
        "TEL:13800001234",
        " 13800001234\u{a0}",
        "\u{202d}13800001234\u{202c}",
        "013800001234",
        "+86 0 13800001234",
        "【138】0000·1234",
    ] {
        assert_eq!(chinese(text).as_deref(), Ok("+8613800001234"), "{text:?}");
    }
}

#[test]
fn a_new_mobile_range_needs_no_new_data() {
    for start in ["131", "145", "165", "172", "191", "192", "199"] {
        let number = format!("{start}00001234");
        assert_eq!(chinese(&number), Ok(format!("+86{number}")));
    }
}

#[test]
fn a_landline_keeps_its_area_code_and_extension() {
    for (text, expected) in [
        ("021-60001234", "+862160001234"),
        ("(021) 6000 1234", "+862160001234"),
        ("+86 21 6000 1234", "+862160001234"),
        ("010 6552 9988", "+861065529988"),
        ("0571-88001234", "+8657188001234"),
        ("021-60001234-801", "+862160001234;ext=801"),
        ("021-60001234转801", "+862160001234;ext=801"),
        ("021-60001234 转 801", "+862160001234;ext=801"),
        ("021-60001234 分机号：801", "+862160001234;ext=801"),
        ("021 60001234 ext. 801", "+862160001234;ext=801"),
        ("021 60001234 x801", "+862160001234;ext=801"),
        ("021-60001234#801", "+862160001234;ext=801"),
        ("+862160001234;ext=801", "+862160001234;ext=801"),
        ("400-810-1234", "+864008101234"),
    ] {
        assert_eq!(chinese(text).as_deref(), Ok(expected), "{text:?}");
    }
}

#[test]
fn a_foreign_number_needs_its_country_code_or_region() {
    let expected = Ok("+442079460018".to_owned());
    assert_eq!(chinese("+44 20 7946 0018"), expected);
    assert_eq!(chinese("0044 20 7946 0018"), expected);
    let british = Phone::parse("020 7946 0018", "GB".parse().unwrap()).unwrap();
    assert_eq!(british.e164(), "+442079460018");
    let american = Phone::parse("(212) 555-2368", "US".parse().unwrap()).unwrap();
    assert_eq!(american.e164(), "+12125552368");
    assert_eq!(chinese("+39 06 6982 1234"), Ok("+390669821234".to_owned()), "Italy keeps its 0");
    assert!("Mars".parse::<Region>().is_err());
}

#[test]
fn what_is_no_number_is_refused_with_the_reason() {
    for (text, error) in [
        ("", PhoneError::TooShort),
        ("none", PhoneError::NotANumber),
        ("张三", PhoneError::NotANumber),
        ("138", PhoneError::TooShort),
        ("1380000123", PhoneError::Impossible),
        ("138000012345", PhoneError::Impossible),
        ("12800001234", PhoneError::Impossible),
        ("123456789012345678901234", PhoneError::TooLong),
        ("+86 138", PhoneError::Impossible),
        ("13800001234 13900001234", PhoneError::TooLong),
        ("021-60001234 转 总机", PhoneError::NotANumber),
        ("13800001234@163.com", PhoneError::NotANumber),
    ] {
        assert_eq!(chinese(text), Err(error), "{text:?}");
    }
    assert_eq!(chinese(&"1".repeat(5000)), Err(PhoneError::TooLong));
}

#[test]
fn it_is_shown_as_people_read_it_and_masked_for_others() {
    for (text, shown, masked) in [
        ("13800001234", "138 0000 1234", "138****1234"),
        ("021-60001234-801", "021 6000 1234 转 801", "+862*******34"),
        ("+442079460018", "+44 20 7946 0018", "+442*******18"),
    ] {
        let phone = Phone::parse(text, Region::CHINA).unwrap();
        assert_eq!(phone.display(), shown);
        assert_eq!(phone.masked(), masked);
        assert!(!format!("{phone:?}").contains("00123"), "{phone:?}");
    }
}

#[test]
fn json_holds_the_normal_form() {
    let phone: Phone = serde_json::from_str("\"+86 138 0000 1234\"").unwrap();
    assert_eq!(serde_json::to_string(&phone).unwrap(), "\"+8613800001234\"");
    assert!(serde_json::from_str::<Phone>("\"13800001234\"").is_err(), "no country is known");
}

#[test]
fn validation_knows_no_country_but_knows_garbage() {
    assert!(validate("13800001234").is_ok());
    assert!(validate("020 7946 0018").is_ok(), "may be right in the workspace's country");
    assert_eq!(validate("call me").unwrap_err().code, "invalid_phone");
    assert_eq!(validate("+86 1380000123").unwrap_err().code, "invalid_phone");
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_twice_is_once(text in ".*") {
        if let Ok(once) = Phone::parse(&text, Region::CHINA) {
            prop_assert_eq!(Phone::parse(once.as_str(), Region::CHINA), Ok(once.clone()));
            prop_assert!(once.e164().starts_with('+'));
            let _ = (once.display(), once.masked());
        }
    }

    #[test]
    fn normalising_twice_is_once(text in "(\\+|00)?[0-9() -]{5,18}((转|x|-)[0-9]{1,4})?") {
        for region in ["CN", "GB", "US", "DE", "IT", "JP"] {
            if let Ok(once) = Phone::parse(&text, region.parse().unwrap()) {
                prop_assert_eq!(Phone::parse(once.as_str(), Region::CHINA), Ok(once.clone()), "{}", region);
                let _ = (once.display(), once.masked());
            }
        }
    }

    #[test]
    fn separators_do_not_matter(digits in "1[3-9][0-9]{9}", cut in 1..10_usize) {
        let typed = format!("{} - {}", &digits[..cut], &digits[cut..]);
        prop_assert_eq!(chinese(&typed), Ok(format!("+86{digits}")));
    }
}
