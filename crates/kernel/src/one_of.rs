//! `column IN (…)` with all values in one parameter.
//!
//! With one parameter each, a statement's text would depend on how many there are, and the database would have to
//! parse and plan it anew for nearly every request; so each text is prepared once and its plan kept.

use crate::Backend;
use sea_orm::sea_query::{Expr, SimpleExpr};
use uuid::Uuid;

/// True where the column holds one of these texts.
pub fn is_one_of_texts<T: AsRef<str>>(
    backend: Backend,
    column: impl Into<SimpleExpr>,
    texts: impl IntoIterator<Item = T>,
) -> SimpleExpr {
    let sql = match backend {
        Backend::Sqlite => "? IN (SELECT value FROM json_each(?))",
        Backend::Postgres => {
            "$1 = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(CAST($2 AS text) AS jsonb))))"
        }
    };
    let list: serde_json::Value = texts.into_iter().map(|text| text.as_ref().to_owned()).collect();
    Expr::cust_with_exprs(sql, [column.into(), Expr::val(list.to_string())])
}

/// True where the column holds one of these whole numbers.
pub fn is_one_of_numbers(
    backend: Backend,
    column: impl Into<SimpleExpr>,
    numbers: impl IntoIterator<Item = i32>,
) -> SimpleExpr {
    let list: Vec<_> = numbers.into_iter().map(|number| number.to_string()).collect();
    let list = list.join(",");
    let (sql, list) = match backend {
        Backend::Sqlite => ("? IN (SELECT value FROM json_each(?))", format!("[{list}]")),
        Backend::Postgres => ("$1 = ANY (CAST(string_to_array($2, ',') AS integer[]))", list),
    };
    Expr::cust_with_exprs(sql, [column.into(), Expr::val(list)])
}

/// True where the column holds one of these ids.
pub fn is_one_of_ids<T: Into<Uuid>>(
    backend: Backend,
    column: impl Into<SimpleExpr>,
    ids: impl IntoIterator<Item = T>,
) -> SimpleExpr {
    let ids = ids.into_iter().map(|id| id.into().simple().to_string());
    let (sql, list) = match backend {
        Backend::Sqlite => (
            "? IN (SELECT unhex(value) FROM json_each(?))",
            ids.collect::<serde_json::Value>().to_string(),
        ),
        Backend::Postgres => (
            "$1 = ANY (CAST(string_to_array($2, ',') AS uuid[]))",
            ids.collect::<Vec<_>>().join(","),
        ),
    };
    Expr::cust_with_exprs(sql, [column.into(), Expr::val(list)])
}
