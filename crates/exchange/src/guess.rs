//! Which field a column of a file most likely is, from its header and some of its values.
//!
//! The header decides, the values confirm or contradict. The confidence is a figure to sort and to warn by, not a
//! probability; [`SURE`] and above is taken without asking.

mod synonyms;

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
    let contradiction = fits.map_or(1.0, |share| {
        let floor = contradiction_floor(field.kind);
        floor + (1.0 - floor) * share
    });
    (by_header * contradiction).max(by_values)
}

/// A column of wrong values is not the field, whatever its header says. Every house has words of its own for the
/// choices of a field though: they are matched after the column is taken for it.
const fn contradiction_floor(kind: FieldKind) -> f64 {
    match kind {
        FieldKind::Choice => 0.75,
        _ => 0.3,
    }
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
    let group =
        synonyms::SYNONYMS.iter().filter(|group| group[0] == key).flat_map(|group| group.iter());
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
mod tests;
