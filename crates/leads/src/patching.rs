//! Applying a PATCH: all fields that can't be emptied are refused at once.

use kernel::{Error, FieldError};
use validator::ValidationError;

pub(crate) fn all_applied<const N: usize>(
    outcomes: [(&'static str, Result<bool, ValidationError>); N],
) -> Result<(), Error> {
    let wrong: Vec<_> = outcomes
        .into_iter()
        .filter_map(|(pointer, outcome)| Some(FieldError::new(pointer, outcome.err()?.code)))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(Error::invalid(wrong)) }
}
