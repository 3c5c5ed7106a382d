//! Who fulfils a condition, as one condition of SQL: lists, counts and changes take it like any other filter. What people
//! did is looked up in the index first; conditions about behaviour alone are joined there, so that the database sees one
//! set of units for all of them.

mod leaf;

use crate::{
    compare,
    condition::{Condition, FieldCondition, FieldOwner, SegmentSubject},
    library::Library,
};
use activity::{
    index::calendar::{Calendar, Day},
    question::{Asked, Doers, EventCondition},
};
use kernel::{Backend, Error};
use sea_orm::{
    ExprTrait as _, JoinType,
    sea_query::{Alias, Expr, Query, SimpleExpr},
};
use std::collections::{HashMap, hash_map::Entry};
use uuid::Uuid;

/// The condition on rows of `account` or `person`.
pub async fn compile(
    asked: &Asked<'_>,
    library: &Library,
    subject: SegmentSubject,
    condition: &Condition,
) -> Result<SimpleExpr, Error> {
    let compiler = Compiler {
        backend: asked.snapshot.tx.backend(),
        workspace: asked.snapshot.tx.workspace().uuid(),
        calendar: asked.snapshot.calendar(),
        today: asked.today,
        library,
        doers: doers(asked, library, subject, condition).await?,
    };
    let place = Place { table: subject.as_str().to_owned(), subject, depth: 0 };
    let found = compiler.node(condition, &place)?;
    Ok(compiler.rows(found, &place))
}

type Behaviours = HashMap<(SegmentSubject, String), Doers>;

fn key(subject: SegmentSubject, event: &EventCondition) -> Result<(SegmentSubject, String), Error> {
    Ok((subject, serde_json::to_string(event).map_err(Error::internal)?))
}

/// Who did what each condition about events asks for.
async fn doers(
    asked: &Asked<'_>,
    library: &Library,
    subject: SegmentSubject,
    condition: &Condition,
) -> Result<Behaviours, Error> {
    let mut found = HashMap::new();
    let mut open = vec![(condition, subject)];
    while let Some((condition, subject)) = open.pop() {
        match condition {
            Condition::Events(event) => {
                if let Entry::Vacant(place) = found.entry(key(subject, event)?) {
                    place.insert(asked.doers(subject.unit(), event).await?);
                }
            }
            Condition::Segment(id) => {
                let known = library.segment(*id).ok_or_else(|| Error::not_found("segment"))?;
                open.push((&known.condition, subject));
            }
            _ => open.extend(condition.children(subject)),
        }
    }
    Ok(found)
}

struct Compiler<'a> {
    backend: Backend,
    workspace: Uuid,
    calendar: Calendar,
    today: Day,
    library: &'a Library,
    doers: Behaviours,
}

/// The row that a condition is about: a table under the name that it has in the query.
struct Place {
    table: String,
    subject: SegmentSubject,
    depth: usize,
}

impl Place {
    fn column(&self, name: &'static str) -> SimpleExpr {
        Expr::col((Alias::new(self.table.as_str()), name))
    }

    /// A row of another table, found from this one.
    fn related(&self, table: &str, subject: SegmentSubject) -> Self {
        let depth = self.depth + 1;
        Self { table: format!("{table}_{depth}"), subject, depth }
    }
}

/// As long as only events are asked about, a set of units is enough.
enum Found {
    Rows(SimpleExpr),
    Doers(Doers),
}

