//! Lists of leads. Whatever the page's size it takes three queries: the leads; the names of what they refer to,
//! with other leads of the same phone or e-mail; their next tasks.

use crate::pool;
use crate::{
    entity::{
        channel,
        lead::{Column, Entity, Model},
        lead_stage,
    },
    lead::{
        ChannelRef, Lead, LeadFilter, LeadInclude, StageRef,
        store::load,
        view::{Mask, Surroundings},
    },
    score,
};
use customers::task;
use identity::member::MemberRef;
use jobs::Subject;
use kernel::{
    Error, Grant, WorkspaceTx,
    email::Email,
    ids::{ChannelId, LeadId, LeadStageId, MemberId},
    is_one_of_ids, is_one_of_texts,
    page::{Keyset, Page, PageRequest, Sort},
    phone::Phone,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait as _, ExprTrait as _, QueryFilter, QueryResult, QuerySelect as _,
    sea_query::{Expr, Query, SelectStatement, SimpleExpr, UnionType},
};
use std::collections::{HashMap, HashSet};

/// One page of leads.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &LeadFilter,
    page: &PageRequest,
) -> Result<Page<Lead>, Error> {
    tx.require(Grant::LeadsRead)?;
    let mut rows = rows(tx, filter, page).await?;
    let leads = hydrate(tx, std::mem::take(&mut rows.data), &included(filter)).await?;
    Ok(rows.with(leads))
}

/// One lead, with its owner's and channel's names.
pub async fn get(tx: &WorkspaceTx, id: LeadId) -> Result<Lead, Error> {
    tx.require(Grant::LeadsRead)?;
    hydrate_one(tx, load(tx, id).await?).await
}

/// One page of rows.
pub(crate) async fn rows(
    tx: &WorkspaceTx,
    filter: &LeadFilter,
    page: &PageRequest,
) -> Result<Page<Model>, Error> {
    filter.check()?;
    if score::lists_by_score(page) {
        let leads = filter.select(tx);
        return score::page_by_score(tx, leads, filter.binding(tx), page).await;
    }
    let keyset: Keyset<'_, Entity> = Keyset {
        sorts: &[
            Sort::by("created_at", Column::CreatedAt),
            Sort::by("updated_at", Column::UpdatedAt),
            Sort::by("name", Column::SortName),
            Sort::by("stage", Column::StagePosition),
            Sort::by("last_touch_at", Column::LastTouchAt),
            // As on the board, for going on in one of its columns.
            Sort::by("board", Column::BoardRank),
            Sort::by_nullable("pooled_at", Column::PooledAt),
            Sort::by_nullable("protected_until", Column::ProtectedUntil),
            Sort::by_nullable("response_due_at", Column::ResponseDueAt),
        ],
        default_sort: "-created_at",
        id: Column::Id,
        filter: filter.binding(tx),
    };
    keyset.page(tx, filter.select(tx), page).await
}

pub(crate) fn included(filter: &LeadFilter) -> HashSet<LeadInclude> {
    filter.include.iter().flat_map(|list| list.0.iter().copied()).collect()
}

/// The lead as a client sees it, with everything that can be shown beside it.
pub(crate) async fn hydrate_one(tx: &WorkspaceTx, row: Model) -> Result<Lead, Error> {
    let all = LeadInclude::ALL.iter().copied().collect();
    let lead = hydrate(tx, vec![row], &all).await?.pop();
    lead.ok_or_else(|| Error::internal("one lead in, none out"))
}

