use super::{DateOrder, Reading, Value, parse};
use crate::field::{Choice, Field, FieldKind};
use proptest::prelude::{any, prop_assert_eq, proptest};

const KINDS: [FieldKind; 9] = [
    FieldKind::Text,
    FieldKind::Integer,
    FieldKind::Decimal,
    FieldKind::Money,
    FieldKind::Date,
    FieldKind::Boolean,
    FieldKind::Choice,
    FieldKind::Phone,
    FieldKind::Email,
];

fn field(kind: FieldKind) -> Field {
    Field::new("field", kind, "字段", "Field").max_length(5).choices([
        Choice::new("month_to_month", "按月", "Month-to-month"),
        Choice::new("one_year", "一年", "One year"),
    ])
}

fn read(kind: FieldKind, text: &str) -> Result<String, String> {
    match parse(text, &field(kind), Reading::default()) {
        Ok(Some(value)) => Ok(value.to_json().to_string().trim_matches('"').to_owned()),
        Ok(None) => Ok("nothing".to_owned()),
        Err(fault) => Err(fault.code.into_owned()),
    }
}

#[test]
fn each_kind_is_read_as_people_write_it() {
    for (kind, text, expected) in [
        (FieldKind::Text, " 张 伟 ", "张 伟"),
        (FieldKind::Text, "'=1+1", "=1+1"),
        (FieldKind::Integer, "1,234", "1234"),
        (FieldKind::Integer, "-5", "-5"),
        (FieldKind::Integer, "72.0", "72"),
        (FieldKind::Integer, "１２", "12"),
        (FieldKind::Decimal, "29.85", "29.85"),
        (FieldKind::Decimal, "1,234.5", "1234.5"),
        (FieldKind::Decimal, "12.5%", "0.125"),
        (FieldKind::Decimal, "1.5E3", "1500.0"),
        (FieldKind::Money, "¥1,234.50", r#"{"amount":123450,"currency":"CNY"}"#),
        (FieldKind::Boolean, "是", "true"),
        (FieldKind::Boolean, "No", "false"),
        (FieldKind::Boolean, "TRUE", "true"),
        (FieldKind::Boolean, "0", "false"),
        (FieldKind::Choice, "Month-to-month", "month_to_month"),
        (FieldKind::Choice, " 一年", "one_year"),
        (FieldKind::Choice, "ONE_YEAR", "one_year"),
        (FieldKind::Phone, "138 0000 1234", "+8613800001234"),
        (FieldKind::Phone, "13800001234.0", "+8613800001234"),
        (FieldKind::Email, "Li@Example.cn", "li@example.cn"),
        (FieldKind::Date, "  ", "nothing"),
    ] {
        assert_eq!(read(kind, text).as_deref(), Ok(expected), "{kind:?} {text:?}");
    }
}

#[test]
fn each_kind_says_by_code_what_is_wrong() {
    for (kind, text, code) in [
        (FieldKind::Text, "123456", "too_long"),
        (FieldKind::Integer, "12.5", "integer_unreadable"),
        (FieldKind::Integer, "twelve", "integer_unreadable"),
        (FieldKind::Integer, "12,34", "integer_unreadable"),
        (FieldKind::Integer, "99999999999999999999", "number_out_of_range"),
        (FieldKind::Decimal, "12.5.1", "number_unreadable"),
        (FieldKind::Decimal, "NaN", "number_unreadable"),
        (FieldKind::Decimal, "inf", "number_unreadable"),
        (FieldKind::Decimal, &format!("1{}", "0".repeat(400)), "number_out_of_range"),
        (FieldKind::Money, "free", "money_unreadable"),
        (FieldKind::Money, "1.234", "money_ambiguous"),
        (FieldKind::Money, "1.239999", "money_too_precise"),
        (FieldKind::Boolean, "maybe", "boolean_unreadable"),
        (FieldKind::Choice, "Two year", "choice_unknown"),
        (FieldKind::Phone, "12345678901", "phone_impossible"),
        (FieldKind::Phone, "n/a", "phone_unreadable"),
        (FieldKind::Email, "li@", "email_malformed"),
    ] {
        assert_eq!(read(kind, text).unwrap_err(), code, "{kind:?} {text:?}");
    }
    for kind in KINDS {
        let required = field(kind).required();
        assert_eq!(
            parse(" ", &required, Reading::default()).unwrap_err().code,
            "required",
            "{kind:?}"
        );
    }
}

#[test]
fn a_date_is_read_in_every_common_form() {
    for text in [
        "2026-03-05",
        "2026/3/5",
        "2026.3.5",
        "20260305",
        "2026年3月5日",
        "2026年03月05号",
        "２０２６年３月５日",
        "5 Mar 2026",
        "5th March 2026",
        "Mar 5, 2026",
        "March 5th, 2026",
        "2026-Mar-05",
        "5.3.2026",
        "05.03.2026",
        "2026-03-05 10:30",
        "2026-03-05T10:30:00Z",
        "2026-03-05T10:30:00.000+08:00",
        "2026/3/5 上午10:30",
        "46086",
        "46086.4375",
    ] {
        assert_eq!(read(FieldKind::Date, text).as_deref(), Ok("2026-03-05"), "{text:?}");
    }
    assert_eq!(read(FieldKind::Date, "13/3/2026").as_deref(), Ok("2026-03-13"));
    assert_eq!(read(FieldKind::Date, "3/13/2026").as_deref(), Ok("2026-03-13"));
    assert_eq!(read(FieldKind::Date, "3/3/2026").as_deref(), Ok("2026-03-03"));
}

#[test]
fn a_date_that_can_be_read_in_two_ways_needs_the_order() {
    assert_eq!(read(FieldKind::Date, "5/3/2026").unwrap_err(), "date_ambiguous");
    for (order, expected) in
        [(DateOrder::DayFirst, "2026-03-05"), (DateOrder::MonthFirst, "2026-05-03")]
    {
        let reading = Reading { date_order: order, ..Reading::default() };
        let value = parse("5/3/2026", &field(FieldKind::Date), reading).unwrap();
        assert_eq!(value, Some(Value::Date(expected.parse().unwrap())));
    }
}

#[test]
fn what_is_no_day_is_refused() {
    for (text, code) in [
        ("2026-02-30", "date_impossible"),
        ("2026-13-01", "date_impossible"),
        ("31/4/2026", "date_impossible"),
        ("1026-03-05", "date_out_of_range"),
        ("tomorrow", "date_unreadable"),
        ("2026", "date_unreadable"),
        ("2026-03", "date_unreadable"),
        ("5/3/26", "date_unreadable"),
        ("12", "date_unreadable"),
        ("2026-03-05-06", "date_unreadable"),
        ("10:30", "date_unreadable"),
    ] {
        assert_eq!(read(FieldKind::Date, text).unwrap_err(), code, "{text:?}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".*", numbers in "[-+0-9.,/年月日: eE%T]{0,16}") {
        for kind in KINDS {
            let _ = read(kind, &text);
            let _ = read(kind, &numbers);
        }
    }

    #[test]
    fn every_day_of_the_range_is_read_back(days in 0..109_000_u64) {
        let first = chrono::NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        let day = first.checked_add_days(chrono::Days::new(days)).unwrap();
        for text in [day.to_string(), day.format("%Y年%-m月%-d日").to_string(), day.format("%d.%m.%Y").to_string(), day.format("%B %-d, %Y").to_string()] {
            prop_assert_eq!(parse(&text, &field(FieldKind::Date), Reading::default()), Ok(Some(Value::Date(day))), "{}", text);
        }
    }

    #[test]
    fn every_whole_number_is_read_back(number in -9_007_199_254_740_991..=9_007_199_254_740_991_i64, real in any::<f64>()) {
        prop_assert_eq!(read(FieldKind::Integer, &number.to_string()), Ok(number.to_string()));
        if real.is_finite() {
            let value = parse(&format!("{real:e}"), &field(FieldKind::Decimal), Reading::default());
            if real.abs() > 1e-300 && real.abs() < 1e300 {
                prop_assert_eq!(value, Ok(Some(Value::Decimal(real))));
            }
        }
    }
}
