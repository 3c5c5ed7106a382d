//! The objects that tasks and notes hang on, of this crate and of crates above it.
//!
//! Rust references point downwards only, so a task of a lead can't name the lead's entity. Instead of a registry
//! that every binary and test would have to fill in, one table here maps a kind of object to its table in the
//! database, where names across layers are allowed anyway (foreign keys do the same). A kind that isn't listed
//! can't carry tasks or notes.

use identity::member::MemberRef;
use jobs::{Subject, SubjectKind};
use kernel::{Error, FieldError, Grant, WorkspaceTx, ids::MemberId};
use sea_orm::{
    ConnectionTrait as _, ExprTrait as _, QueryResult,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;
use uuid::Uuid;

/// An object that something is about.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SubjectRef {
    #[serde(rename = "type")]
    pub kind: SubjectKind,
    pub id: Subject,
    /// What people call it; null for what has no name.
    pub label: Option<String>,
}

impl SubjectRef {
    pub fn new(subject: Subject, labels: &Labels) -> Self {
        Self { kind: subject.kind, id: subject, label: labels.of(subject) }
    }
}

/// The table of a kind of object, and its column that people know an object by.
const fn table(kind: SubjectKind) -> Option<(&'static str, Option<&'static str>)> {
    match kind {
        SubjectKind::Account => Some(("account", Some("name"))),
        SubjectKind::Person => Some(("person", Some("name"))),
        SubjectKind::Lead => Some(("lead", Some("name"))),
        SubjectKind::Campaign => Some(("campaign", Some("name"))),
        SubjectKind::Channel => Some(("channel", Some("name"))),
        SubjectKind::LeadForm => Some(("lead_form", Some("name"))),
        SubjectKind::Plan => Some(("plan", Some("name"))),
        SubjectKind::Subscription => Some(("subscription", None)),
        SubjectKind::Order => Some(("customer_order", None)),
        _ => None,
    }
}

/// The grants to read and to write what hangs on an object: those of the object itself.
pub const fn grants(kind: SubjectKind) -> (Grant, Grant) {
    match kind {
        SubjectKind::Lead
        | SubjectKind::Campaign
        | SubjectKind::Channel
        | SubjectKind::LeadForm => (Grant::LeadsRead, Grant::LeadsWrite),
        _ => (Grant::CustomersRead, Grant::CustomersWrite),
    }
}

/// The kinds of object whose tasks and notes the caller may read; refused if there are none.
pub fn readable(tx: &WorkspaceTx) -> Result<Vec<&'static str>, Error> {
    let kinds: Vec<_> = SubjectKind::ALL
        .iter()
        .filter(|kind| table(**kind).is_some() && tx.allows(grants(**kind).0))
        .map(|kind| kind.as_str())
        .collect();
    if kinds.is_empty() { Err(Error::missing_grant(Grant::CustomersRead)) } else { Ok(kinds) }
}

/// Says what is wrong with a subject that can't carry tasks and notes, or that the workspace doesn't have.
pub async fn check(
    tx: &WorkspaceTx,
    pointer: &str,
    subject: Subject,
) -> Result<Option<FieldError>, Error> {
    if table(subject.kind).is_none() {
        return Ok(Some(FieldError::new(pointer, "not_allowed")));
    }
    let known = labels(tx, [subject]).await?.knows(subject);
    Ok((!known).then(|| FieldError::new(pointer, "not_found")))
}

/// What objects and members are called, read in one query.
#[derive(Debug, Default)]
pub struct Labels(HashMap<Subject, Option<String>>);

impl Labels {
    pub fn knows(&self, subject: impl Into<Subject>) -> bool {
        self.0.contains_key(&subject.into())
    }

    pub fn of(&self, subject: impl Into<Subject>) -> Option<String> {
        self.0.get(&subject.into()).cloned().flatten()
    }

    pub fn member(&self, id: Option<MemberId>) -> Option<MemberRef> {
        let id = id?;
        Some(MemberRef { id, name: self.of(id)? })
    }
}

/// The labels of those of `subjects` that the workspace has.
pub async fn labels(
    tx: &WorkspaceTx,
    subjects: impl IntoIterator<Item = Subject>,
) -> Result<Labels, Error> {
    let mut by_kind: BTreeMap<&'static str, (SubjectKind, Vec<Uuid>)> = BTreeMap::new();
    for subject in subjects {
        let (_, ids) =
            by_kind.entry(subject.kind.as_str()).or_insert_with(|| (subject.kind, Vec::new()));
        ids.push(subject.id);
    }
    let mut selects = by_kind.into_values().filter_map(|(kind, ids)| select_labels(tx, kind, ids));
    let Some(mut select) = selects.next() else { return Ok(Labels::default()) };
    for other in selects {
        select.union(UnionType::All, other);
    }
    let rows = tx.db.query_all(&select).await?;
    rows.iter().map(read_label).collect::<Result<_, _>>().map(Labels)
}

fn select_labels(
    tx: &WorkspaceTx,
    kind: SubjectKind,
    mut ids: Vec<Uuid>,
) -> Option<SelectStatement> {
    ids.sort_unstable();
    ids.dedup();
    let mut select = Query::select();
    select.expr_as(Expr::val(kind.as_str()), "kind");
    if kind == SubjectKind::Member {
        let operator = Expr::col(("member", "operator_id")).equals(("operator", "id"));
        select.expr_as(Expr::col(("member", "id")), "id");
        select.expr_as(Expr::col(("operator", "name")), "label");
        select.from("member").inner_join("operator", operator);
        select.and_where(Expr::col(("member", "workspace_id")).eq(tx.workspace().uuid()));
        select.and_where(Expr::col(("member", "id")).is_in(ids));
        return Some(select);
    }
    let (table, label) = table(kind)?;
    select.column("id");
    match label {
        Some(label) => select.expr_as(Expr::col(label), "label"),
        None => select.expr_as(Expr::cust("CAST(NULL AS VARCHAR)"), "label"),
    };
    select.from(table);
    select.and_where(Expr::col("workspace_id").eq(tx.workspace().uuid()));
    select.and_where(Expr::col("id").is_in(ids));
    Some(select)
}

fn read_label(row: &QueryResult) -> Result<(Subject, Option<String>), Error> {
    let kind: String = row.try_get("", "kind")?;
    let kind = kind.parse().map_err(Error::internal)?;
    Ok((Subject { kind, id: row.try_get("", "id")? }, row.try_get("", "label")?))
}
