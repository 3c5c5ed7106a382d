//! `attr.<key>=` parameters of lists.

use super::{AttributeKind, AttributeObject, Definitions, StoredValue};
use kernel::{Error, FieldError, WorkspaceTx};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait as _,
    sea_query::{BinOper, Expr, SimpleExpr},
};
use serde::{Deserialize, Deserializer, de, de::DeserializeOwned};
use std::collections::BTreeMap;

/// Key of an attribute → the values asked for, separated by commas. A key may end in `.gte` or `.lt` for numbers,
/// money and dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeFilter(pub BTreeMap<String, String>);

/// How a parameter of a list begins that is about an attribute.
const PREFIX: &str = "attr.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Compare {
    Equal,
    AtLeast,
    Below,
}

/// The filter of a list whose objects have attributes: its own parameters, and any number of `attr.<key>=`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WithAttributes<F> {
    pub filter: F,
    pub attributes: AttributeFilter,
}

impl<F> From<F> for WithAttributes<F> {
    fn from(filter: F) -> Self {
        Self { filter, attributes: AttributeFilter::default() }
    }
}

/// The names of attributes aren't known at compile time, and a struct that refuses unknown fields can't take the
/// rest of a map: so the parameters are told apart by their names first.
impl<'de, F: DeserializeOwned> Deserialize<'de> for WithAttributes<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all = BTreeMap::<String, String>::deserialize(deserializer)?;
        let (own, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|(name, _)| name.starts_with(PREFIX));
        let rest = serde_urlencoded::to_string(rest).map_err(de::Error::custom)?;
        let filter = serde_urlencoded::from_str(&rest).map_err(de::Error::custom)?;
        let own = own.into_iter().map(|(name, value)| (name[PREFIX.len()..].to_owned(), value));
        Ok(Self { filter, attributes: AttributeFilter(own.collect()) })
    }
}

impl AttributeFilter {
    /// Rows whose attributes, in this column, have the values. Reads the definitions only where it must.
    pub async fn condition<C: ColumnTrait>(
        &self,
        tx: &WorkspaceTx,
        object: AttributeObject,
        column: C,
    ) -> Result<Condition, Error> {
        let mut all = Condition::all();
        if self.0.is_empty() {
            return Ok(all);
        }
        let definitions = Definitions::of(tx, object).await?;
        for (asked, values) in &self.0 {
            let (key, compare) = split(asked);
            let pointer = format!("/{PREFIX}{asked}");
            let Some(definition) = definitions.get(key) else {
                let known: Vec<_> = definitions.in_use().map(|it| it.key.as_str()).collect();
                let error = FieldError::new(pointer, "unknown_field").with("known", known);
                return Err(Error::invalid(vec![error]));
            };
            let mut any = Condition::any();
            for value in values.split(',').map(str::trim).filter(|value| !value.is_empty()) {
                let field = StoredValue::new(tx.backend(), column, key);
                let found = field.compare(definition.kind, compare, value);
                any = any.add(found.map_err(|code| Error::invalid_field(&pointer, code))?);
            }
            all = all.add(any);
        }
        Ok(all)
    }
}

fn split(asked: &str) -> (&str, Compare) {
    match asked.rsplit_once('.') {
        Some((key, "gte")) => (key, Compare::AtLeast),
        Some((key, "lt")) => (key, Compare::Below),
        _ => (asked, Compare::Equal),
    }
}

impl StoredValue<'_> {
    fn compare(
        &self,
        kind: AttributeKind,
        compare: Compare,
        value: &str,
    ) -> Result<SimpleExpr, &'static str> {
        let operator = match compare {
            Compare::Equal => BinOper::Equal,
            Compare::AtLeast => BinOper::GreaterThanOrEqual,
            Compare::Below => BinOper::SmallerThan,
        };
        match (kind, compare) {
            (AttributeKind::Number, _) => {
                let number: f64 = value.parse().map_err(|_| "wrong_type")?;
                Ok(self.number(&[]).binary(operator, Expr::val(number)))
            }
            (AttributeKind::Money, _) => {
                let amount: i64 = value.parse().map_err(|_| "wrong_type")?;
                #[expect(clippy::cast_precision_loss, reason = "amounts are below 2^53")]
                let amount = amount as f64;
                Ok(self.number(&["amount"]).binary(operator, Expr::val(amount)))
            }
            (AttributeKind::Date, _) => Ok(self.text().binary(operator, Expr::val(value))),
            (_, Compare::AtLeast | Compare::Below) => Err("not_allowed"),
            (AttributeKind::Text | AttributeKind::SingleChoice, _) => Ok(self.text().eq(value)),
            (AttributeKind::Boolean, _) => {
                let value: bool = value.parse().map_err(|_| "wrong_type")?;
                Ok(self.is(value))
            }
            (AttributeKind::MultiChoice, _) => Ok(self.holds(value)),
        }
    }
}
