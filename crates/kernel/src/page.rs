//! Keyset pages: the next page starts after the last row of this one, so that a list of any length costs the
//! same on every page and rows that arrive meanwhile neither repeat nor vanish.
//!
//! A cursor carries the sort value and id of the last row, is signed, and is bound to workspace, sort and
//! filter: it can't be forged, and can't be used with another list.

use crate::{Backend, Error, WorkspaceScoped, WorkspaceTx, cursor, field_error::FieldError};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, Condition, DbBackend, EntityTrait, ExprTrait, ModelTrait, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QueryTrait, Select, Statement, Value,
    sea_query::{Expr, SimpleExpr},
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

pub const DEFAULT_LIMIT: u64 = 50;
pub const MAX_LIMIT: u64 = 200;

/// Which part of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PageRequest {
    /// How many rows at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u64>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1000)]
    pub cursor: Option<String>,
    /// The order, with a leading `-` for descending; the operation names what is possible.
    #[param(max_length = 60)]
    pub sort: Option<String>,
    /// Whether to count all rows that match into `total`. It costs a second query.
    pub count: Option<bool>,
}

/// One page of rows.
pub struct Page<T> {
    pub data: Vec<T>,
    pub next_cursor: Option<String>,
    pub total: Option<u64>,
}

impl<T> Page<T> {
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            data: self.data.into_iter().map(f).collect(),
            next_cursor: self.next_cursor,
            total: self.total,
        }
    }

    pub fn try_map<U, E>(self, f: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        let data = self.data.into_iter().map(f).collect::<Result<_, _>>()?;
        Ok(Page { data, next_cursor: self.next_cursor, total: self.total })
    }

    /// The same page with other rows, which must stand for the old ones one by one.
    pub fn with<U>(self, data: Vec<U>) -> Page<U> {
        Page { data, next_cursor: self.next_cursor, total: self.total }
    }
}

/// One way a list can be ordered: the word in `sort=` and the column behind it.
pub struct Sort<C> {
    pub name: &'static str,
    pub column: C,
    pub nullable: bool,
}

impl<C> Sort<C> {
    pub const fn by(name: &'static str, column: C) -> Self {
        Self { name, column, nullable: false }
    }

    /// For a column that may be null; such rows come last in both directions.
    pub const fn by_nullable(name: &'static str, column: C) -> Self {
        Self { name, column, nullable: true }
    }
}

/// What makes a list: its orders (the first with its direction is the default), its id column, and a text that
/// stands for the filter, to which cursors are bound.
pub struct Keyset<'a, E: WorkspaceScoped> {
    pub sorts: &'a [Sort<E::Column>],
    pub default_sort: &'static str,
    pub id: E::Column,
    pub filter: String,
}

impl<E> Keyset<'_, E>
where
    E: WorkspaceScoped,
    E::Model: ModelTrait<Entity = E> + Send + Sync,
{
    /// Runs `select` for the page that `request` asks for.
    pub async fn page(
        &self,
        tx: &WorkspaceTx,
        select: Select<E>,
        request: &PageRequest,
    ) -> Result<Page<E::Model>, Error> {
        let limit = checked_limit(request.limit)?;
        let (sort, direction) = self.chosen_sort(request.sort.as_deref())?;
        let binding = self.binding(request.sort.as_deref());
        let total = if request.count == Some(true) {
            Some(select.clone().count(&tx.db).await?)
        } else {
            None
        };

        let mut select = select;
        if let Some(text) = &request.cursor {
            let last = cursor::read(tx, &binding, text)?;
            select = select.filter(after(sort, self.id, &direction, last));
        }
        if sort.nullable {
            select = select.order_by(Expr::col(sort.column.as_column_ref()).is_null(), Order::Asc);
        }
        select = select.order_by(sort.column, direction.clone()).order_by(self.id, direction);

        let statement = limited(&select, limit + 1, tx.backend());
        let mut data = select.from_raw_sql(statement).all(&tx.db).await?;
        let more = data.len() as u64 > limit;
        data.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next_cursor = match data.last() {
            Some(last) if more => {
                let position = Position::of(last, sort.column, self.id)?;
                Some(cursor::write(tx, &binding, &position)?)
            }
            _ => None,
        };
        Ok(Page { data, next_cursor, total })
    }

    fn chosen_sort(&self, asked: Option<&str>) -> Result<(&Sort<E::Column>, Order), Error> {
        let text = asked.unwrap_or(self.default_sort);
        let (name, direction) =
            text.strip_prefix('-').map_or((text, Order::Asc), |name| (name, Order::Desc));
        let sort = self.sorts.iter().find(|sort| sort.name == name);
        sort.map(|sort| (sort, direction)).ok_or_else(|| {
            let known = self.sorts.iter().map(|sort| sort.name).collect::<Vec<_>>();
            Error::invalid(vec![FieldError::new("/sort", "unknown_value").with("allowed", known)])
        })
    }

    fn binding(&self, sort: Option<&str>) -> String {
        format!("{}|{}|{}", E::default().table_name(), sort.unwrap_or_default(), self.filter)
    }
}

