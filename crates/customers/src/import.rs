//! Files into accounts and people: what the import engine asks of their owner.
//!
//! Rows are written many to a statement. Each row is checked in full before anything of it is written, and every row
//! of a table that is written leaves an effect, so that the import can be taken back exactly. What is public beside
//! the targets are the parts that targets of other crates are made of too.

mod account;
mod account_fields;
mod account_rows;
pub mod attributes;
mod matches;
mod people;
mod person;
mod person_fields;
mod subscription;
mod undo;

pub use account::AccountTarget;
pub use matches::Matches;
pub use person::PersonTarget;
pub use undo::{undo_attributes, with_work};

use exchange::{
    row_error::Fault,
    target::{ImportRow, RowFault},
    value::Value,
};
use std::collections::HashSet;

/// Splits rows where a key comes up again: within one part no two rows concern the same object, so that a part can be
/// looked up and written at once, and the next part sees what this one wrote.
pub fn parts_without_repetition(
    rows: &[ImportRow],
    key: impl Fn(&ImportRow) -> Option<String>,
) -> Vec<&[ImportRow]> {
    let mut parts = Vec::new();
    let (mut begin, mut seen) = (0, HashSet::new());
    for (at, row) in rows.iter().enumerate() {
        let Some(key) = key(row) else { continue };
        if !seen.insert(key.clone()) {
            parts.push(&rows[begin..at]);
            begin = at;
            seen = HashSet::from([key]);
        }
    }
    parts.push(&rows[begin..]);
    parts
}

/// The text under which a row finds its object.
pub fn match_key(row: &ImportRow, field: &str) -> Option<String> {
    match row.value(field)? {
        Value::Text(text) if field == "name" => Some(crate::account::name_key(text)),
        Value::Text(text) => Some(text.clone()),
        Value::Phone(phone) => Some(phone.as_str().to_owned()),
        Value::Email(email) => Some(email.as_str().to_owned()),
        _ => None,
    }
}

/// What is wrong with a field, where the code says it all.
pub fn fault(field: &str, code: &'static str) -> RowFault {
    RowFault::of(field, Fault::new(code))
}

/// `VIP, 连锁;重点` as words.
pub fn words_of(text: &str) -> Vec<String> {
    let words = text.split([',', ';', '|', '、', ',', ';']).map(str::trim);
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn row(line: u64, id: Option<&str>) -> ImportRow {
        let value = id.map(|id| ("external_id".to_owned(), Value::Text(id.to_owned())));
        ImportRow { line, values: BTreeMap::from_iter(value) }
    }

    #[test]
    fn no_part_has_a_key_twice_and_no_row_is_lost() {
        let rows: Vec<_> = [Some("a"), None, Some("b"), Some("a"), None, Some("b"), Some("b")]
            .into_iter()
            .enumerate()
            .map(|(at, id)| row(at as u64, id))
            .collect();
        let parts = parts_without_repetition(&rows, |row| match_key(row, "external_id"));
        let lengths: Vec<_> = parts.iter().map(|part| part.len()).collect();
        assert_eq!(lengths, [3, 3, 1]);
        assert_eq!(parts.concat(), rows);
        assert_eq!(parts_without_repetition(&[], |_| None).concat(), []);
    }

    #[test]
    fn words_are_parted_by_the_signs_of_both_languages() {
        assert_eq!(words_of("VIP, 连锁;重点、x|y ,"), ["VIP", "连锁", "重点", "x", "y"]);
    }
}
