use serde::{Deserialize, Serialize};
use std::{borrow::Cow, ops::Deref};
use validator::{Validate, ValidationError, ValidationErrors};

/// A list of things that are checked themselves, with a limit of its own: `#[validate(nested)]` on the field is
/// enough; the document is told by `#[schema(value_type = Vec<T>, max_items = …)]`.
///
/// The validator can't report a wrong length and wrong entries of one field together: it panics. So the length is
/// checked first, and the entries of a list that is too long are not looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Limited<T, const MIN: usize, const MAX: usize>(pub Vec<T>);

impl<T, const MIN: usize, const MAX: usize> Default for Limited<T, MIN, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MIN: usize, const MAX: usize> Deref for Limited<T, MIN, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T, const MIN: usize, const MAX: usize> From<Vec<T>> for Limited<T, MIN, MAX> {
    fn from(list: Vec<T>) -> Self {
        Self(list)
    }
}

impl<T, const MIN: usize, const MAX: usize> IntoIterator for Limited<T, MIN, MAX> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Validate, const MIN: usize, const MAX: usize> Validate for Limited<T, MIN, MAX> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        if (MIN..=MAX).contains(&self.len()) {
            return self.0.validate();
        }
        let (code, name, limit) =
            if self.len() > MAX { ("too_many", "max", MAX) } else { ("too_few", "min", MIN) };
        let mut error = ValidationError::new(code);
        error.add_param(Cow::Borrowed(name), &limit);
        let mut errors = ValidationErrors::new();
        // What concerns the list as a whole, as the validator itself names it for structs.
        errors.add("__all__", error);
        Err(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field_error::from_validator;

    #[derive(Clone, Validate, Serialize)]
    struct Entry {
        #[validate(length(max = 3))]
        name: String,
    }

    #[derive(Validate)]
    struct Input {
        #[validate(nested)]
        entries: Limited<Entry, 1, 2>,
    }

    fn told(names: &[&str]) -> Vec<(String, String)> {
        let entries =
            names.iter().map(|name| Entry { name: (*name).into() }).collect::<Vec<_>>().into();
        let errors = Input { entries }.validate().err().map(|errors| from_validator(&errors));
        errors.into_iter().flatten().map(|error| (error.pointer, error.code.into_owned())).collect()
    }

    #[test]
    fn a_list_within_its_limits_is_checked_entry_by_entry() {
        assert!(told(&["a", "b"]).is_empty());
        assert_eq!(told(&["a", "four"]), [("/entries/1/name".to_owned(), "too_long".to_owned())]);
    }

    #[test]
    fn a_list_of_the_wrong_length_says_so_even_if_its_entries_are_wrong_too() {
        assert_eq!(
            told(&["four", "four", "four"]),
            [("/entries".to_owned(), "too_many".to_owned())]
        );
        assert_eq!(told(&[]), [("/entries".to_owned(), "too_few".to_owned())]);
    }
}
