use kernel::{Error, FieldError};
use validator::Validate;

/// The derived checks and further ones together, so that all wrong fields are named at once.
pub(crate) fn check(input: &impl Validate, further: Vec<FieldError>) -> Result<(), Error> {
    match input.validate() {
        Ok(()) if further.is_empty() => Ok(()),
        Ok(()) => Err(Error::invalid(further)),
        Err(errors) => Err(further.into_iter().fold(Error::from(errors), Error::about)),
    }
}
