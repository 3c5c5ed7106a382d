use crate::{Error, FieldError};
use validator::Validate;

/// Everything that is wrong with an input, gathered before it is told: what the validator says of its shape, and
/// what only the service can know (a reference that leads nowhere, a number of no country).
#[derive(Debug, Default)]
pub struct Findings(Vec<FieldError>);

impl From<Vec<FieldError>> for Findings {
    fn from(errors: Vec<FieldError>) -> Self {
        Self(errors)
    }
}

impl Findings {
    /// Begins with what the validator finds.
    pub fn of(input: &impl Validate) -> Self {
        match input.validate().map_err(Error::from) {
            Err(Error::Refused { fields, .. }) => Self(fields),
            _ => Self::default(),
        }
    }

    pub fn add(&mut self, error: FieldError) {
        // The validator has already said that the field is wrong: one sentence per field is enough.
        if !self.0.iter().any(|known| known.pointer == error.pointer) {
            self.0.push(error);
        }
    }

    pub fn extend(&mut self, errors: impl IntoIterator<Item = FieldError>) {
        errors.into_iter().for_each(|error| self.add(error));
    }

    /// The value, or nothing and one more finding.
    pub fn keep<T>(&mut self, result: Result<T, FieldError>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_errors(self) -> Vec<FieldError> {
        self.0
    }

    /// Refuses the input with all that was found, if anything was.
    pub fn finish(mut self) -> Result<(), Error> {
        self.0.sort_by(|a, b| a.pointer.cmp(&b.pointer));
        if self.0.is_empty() { Ok(()) } else { Err(Error::invalid(self.0)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Validate, serde::Serialize)]
    struct Input {
        #[validate(length(min = 1))]
        name: String,
    }

    #[test]
    fn all_findings_are_told_at_once_and_one_per_field() {
        let mut findings = Findings::of(&Input { name: String::new() });
        findings.add(FieldError::new("/name", "not_found"));
        assert_eq!(findings.keep(Err::<(), _>(FieldError::new("/account_id", "not_found"))), None);
        let Err(Error::Refused { fields, .. }) = findings.finish() else { panic!("refused") };
        let told: Vec<_> = fields.iter().map(|f| (f.pointer.as_str(), f.code.as_ref())).collect();
        assert_eq!(told, [("/account_id", "not_found"), ("/name", "too_short")]);
        assert!(Findings::of(&Input { name: "Li".into() }).finish().is_ok());
    }
}