/// Rows as clients see them, in their order.
pub(crate) async fn hydrate(
    tx: &WorkspaceTx,
    rows: Vec<Model>,
    include: &HashSet<LeadInclude>,
) -> Result<Vec<Lead>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let labels = Labels::read(tx, &rows, include).await?;
    let mut tasks = task::next_of(tx, rows.iter().map(|row| Subject::from(row.id))).await?;
    let mut scores = if include.contains(&LeadInclude::Score) {
        score::listed(tx, rows.iter().map(|row| row.id)).await?
    } else {
        HashMap::new()
    };
    let mask = Mask::for_caller(tx);
    let leads = rows.into_iter().map(|row| {
        let around = Surroundings {
            stage: labels.stage(row.stage_id)?,
            owner: row.owner_id.and_then(|id| labels.owners.get(&id).cloned()),
            channel: row.channel_id.and_then(|id| labels.channels.get(&id).cloned()),
            score: scores.remove(&row.id),
            next_task: tasks.remove(&Subject::from(row.id)),
            duplicates: labels.twins_of(&row),
        };
        // Whoever takes it from the public pool sees how to reach it, and nobody before.
        let mask = if pool::is_concealed(tx, &row) { Mask::Masked } else { mask };
        Ok(Lead::new(row, around, mask))
    });
    leads.collect()
}

/// What the leads of a page refer to.
#[derive(Default)]
struct Labels {
    stages: HashMap<LeadStageId, StageRef>,
    owners: HashMap<MemberId, MemberRef>,
    channels: HashMap<ChannelId, ChannelRef>,
    by_phone: HashMap<String, HashSet<LeadId>>,
    by_email: HashMap<String, HashSet<LeadId>>,
}

impl Labels {
    async fn read(
        tx: &WorkspaceTx,
        rows: &[Model],
        include: &HashSet<LeadInclude>,
    ) -> Result<Self, Error> {
        let mut select = select_stages(tx, rows);
        let others = [
            include.contains(&LeadInclude::Owner).then(|| select_owners(tx, rows)).flatten(),
            include.contains(&LeadInclude::Channel).then(|| select_channels(tx, rows)).flatten(),
            select_twins(tx, "phone", Column::Phone, rows.iter().filter_map(phone)),
            select_twins(tx, "email", Column::Email, rows.iter().filter_map(email)),
        ];
        for other in others.into_iter().flatten() {
            select.union(UnionType::All, other);
        }
        let mut labels = Self::default();
        for row in tx.db.query_all(&select).await? {
            labels.add(&row)?;
        }
        Ok(labels)
    }

    fn add(&mut self, row: &QueryResult) -> Result<(), Error> {
        let kind: String = row.try_get("", "kind")?;
        let label: Option<String> = row.try_get("", "label")?;
        match kind.as_str() {
            "stage" => {
                let stage = StageRef {
                    id: row.try_get("", "id")?,
                    name: label.unwrap_or_default(),
                    status_type: row.try_get("", "status_type")?,
                    journey_stage: row.try_get("", "journey_stage")?,
                };
                self.stages.insert(stage.id, stage);
            }
            "owner" => {
                let owner =
                    MemberRef { id: row.try_get("", "id")?, name: label.unwrap_or_default() };
                self.owners.insert(owner.id, owner);
            }
            "channel" => {
                let id = row.try_get("", "id")?;
                self.channels.insert(id, ChannelRef { id, name: label.unwrap_or_default() });
            }
            kind => {
                let twins = if kind == "phone" { &mut self.by_phone } else { &mut self.by_email };
                let of = twins.entry(label.unwrap_or_default()).or_default();
                of.insert(row.try_get("", "id")?);
            }
        }
        Ok(())
    }

    fn stage(&self, id: LeadStageId) -> Result<StageRef, Error> {
        let stage = self.stages.get(&id).cloned();
        stage.ok_or_else(|| Error::internal("a lead is in a stage that doesn't exist"))
    }

    fn twins_of(&self, row: &Model) -> u64 {
        let same_phone = phone(row).and_then(|phone| self.by_phone.get(&phone));
        let same_email = email(row).and_then(|email| self.by_email.get(&email));
        let twins: HashSet<_> = same_phone.into_iter().chain(same_email).flatten().collect();
        twins.into_iter().filter(|id| **id != row.id).count() as u64
    }
}

fn phone(row: &Model) -> Option<String> {
    row.phone.as_ref().map(Phone::to_string)
}

fn email(row: &Model) -> Option<String> {
    row.email.as_ref().map(Email::to_string)
}