impl Compiler<'_> {
    fn node(&self, condition: &Condition, place: &Place) -> Result<Found, Error> {
        Ok(match condition {
            Condition::All(list) => {
                let nothing = Doers { is_others: true, ..Doers::default() };
                let (doers, rows) = self.split(list, place, nothing, Doers::and)?;
                match rows.into_iter().reduce(SimpleExpr::and) {
                    None => Found::Doers(doers),
                    Some(rows) if doers.is_everybody() => Found::Rows(rows),
                    Some(rows) => Found::Rows(rows.and(self.did(&doers, place))),
                }
            }
            Condition::Any(list) => {
                let (doers, rows) = self.split(list, place, Doers::default(), Doers::or)?;
                match rows.into_iter().reduce(SimpleExpr::or) {
                    None => Found::Doers(doers),
                    Some(rows) if doers.is_nobody() => Found::Rows(rows),
                    Some(rows) => Found::Rows(rows.or(self.did(&doers, place))),
                }
            }
            Condition::Not(inner) => match self.node(inner, place)? {
                Found::Rows(rows) => Found::Rows(rows.not()),
                Found::Doers(doers) => Found::Doers(doers.opposite()),
            },
            Condition::Field(field) => {
                Found::Rows(self.field(field, place.subject.owner(), place)?)
            }
            Condition::Events(event) => {
                let doers = self.doers.get(&key(place.subject, event)?).cloned();
                Found::Doers(doers.ok_or_else(|| Error::internal("events were not looked up"))?)
            }
            Condition::Subscription(list) => Found::Rows(self.subscription(list, place)?),
            Condition::Person(inner) => {
                Found::Rows(self.related(inner, SegmentSubject::Person, place)?)
            }
            Condition::Account(inner) => {
                Found::Rows(self.related(inner, SegmentSubject::Account, place)?)
            }
            Condition::Segment(id) => {
                let known = self.library.segment(*id).ok_or_else(|| Error::not_found("segment"))?;
                self.node(&known.condition, place)?
            }
        })
    }

    /// The behaviour in a list as one set, and what else there is.
    fn split(
        &self,
        list: &[Condition],
        place: &Place,
        start: Doers,
        join: impl Fn(Doers, Doers) -> Doers,
    ) -> Result<(Doers, Vec<SimpleExpr>), Error> {
        let mut doers = start;
        let mut rows = Vec::new();
        for condition in list {
            match self.node(condition, place)? {
                Found::Doers(more) => doers = join(doers, more),
                Found::Rows(more) => rows.push(more),
            }
        }
        Ok((doers, rows))
    }

    fn rows(&self, found: Found, place: &Place) -> SimpleExpr {
        match found {
            Found::Rows(rows) => rows,
            Found::Doers(doers) => self.did(&doers, place),
        }
    }

    fn field(
        &self,
        condition: &FieldCondition,
        owner: FieldOwner,
        place: &Place,
    ) -> Result<SimpleExpr, Error> {
        let field = self.library.fields.get(owner, &condition.field);
        // An attribute that was archived since: nobody has a value of it.
        let Some(field) = field else { return Ok(constant(false)) };
        let (comparison, is_opposite) =
            compare::read(field, condition, self.today).map_err(Error::invalid)?;
        let holds = leaf::holds(self.backend, self.calendar, place, &field.source, &comparison);
        // Null where the value is missing, and a condition is true or false.
        let holds = match self.backend {
            Backend::Sqlite => Expr::cust_with_exprs("COALESCE(?, FALSE)", [holds]),
            Backend::Postgres => Expr::cust_with_exprs("COALESCE($1, FALSE)", [holds]),
        };
        Ok(if is_opposite { holds.not() } else { holds })
    }

    fn subscription(&self, list: &[FieldCondition], place: &Place) -> Result<SimpleExpr, Error> {
        let theirs = place.related("subscription", place.subject);
        let mut select = Query::select();
        select
            .expr(Expr::val(1))
            .from_as("subscription", Alias::new(theirs.table.as_str()))
            .and_where(theirs.column("workspace_id").eq(self.workspace))
            .and_where(theirs.column("account_id").eq(place.column("id")));
        for condition in list {
            select.and_where(self.field(condition, FieldOwner::Subscription, &theirs)?);
        }
        Ok(Expr::exists(select))
    }

    /// Whether one of those on the other side of an affiliation fulfils the condition.
    fn related(
        &self,
        inner: &Condition,
        subject: SegmentSubject,
        place: &Place,
    ) -> Result<SimpleExpr, Error> {
        let (ours, theirs) = match subject {
            SegmentSubject::Person => ("account_id", "person_id"),
            SegmentSubject::Account => ("person_id", "account_id"),
        };
        let other = &place.related(subject.as_str(), subject);
        let part = place.related("affiliation", place.subject);
        let found = self.node(inner, other)?;
        let mut select = Query::select();
        select
            .expr(Expr::val(1))
            .from_as("affiliation", Alias::new(part.table.as_str()))
            .join_as(
                JoinType::InnerJoin,
                subject.as_str(),
                Alias::new(other.table.as_str()),
                other.column("id").eq(part.column(theirs)),
            )
            .and_where(part.column("workspace_id").eq(self.workspace))
            .and_where(part.column(ours).eq(place.column("id")))
            .and_where(other.column("workspace_id").eq(self.workspace))
            .and_where(other.column("archived_at").is_null())
            .and_where(other.column("merged_into_id").is_null())
            .and_where(self.rows(found, other));
        Ok(Expr::exists(select))
    }

    /// Whether somebody's unit is among these. The set goes along as one byte for each unit: a bit can't be read in SQLite.
    fn did(&self, doers: &Doers, place: &Place) -> SimpleExpr {
        if doers.units.is_empty() {
            return constant(doers.is_others);
        }
        let bytes = doers.units.to_bytes();
        let length = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
        let unit = place.related("unit", place.subject);
        let root = unit.column("root");
        let is_among = match self.backend {
            Backend::Sqlite => {
                Expr::cust_with_exprs("substr(?, ? + 1, 1) = x'01'", [Expr::val(bytes), root])
            }
            // Beyond the end there is nothing to read.
            Backend::Postgres => Expr::cust_with_exprs(
                "CASE WHEN $1 < $2 THEN get_byte($3, $1) = 1 ELSE FALSE END",
                [root, Expr::val(length), Expr::val(bytes)],
            ),
        };
        // Asked once for all rows, not for each. Visitors are nobody here, and a null would make the opposite null.
        let mut select = Query::select();
        select
            .expr(unit.column("subject_id"))
            .from_as("event_unit", Alias::new(unit.table.as_str()))
            .and_where(unit.column("workspace_id").eq(self.workspace))
            .and_where(unit.column("kind").eq(place.subject.unit_kind().number()))
            .and_where(unit.column("subject_id").is_not_null())
            .and_where(is_among);
        let did = place.column("id").in_subquery(select);
        if doers.is_others { did.not() } else { did }
    }
}

fn constant(value: bool) -> SimpleExpr {
    Expr::cust(if value { "1 = 1" } else { "1 = 0" })
}
