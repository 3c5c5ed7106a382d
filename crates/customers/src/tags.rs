use kernel::{Backend, FieldError, WorkspaceTx, filter::Many};
use sea_orm::{
    ColumnTrait, Condition, FromJsonQueryResult,
    sea_query::{Expr, SimpleExpr},
};
use serde::{Deserialize, Serialize};

pub const MAX_TAGS: usize = 50;
pub const MAX_TAG_LENGTH: usize = 50;

/// Free words on an object: trimmed, each once, in the order they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Tags(pub Vec<String>);

impl Tags {
    pub fn read(tags: &[String]) -> Result<Self, FieldError> {
        let mut kept: Vec<String> = Vec::with_capacity(tags.len());
        for (at, tag) in tags.iter().enumerate() {
            let tag = tag.trim();
            let length = tag.chars().count();
            if length > MAX_TAG_LENGTH {
                let error = FieldError::new(format!("/tags/{at}"), "too_long");
                return Err(error.with("max", MAX_TAG_LENGTH));
            }
            if tag.contains(',') {
                // The comma separates values of the `tag=` filter.
                return Err(FieldError::new(format!("/tags/{at}"), "invalid_format")
                    .with("expected", "no comma"));
            }
            if length > 0 && !kept.iter().any(|known| known == tag) {
                kept.push(tag.to_owned());
            }
        }
        if kept.len() > MAX_TAGS {
            return Err(FieldError::new("/tags", "too_many").with("max", MAX_TAGS));
        }
        Ok(Self(kept))
    }
}

/// Rows that carry at least one of the tags.
pub fn has_one_of<C: ColumnTrait>(tx: &WorkspaceTx, column: C, tags: &Many<String>) -> Condition {
    tags.0.iter().fold(Condition::any(), |any, tag| any.add(has(tx.backend(), column, tag)))
}

/// Whether a JSON list in a column holds a text.
pub fn has<C: ColumnTrait>(backend: Backend, column: C, text: &str) -> SimpleExpr {
    holds(backend, Expr::col(column.as_column_ref()), text)
}

/// The same of a column whose table has another name in the query.
pub fn holds(backend: Backend, list: SimpleExpr, text: &str) -> SimpleExpr {
    match backend {
        Backend::Postgres => {
            Expr::cust_with_exprs("$1 @> to_jsonb(CAST($2 AS TEXT))", [list, Expr::val(text)])
        }
        Backend::Sqlite => Expr::cust_with_exprs(
            "EXISTS (SELECT 1 FROM json_each(?) WHERE value = ?)",
            [list, Expr::val(text)],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_trimmed_and_kept_once_in_their_order() {
        let tags = Tags::read(&[" VIP ", "连锁", "VIP", ""].map(str::to_owned)).unwrap();
        assert_eq!(tags.0, ["VIP", "连锁"]);
    }

    #[test]
    fn a_tag_that_is_too_long_is_named_by_its_place() {
        let error = Tags::read(&["a".into(), "长".repeat(51)]).unwrap_err();
        assert_eq!((error.pointer.as_str(), error.code.as_ref()), ("/tags/1", "too_long"));
    }
}
