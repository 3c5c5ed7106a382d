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
    assert_eq!(guess(&[("电话", &["", ""])]), some(&["phone"]), "blank cells contradict nothing");
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