/// The statement with the number of rows in its text. As a parameter PostgreSQL would not know it when it considers one
/// plan for all values, take it for a tenth of the table, and plan anew for every request.
fn limited<E: EntityTrait>(select: &Select<E>, limit: u64, backend: Backend) -> Statement {
    let mut statement = select.build(DbBackend::from(backend));
    statement.sql = format!("{} LIMIT {limit}", statement.sql);
    statement
}

/// `limit` within its bounds. A larger one is refused rather than lowered silently.
pub fn checked_limit(limit: Option<u64>) -> Result<u64, Error> {
    match limit {
        None => Ok(DEFAULT_LIMIT),
        Some(limit @ 1..=MAX_LIMIT) => Ok(limit),
        Some(_) => Err(Error::invalid(vec![
            FieldError::new("/limit", "out_of_range").with("min", 1).with("max", MAX_LIMIT),
        ])),
    }
}

/// The condition "comes after `last`". Without nulls it is a row comparison, which both databases answer from
/// an index on (…, column, id).
fn after<C: ColumnTrait>(sort: &Sort<C>, id: C, direction: &Order, last: Position) -> Condition {
    let column = || Expr::col(sort.column.as_column_ref());
    let id_column = || Expr::col(id.as_column_ref());
    let descending = matches!(direction, Order::Desc);
    let value = last.value.into_value();
    let beyond =
        |left: Expr, right: SimpleExpr| if descending { left.lt(right) } else { left.gt(right) };
    let Some(value) = value else {
        return Condition::all()
            .add(column().is_null())
            .add(beyond(id_column(), Expr::value(last.id)));
    };
    if sort.nullable {
        return Condition::any()
            .add(column().is_null())
            .add(beyond(column(), Expr::value(value.clone())))
            .add(column().eq(value).and(beyond(id_column(), Expr::value(last.id))));
    }
    let left = Expr::tuple([column(), id_column()]);
    let right = Expr::tuple([Expr::value(value), Expr::value(last.id)]);
    Condition::all().add(beyond(left, right))
}

/// The last row of a page, as the cursor keeps it.
#[derive(Serialize, Deserialize)]
struct Position {
    value: SortValue,
    id: RowId,
}

/// Most rows have a UUID; events are numbered.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum RowId {
    Uuid(Uuid),
    Number(i64),
}

impl From<RowId> for Value {
    fn from(id: RowId) -> Self {
        match id {
            RowId::Uuid(uuid) => uuid.into(),
            RowId::Number(number) => number.into(),
        }
    }
}

#[derive(Serialize, Deserialize)]
enum SortValue {
    Null,
    Text(String),
    Whole(i64),
    Real(f64),
    Time(DateTime<Utc>),
    Day(NaiveDate),
    Id(Uuid),
}

impl SortValue {
    fn of(value: Value) -> Result<Self, Error> {
        Ok(match value {
            Value::String(Some(text)) => Self::Text(text),
            Value::Int(Some(number)) => Self::Whole(number.into()),
            Value::BigInt(Some(number)) => Self::Whole(number),
            Value::Double(Some(number)) => Self::Real(number),
            Value::ChronoDateTimeUtc(Some(time)) => Self::Time(time),
            Value::ChronoDate(Some(day)) => Self::Day(day),
            Value::Uuid(Some(id)) => Self::Id(id),
            value if value == value.as_null() => Self::Null,
            value => return Err(Error::internal(format!("a list can't be sorted by {value:?}"))),
        })
    }

    fn into_value(self) -> Option<Value> {
        match self {
            Self::Null => None,
            Self::Text(text) => Some(text.into()),
            Self::Whole(number) => Some(number.into()),
            Self::Real(number) => Some(number.into()),
            Self::Time(time) => Some(time.into()),
            Self::Day(day) => Some(day.into()),
            Self::Id(id) => Some(id.into()),
        }
    }
}

impl Position {
    fn of<M: ModelTrait>(
        row: &M,
        column: <M::Entity as sea_orm::EntityTrait>::Column,
        id: <M::Entity as sea_orm::EntityTrait>::Column,
    ) -> Result<Self, Error> {
        let id = match row.get(id) {
            Value::Uuid(Some(id)) => RowId::Uuid(id),
            Value::BigInt(Some(number)) => RowId::Number(number),
            _ => return Err(Error::internal("a list needs an id column of type uuid or bigint")),
        };
        Ok(Self { value: SortValue::of(row.get(column))?, id })
    }
}
