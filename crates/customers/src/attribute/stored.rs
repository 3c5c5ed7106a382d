//! Values of attributes as the databases keep them: one key in a column of JSON.

use kernel::Backend;
use sea_orm::{
    ColumnTrait, ExprTrait as _,
    sea_query::{Expr, SimpleExpr},
};

/// One key in a column of JSON.
pub struct StoredValue<'a> {
    backend: Backend,
    column: SimpleExpr,
    key: &'a str,
}

impl<'a> StoredValue<'a> {
    pub fn new(backend: Backend, column: impl ColumnTrait, key: &'a str) -> Self {
        Self::at(backend, Expr::col(column.as_column_ref()), key)
    }

    /// In a column of a table that has another name in the query.
    pub const fn at(backend: Backend, column: SimpleExpr, key: &'a str) -> Self {
        Self { backend, column, key }
    }

    fn keys<'k>(&'k self, inner: &[&'k str]) -> Vec<&'k str> {
        std::iter::once(self.key).chain(inner.iter().copied()).collect()
    }

    /// The value as text; null where the key is missing.
    pub fn text(&self) -> SimpleExpr {
        let column = self.column.clone();
        match self.backend {
            Backend::Postgres => Expr::cust_with_exprs(
                "jsonb_extract_path_text($1, CAST($2 AS TEXT))",
                [column, Expr::val(self.key)],
            ),
            Backend::Sqlite => Expr::cust_with_exprs(
                "CAST(json_extract(?, ?) AS TEXT)",
                [column, Expr::val(path(&[self.key]))],
            ),
        }
    }

    /// A text in it, such as the currency of money; null where there is none.
    pub fn inner_text(&self, key: &str) -> SimpleExpr {
        let column = self.column.clone();
        match self.backend {
            Backend::Postgres => Expr::cust_with_exprs(
                "jsonb_extract_path_text($1, CAST($2 AS TEXT), CAST($3 AS TEXT))",
                [column, Expr::val(self.key), Expr::val(key)],
            ),
            Backend::Sqlite => Expr::cust_with_exprs(
                "json_extract(?, ?)",
                [column, Expr::val(path(&[self.key, key]))],
            ),
        }
    }

    /// Whether it is this boolean; null where the key is missing.
    pub fn is(&self, value: bool) -> SimpleExpr {
        let stored = match (self.backend, value) {
            // SQLite reads true out of JSON as 1.
            (Backend::Sqlite, true) => "1",
            (Backend::Sqlite, false) => "0",
            (Backend::Postgres, true) => "true",
            (Backend::Postgres, false) => "false",
        };
        self.text().eq(stored)
    }

    /// A number in it, such as the amount of money; null where there is none.
    pub fn number(&self, inner: &[&str]) -> SimpleExpr {
        let column = self.column.clone();
        match self.backend {
            Backend::Postgres => {
                let keys = self.keys(inner);
                let places = (2..=keys.len() + 1).map(|n| format!("CAST(${n} AS TEXT)"));
                let places = places.collect::<Vec<_>>().join(", ");
                let keys = keys.into_iter().map(Expr::val);
                Expr::cust_with_exprs(
                    format!("CAST(jsonb_extract_path_text($1, {places}) AS DOUBLE PRECISION)"),
                    std::iter::once(column).chain(keys),
                )
            }
            Backend::Sqlite => Expr::cust_with_exprs(
                "json_extract(?, ?)",
                [column, Expr::val(path(&self.keys(inner)))],
            ),
        }
    }

    /// Whether it is a list that holds the text; null where the key is missing.
    pub fn holds(&self, value: &str) -> SimpleExpr {
        let column = self.column.clone();
        match self.backend {
            Backend::Postgres => Expr::cust_with_exprs(
                "jsonb_extract_path($1, CAST($2 AS TEXT)) @> to_jsonb(CAST($3 AS TEXT))",
                [column, Expr::val(self.key), Expr::val(value)],
            ),
            Backend::Sqlite => Expr::cust_with_exprs(
                "EXISTS (SELECT 1 FROM json_each(?, ?) WHERE value = ?)",
                [column, Expr::val(path(&[self.key])), Expr::val(value)],
            ),
        }
    }
}

/// A path into JSON as SQLite writes it. Keys of definitions have no quotes in them.
fn path(keys: &[&str]) -> String {
    keys.iter().fold("$".to_owned(), |path, key| format!("{path}.\"{key}\""))
}

/// Rows that have any value of an attribute.
pub fn has_value<C: ColumnTrait>(backend: Backend, column: C, key: &str) -> SimpleExpr {
    StoredValue::new(backend, column, key).text().is_not_null()
}