/// What every part of the one query for labels returns.
fn label(kind: &str, id: SimpleExpr, label: SimpleExpr) -> SelectStatement {
    let nothing = || Expr::cust("CAST(NULL AS VARCHAR)");
    label_with(kind, id, label, [nothing(), nothing()])
}

fn label_with(
    kind: &str,
    id: SimpleExpr,
    label: SimpleExpr,
    [status_type, journey_stage]: [SimpleExpr; 2],
) -> SelectStatement {
    Query::select()
        .expr_as(Expr::val(kind), "kind")
        .expr_as(id, "id")
        .expr_as(label, "label")
        .expr_as(status_type, "status_type")
        .expr_as(journey_stage, "journey_stage")
        .to_owned()
}

/// The part of a query that says where the rows come from, of one that `tx` has bound to its workspace.
fn from<E: kernel::WorkspaceScoped>(
    tx: &WorkspaceTx,
    mut label: SelectStatement,
    condition: SimpleExpr,
) -> SelectStatement {
    label
        .from(E::default())
        .and_where(Expr::col((E::default(), E::WORKSPACE)).eq(tx.workspace().uuid()))
        .and_where(condition)
        .to_owned()
}

fn select_stages(tx: &WorkspaceTx, rows: &[Model]) -> SelectStatement {
    use lead_stage::Column as Of;
    let ids: HashSet<_> = rows.iter().map(|row| row.stage_id).collect();
    let extra = [Expr::col(Of::StatusType), Expr::col(Of::JourneyStage)];
    let label = label_with("stage", Expr::col(Of::Id), Expr::col(Of::Name), extra);
    let one_of_them = is_one_of_ids(tx.backend(), Expr::col(Of::Id), ids);
    from::<lead_stage::Entity>(tx, label, one_of_them)
}

fn select_channels(tx: &WorkspaceTx, rows: &[Model]) -> Option<SelectStatement> {
    use channel::Column as Of;
    let ids: HashSet<_> = rows.iter().filter_map(|row| row.channel_id).collect();
    let label = label("channel", Expr::col(Of::Id), Expr::col(Of::Name));
    let one_of_them = || is_one_of_ids(tx.backend(), Expr::col(Of::Id), ids.iter().copied());
    (!ids.is_empty()).then(|| from::<channel::Entity>(tx, label, one_of_them()))
}

fn select_owners(tx: &WorkspaceTx, rows: &[Model]) -> Option<SelectStatement> {
    let ids: HashSet<_> = rows.iter().filter_map(|row| row.owner_id).collect();
    let is_owner = is_one_of_ids(tx.backend(), Expr::col(("member", "id")), ids.iter().copied());
    let name = Expr::col(("operator", "name"));
    let operator = Expr::col(("member", "operator_id")).equals(("operator", "id"));
    let mut select = label("owner", Expr::col(("member", "id")), name);
    select
        .from("member")
        .inner_join("operator", operator)
        .and_where(Expr::col(("member", "workspace_id")).eq(tx.workspace().uuid()))
        .and_where(is_owner);
    (!ids.is_empty()).then_some(select)
}

/// Leads that aren't archived and have one of these phones or e-mails.
fn select_twins(
    tx: &WorkspaceTx,
    kind: &str,
    column: Column,
    values: impl Iterator<Item = String>,
) -> Option<SelectStatement> {
    let values: HashSet<_> = values.collect();
    if values.is_empty() {
        return None;
    }
    let label = label(kind, Expr::col(Column::Id), Expr::col(column));
    let one_of_them = is_one_of_texts(tx.backend(), Expr::col(column), values);
    let live = one_of_them.and(Column::ArchivedAt.is_null());
    Some(from::<Entity>(tx, label, live))
}

/// All rows for which a filter holds, by id, after one: for work in batches.
pub(crate) async fn rows_after(
    tx: &WorkspaceTx,
    filter: &LeadFilter,
    after: Option<LeadId>,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    use sea_orm::QueryOrder as _;
    let rest = after.map(|id| Column::Id.gt(id));
    let select = filter.select(tx).filter(sea_orm::Condition::all().add_option(rest));
    Ok(select.order_by_asc(Column::Id).limit(limit).all(&tx.db).await?)
}
