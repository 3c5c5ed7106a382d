//! One comparison in SQL; null where the value is missing.

use super::Place;
use crate::{
    compare::{Bounds, Comparison},
    field::Source,
};
use activity::index::calendar::{Calendar, Day, date};
use chrono::DateTime;
use customers::{attribute::StoredValue, tags};
use kernel::Backend;
use sea_orm::{
    ExprTrait as _,
    sea_query::{Expr, SimpleExpr},
};

pub fn holds(
    backend: Backend,
    calendar: Calendar,
    place: &Place,
    source: &Source,
    comparison: &Comparison,
) -> SimpleExpr {
    let leaf = Leaf { backend, calendar, place, source };
    match comparison {
        Comparison::IsSet => leaf.is_set(),
        Comparison::OneOf(values) => leaf.text().is_in(values.iter().cloned()),
        Comparison::OneOfIds(ids) => leaf.text().is_in(ids.iter().copied()),
        Comparison::TextIs(values) => leaf.small().is_in(values.iter().cloned()),
        Comparison::Contains(text) => leaf.contains(text),
        Comparison::StartsWith(text) => leaf.starts_with(text),
        Comparison::Boolean(value) => leaf.boolean(*value),
        Comparison::Numbers(bounds) => any(bounds.iter().map(|it| within(&leaf.number(), *it))),
        Comparison::Money { currency, amounts } => {
            let (amount, its_currency) = leaf.money();
            within(&amount, *amounts).and(its_currency.eq(*currency))
        }
        Comparison::Days(bounds) => any(bounds.iter().map(|it| leaf.days(*it))),
        Comparison::HoldsAny(values) => any(values.iter().map(|it| leaf.holds(it))),
        Comparison::HoldsAll(values) => all(values.iter().map(|it| leaf.holds(it))),
    }
}

struct Leaf<'a> {
    backend: Backend,
    calendar: Calendar,
    place: &'a Place,
    source: &'a Source,
}

impl Leaf<'_> {
    fn column(&self) -> SimpleExpr {
        match self.source {
            Source::Column(name) | Source::Instant(name) | Source::List(name) => {
                self.place.column(name)
            }
            Source::Money { amount, .. } => self.place.column(amount),
            Source::Attribute(_) => self.place.column("attributes"),
        }
    }

    fn attribute(&self) -> Option<StoredValue<'_>> {
        let Source::Attribute(key) = self.source else { return None };
        Some(StoredValue::at(self.backend, self.column(), key))
    }

    fn text(&self) -> SimpleExpr {
        self.attribute().map_or_else(|| self.column(), |stored| stored.text())
    }

    /// A to Z in small letters, and nothing else: databases don't agree on more.
    fn small(&self) -> SimpleExpr {
        match self.backend {
            Backend::Sqlite => Expr::cust_with_exprs("lower(?)", [self.text()]),
            Backend::Postgres => Expr::cust_with_exprs(
                "translate($1, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')",
                [self.text()],
            ),
        }
    }

    fn contains(&self, text: &str) -> SimpleExpr {
        let parts = [self.small(), Expr::val(text)];
        match self.backend {
            Backend::Sqlite => Expr::cust_with_exprs("instr(?, ?) > 0", parts),
            Backend::Postgres => Expr::cust_with_exprs("strpos($1, $2) > 0", parts),
        }
    }

    fn starts_with(&self, text: &str) -> SimpleExpr {
        let parts = [self.small(), Expr::val(text)];
        match self.backend {
            Backend::Sqlite => Expr::cust_with_exprs("instr(?, ?) = 1", parts),
            Backend::Postgres => Expr::cust_with_exprs("strpos($1, $2) = 1", parts),
        }
    }

    fn boolean(&self, value: bool) -> SimpleExpr {
        self.attribute().map_or_else(|| self.column().eq(value), |stored| stored.is(value))
    }

    fn number(&self) -> SimpleExpr {
        let number = self.attribute().map_or_else(|| self.column(), |stored| stored.number(&[]));
        real(self.backend, number)
    }

    fn money(&self) -> (SimpleExpr, SimpleExpr) {
        match self.source {
            Source::Money { amount, currency } => {
                let amount = real(self.backend, self.place.column(amount));
                (amount, self.place.column(currency))
            }
            Source::Attribute(key) => {
                let stored = StoredValue::at(self.backend, self.column(), key);
                let amount = real(self.backend, stored.number(&["amount"]));
                (amount, stored.inner_text("currency"))
            }
            // Only these two have money.
            _ => (self.column(), self.column()),
        }
    }

    fn days(&self, days: Bounds<Day>) -> SimpleExpr {
        let value = |day: Day| match self.source {
            Source::Instant(_) => {
                let start = DateTime::from_timestamp_millis(self.calendar.start_of(day));
                Expr::val(start.unwrap_or_default())
            }
            Source::Attribute(_) => Expr::val(date(day).to_string()),
            _ => Expr::val(date(day)),
        };
        let column = self.text();
        let lower = days.lower.map(|day| column.clone().gte(value(day)));
        let upper = days.upper.map(|day| column.clone().lt(value(day)));
        all([lower, upper].into_iter().flatten())
    }

    fn holds(&self, text: &str) -> SimpleExpr {
        self.attribute()
            .map_or_else(|| tags::holds(self.backend, self.column(), text), |it| it.holds(text))
    }

    fn is_set(&self) -> SimpleExpr {
        if let Some(stored) = self.attribute() {
            return stored.text().is_not_null();
        }
        if !matches!(self.source, Source::List(_)) {
            return self.column().is_not_null();
        }
        match self.backend {
            Backend::Sqlite => Expr::cust_with_exprs("json_array_length(?) > 0", [self.column()]),
            Backend::Postgres => {
                Expr::cust_with_exprs("jsonb_array_length($1) > 0", [self.column()])
            }
        }
    }
}

fn real(backend: Backend, number: SimpleExpr) -> SimpleExpr {
    number.cast_as(match backend {
        Backend::Sqlite => "REAL",
        Backend::Postgres => "DOUBLE PRECISION",
    })
}

fn within(number: &SimpleExpr, bounds: Bounds<f64>) -> SimpleExpr {
    let lower = bounds.lower.map(|limit| {
        let number = number.clone();
        if bounds.includes { number.gte(limit) } else { number.gt(limit) }
    });
    let upper = bounds.upper.map(|limit| {
        let number = number.clone();
        if bounds.includes { number.lte(limit) } else { number.lt(limit) }
    });
    all([lower, upper].into_iter().flatten())
}

fn any(list: impl Iterator<Item = SimpleExpr>) -> SimpleExpr {
    list.reduce(SimpleExpr::or).unwrap_or_else(|| super::constant(false))
}

fn all(list: impl Iterator<Item = SimpleExpr>) -> SimpleExpr {
    list.reduce(SimpleExpr::and).unwrap_or_else(|| super::constant(true))
}
