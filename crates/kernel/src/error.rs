use crate::{
    code::Code,
    field_error::{FieldError, fill, from_validator},
    grant::Grant,
    nouns::noun,
};
use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};
use serde_json::{Map, Value, json};
use validator::ValidationErrors;

/// Why a service function did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The caller can do something about it: a code, its parameters, and the fields it is about.
    #[error("{code}")]
    Refused { code: Code, params: Map<String, Value>, fields: Vec<FieldError> },
    /// The database failed. Told to the caller as 500 or 503, and to the log in full.
    #[error("database: {0}")]
    Database(#[from] DbErr),
    /// Something else failed that the caller can't mend.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    pub fn refused(code: Code) -> Self {
        Self::Refused { code, params: Map::new(), fields: Vec::new() }
    }

    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// `what` in the words of `product.md`, singular, such as `lead`.
    pub fn not_found(what: &'static str) -> Self {
        Self::refused(Code::NotFound).with("what", what)
    }

    pub fn missing_grant(grant: Grant) -> Self {
        Self::refused(Code::MissingGrant).with("grant", grant.as_str())
    }

    /// A unique value is taken: `what` kind of object holds it, `pointer` names the field.
    pub fn conflict(what: &'static str, pointer: &str) -> Self {
        Self::refused(Code::Conflict)
            .with("what", what)
            .about(FieldError::new(pointer, "already_exists"))
    }

    /// The state of the object forbids it, for a reason that is told in the caller's language.
    pub fn wrong_state(english: &str, chinese: &str) -> Self {
        let reason = json!({ "en": english, "zh": chinese });
        Self::refused(Code::WrongState).with("reason", reason)
    }

    /// All fields that failed, at once.
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        Self::Refused { code: Code::Invalid, params: Map::new(), fields }
    }

    pub fn invalid_field(pointer: &str, code: &'static str) -> Self {
        Self::invalid(vec![FieldError::new(pointer, code)])
    }

    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Self::Refused { params, .. } = &mut self {
            params.insert(name.to_owned(), value.into());
        }
        self
    }

    pub fn about(mut self, field: FieldError) -> Self {
        if let Self::Refused { fields, .. } = &mut self {
            fields.push(field);
        }
        self
    }

    pub fn code(&self) -> Code {
        match self {
            Self::Refused { code, .. } => *code,
            Self::Database(err) if is_unavailable(err) => Code::Unavailable,
            Self::Database(_) | Self::Internal(_) => Code::Internal,
        }
    }

    /// The sentence for the person; it tells nothing of the cause of a 500.
    pub fn title(&self, chinese: bool) -> String {
        let mut params = self.params(chinese);
        if let Some(Value::String(what)) = params.get_mut("what") {
            *what = noun(what, chinese);
        }
        fill(self.code().title(chinese), &params, chinese)
    }

    /// What the sentence is filled with, and programs may read.
    pub fn params(&self, chinese: bool) -> Map<String, Value> {
        let Self::Refused { params, .. } = self else { return Map::new() };
        let language = if chinese { "zh" } else { "en" };
        let told = |value: &Value| value.get(language).unwrap_or(value).clone();
        params.iter().map(|(name, value)| (name.clone(), told(value))).collect()
    }
}

impl From<ValidationErrors> for Error {
    fn from(errors: ValidationErrors) -> Self {
        Self::invalid(from_validator(&errors))
    }
}

/// Turns the database's word for a broken unique key into the caller's.
pub trait OnConflict<T> {
    /// On PostgreSQL the transaction is lost after this; use `ON CONFLICT` where the work must go on.
    fn or_conflict(self, what: &'static str, pointer: &str) -> Result<T, Error>;
}

impl<T> OnConflict<T> for Result<T, DbErr> {
    fn or_conflict(self, what: &'static str, pointer: &str) -> Result<T, Error> {
        self.map_err(|err| match err.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Error::conflict(what, pointer),
            _ => err.into(),
        })
    }
}

/// Whether the database can't be reached, as opposed to having refused a statement.
fn is_unavailable(err: &DbErr) -> bool {
    match err {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(err)) | DbErr::Query(RuntimeErr::SqlxError(err)) => {
            match err.as_ref() {
                sqlx::Error::Io(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed => true,
                // PostgreSQL: connection failures (08), shutdown and start-up (57P), too many connections (53300).
                sqlx::Error::Database(err) => err.code().is_some_and(|code| {
                    code.starts_with("08") || code.starts_with("57P") || code == "53300"
                }),
                _ => false,
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn a_refusal_tells_object_and_reason_in_the_language_of_the_caller() {
        let archived = Error::wrong_state("the lead is archived", "该线索已归档");
        assert_eq!(archived.title(false), "This isn't possible now: the lead is archived");
        assert_eq!(archived.title(true), "当前状态下无法执行：该线索已归档");
        assert_eq!(archived.params(true)["reason"], "该线索已归档");
        let missing = Error::not_found("lead");
        assert_eq!(missing.title(true), "找不到对应的线索");
        assert_eq!(missing.params(true)["what"], "lead", "programs read one word in any language");
    }
}
