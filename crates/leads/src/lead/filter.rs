//! Which leads: the one filter that lists, boards, counts, exports and bulk edits share.

use crate::{
    entity::{
        lead::{Column, Entity},
        touch,
    },
    lead::{contact, reached},
    score::{self, definition::Grade},
    words::{JourneyStage, ResponseState, StatusType, Validity},
};
use chrono::{DateTime, Utc};
use customers::{
    entity::task,
    owner::{self, OwnerChoice},
    tags,
    task::TaskState,
};
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    filter::Many,
    ids::{CampaignId, ChannelId, LeadStageId},
    text::{normal_form, search_condition},
};
use sea_orm::{
    ColumnTrait, Condition, EntityName as _, ExprTrait as _, QueryFilter, QuerySelect, QueryTrait,
    Select,
    sea_query::{Alias, Expr, Query, SimpleExpr},
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

const MAX_QUESTION: usize = 200;

kernel::words! {
    /// What a list of leads can show beside the leads.
    pub enum LeadInclude {
        /// The owner's name.
        Owner = "owner",
        /// The channel's name.
        Channel = "channel",
        /// The score of a few minutes ago at most.
        Score = "score",
    }
}

/// Which leads are asked for. Everything given must hold.
#[derive(Clone, Debug, Default, Deserialize, Serialize, IntoParams, utoipa::ToSchema)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct LeadFilter {
    /// Ids of stages, separated by commas.
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage_id: Option<Many<LeadStageId>>,
    /// Types of stage, separated by commas: `open`, `ongoing`, `on_hold`, `won`, `lost`.
    #[param(value_type = Option<String>, example = "open,ongoing")]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_type: Option<Many<StatusType>>,
    /// Validities, separated by commas: `valid`, `invalid`, `unknown`.
    #[param(value_type = Option<String>, example = "valid")]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<Many<Validity>>,
    /// Ids of channels, separated by commas.
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<Many<ChannelId>>,
    /// Ids of campaigns, separated by commas.
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign_id: Option<Many<CampaignId>>,
    /// Ids of members, `me` or `none`, separated by commas.
    #[param(value_type = Option<String>, example = "me")]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<Many<OwnerChoice>>,
    /// Words of name, company or external id, also by pinyin; with `leads:contact` of phone, e-mail and WeChat too.
    #[param(max_length = 200, example = "张伟")]
    #[schema(max_length = 200)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at_gte: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at_lt: Option<DateTime<Utc>>,
    /// When they came in; imported ones may have come before they were entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_touch_at_gte: Option<DateTime<Utc>>,
    /// Before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_touch_at_lt: Option<DateTime<Utc>>,
    /// When they were won or lost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at_gte: Option<DateTime<Utc>>,
    /// Before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at_lt: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at_gte: Option<DateTime<Utc>>,
    /// With an open task that is due before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_task_due_lt: Option<DateTime<Utc>>,
    /// Those without an open task, of which nobody has planned what comes next, or the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_next_step: Option<bool>,
    /// Tags, separated by commas; one of them must be there.
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Many<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Those that came at least so far on the customer journey: `discover`, `evaluate`, `purchase`, `implement`, `use`,
    /// `renew`. A lost lead came as far as it was lost from, a won one has bought, and one that became an account is as
    /// far as that. Stages that were skipped count as passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reached: Option<JourneyStage>,
    /// Those in these public pools: keys, separated by commas.
    #[param(value_type = Option<String>, example = "default")]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pool: Option<Many<String>>,
    /// Those that wait for somebody to be free, or the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<bool>,
    /// Where their first answer stands: `due`, `paused`, `met`, `breached`, separated by commas.
    #[param(value_type = Option<String>, example = "due,breached")]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_state: Option<Many<ResponseState>>,
    /// Whose first answer is due before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_due_at_lt: Option<DateTime<Utc>>,
    /// Whose protection ends before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protected_until_lt: Option<DateTime<Utc>>,
    /// Those that ever were in this stage or a later one, both of type `open` or `ongoing`, and all that were won.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reached_stage_id: Option<LeadStageId>,
    /// Those that came to this stage of type `open` or `ongoing` and no further.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub furthest_stage_id: Option<LeadStageId>,
    /// The archived ones instead of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// Those that share phone or e-mail with another lead that isn't archived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate: Option<bool>,
    /// Ids of channels, separated by commas; one of them was touched.
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touched_channel_id: Option<Many<ChannelId>>,
    /// Ids of campaigns, separated by commas; one of them was touched.
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touched_campaign_id: Option<Many<CampaignId>>,
    /// Won at this time or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub won_at_gte: Option<DateTime<Utc>>,
    /// Won before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub won_at_lt: Option<DateTime<Utc>>,
    /// Grades by the scoring rules, separated by commas: `A1` to `C3`.
    #[param(value_type = Option<String>, example = "A1,A2")]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grade: Option<Many<Grade>>,
    /// Those whose score is at least this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_gte: Option<f64>,
    /// What to show beside the leads: `owner`, `channel`, `score`, separated by commas.
    #[param(value_type = Option<String>, example = "owner,channel")]
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub include: Option<Many<LeadInclude>>,
}

impl LeadFilter {
    /// What cursors are bound to: everything that decides which rows there are.
    pub(crate) fn binding(&self, tx: &WorkspaceTx) -> String {
        let deciding = Self { include: None, ..self.clone() };
        // `me` is somebody else for another caller, and what `q` looks into depends on the grant.
        let sees_pooled = tx.allows(Grant::LeadsConfigure);
        format!("{deciding:?}|{:?}|{}|{sees_pooled}", tx.caller.member(), contact::is_visible(tx))
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        let too_long = self.q.as_ref().is_some_and(|q| q.chars().count() > MAX_QUESTION);
        if too_long {
            let error = FieldError::new("/q", "too_long").with("max", MAX_QUESTION);
            return Err(Error::invalid(vec![error]));
        }
        Ok(())
    }

    /// The leads of the workspace for which it holds.
    pub(crate) fn select(&self, tx: &WorkspaceTx) -> Select<Entity> {
        tx.find::<Entity>().filter(self.condition(tx))
    }

    fn condition(&self, tx: &WorkspaceTx) -> Condition {
        let archived = if self.archived == Some(true) {
            // A merged lead lives on in another one; it is no archived lead of its own.
            Column::ArchivedAt.is_not_null().and(Column::MergedIntoId.is_null())
        } else {
            Column::ArchivedAt.is_null()
        };
        Condition::all()
            .add(archived)
            .add_option(self.stage_id.as_ref().map(|it| is_one_of(Column::StageId, it)))
            .add_option(self.status_type.as_ref().map(|it| is_one_of(Column::StatusType, it)))
            .add_option(self.validity.as_ref().map(|it| is_one_of(Column::Validity, it)))
            .add_option(self.channel_id.as_ref().map(|it| is_one_of(Column::ChannelId, it)))
            .add_option(self.campaign_id.as_ref().map(|it| is_one_of(Column::CampaignId, it)))
            .add_option(self.owner_id.as_ref().map(|it| owner_is_one_of(tx, it)))
            .add_option(self.created_at_gte.map(|at| Column::CreatedAt.gte(at)))
            .add_option(self.created_at_lt.map(|at| Column::CreatedAt.lt(at)))
            .add_option(self.first_touch_at_gte.map(|at| Column::FirstTouchAt.gte(at)))
            .add_option(self.first_touch_at_lt.map(|at| Column::FirstTouchAt.lt(at)))
            .add_option(self.closed_at_gte.map(|at| Column::ClosedAt.gte(at)))
            .add_option(self.closed_at_lt.map(|at| Column::ClosedAt.lt(at)))
            .add_option(self.reached_stage_id.map(|id| reached::at_least_stage(tx, id)))
            .add_option(self.furthest_stage_id.map(|id| reached::at_most_stage(tx, id)))
            .add_option(self.updated_at_gte.map(|at| Column::UpdatedAt.gte(at)))
            .add_option(self.next_task_due_lt.map(|at| has_task_due_before(tx, at)))
            .add_option(self.without_next_step.map(|wanted| is_without_next_step(tx, wanted)))
            .add_option(self.tag.as_ref().map(|it| tags::has_one_of(tx, Column::Tags, it)))
            .add_option(self.external_id.as_ref().map(|id| Column::ExternalId.eq(id)))
            .add_option(self.duplicate.map(is_duplicate))
            .add_option(self.reached.map(|stage| reached::at_least(tx, stage)))
            .add_option(self.pool.as_ref().map(|it| Column::PoolKey.is_in(it.0.iter().cloned())))
            .add_option(self.waiting.map(is_waiting))
            .add_option(self.response_state.as_ref().map(|it| is_one_of(Column::ResponseState, it)))
            .add_option(self.response_due_at_lt.map(|at| Column::ResponseDueAt.lt(at)))
            .add_option(self.protected_until_lt.map(|at| Column::ProtectedUntil.lt(at)))
            .add_option(self.touched_channel_id.as_ref().map(|it| {
                let ids = it.0.iter().copied();
                touched(tx, touch::Column::ChannelId.is_in(ids))
            }))
            .add_option(self.touched_campaign_id.as_ref().map(|it| {
                let ids = it.0.iter().copied();
                touched(tx, touch::Column::CampaignId.is_in(ids))
            }))
            .add_option(self.won_at_gte.map(|at| Column::WonAt.gte(at)))
            .add_option(self.won_at_lt.map(|at| Column::WonAt.lt(at)))
            .add_option(self.grade.as_ref().map(|it| score::is_graded(tx, it)))
            .add_option(self.score_gte.map(|least| score::scored_at_least(tx, least)))
            .add_option(self.q.as_deref().map(|q| found_by(tx, q)))
    }
}

/// One value is compared with `=`, from which the databases know that an index in the order of another column
/// needs no sorting.
fn is_one_of<T>(column: Column, values: &Many<T>) -> SimpleExpr
where
    T: Copy + Into<sea_orm::Value>,
{
    match values.0.as_slice() {
        [value] => column.eq(*value),
        values => column.is_in(values.iter().copied()),
    }
}

fn owner_is_one_of(tx: &WorkspaceTx, choices: &Many<OwnerChoice>) -> Condition {
    match (choices.0.as_slice(), tx.caller.member()) {
        ([OwnerChoice::Me], Some(me)) => Condition::all().add(Column::OwnerId.eq(me)),
        ([OwnerChoice::Member(member)], _) => Condition::all().add(Column::OwnerId.eq(*member)),
        _ => owner::is_one_of(tx, Column::OwnerId, choices),
    }
}

fn has_task_due_before(tx: &WorkspaceTx, at: DateTime<Utc>) -> SimpleExpr {
    Column::Id.in_subquery(with_open_task(tx).filter(task::Column::DueAt.lt(at)).into_query())
}

fn is_without_next_step(tx: &WorkspaceTx, wanted: bool) -> SimpleExpr {
    let planned = with_open_task(tx).into_query();
    if wanted { Column::Id.not_in_subquery(planned) } else { Column::Id.in_subquery(planned) }
}

/// The leads with an open task.
fn with_open_task(tx: &WorkspaceTx) -> Select<task::Entity> {
    tx.find::<task::Entity>()
        .select_only()
        .column(task::Column::SubjectId)
        .filter(task::Column::SubjectKind.eq("lead"))
        .filter(task::Column::State.eq(TaskState::Open))
}

fn is_waiting(wanted: bool) -> SimpleExpr {
    let since = Column::WaitingSince;
    if wanted { since.is_not_null() } else { since.is_null() }
}

/// Leads of a public pool are found by name only, until somebody takes them.
fn contact_is_open(tx: &WorkspaceTx) -> Option<SimpleExpr> {
    let is_open = Column::PoolKey.is_null().or(Column::OwnerId.is_not_null());
    (!tx.allows(Grant::LeadsConfigure)).then_some(is_open)
}

fn touched(tx: &WorkspaceTx, condition: SimpleExpr) -> SimpleExpr {
    let touches = tx.find::<touch::Entity>().select_only().column(touch::Column::LeadId);
    Column::Id.in_subquery(touches.filter(condition).into_query())
}

/// Whether another lead that isn't archived has the same phone or e-mail.
fn is_duplicate(wanted: bool) -> SimpleExpr {
    let exists = has_twin(Column::Phone).or(has_twin(Column::Email));
    if wanted { exists } else { exists.not() }
}

/// One question per column, so that each is answered from that column's index.
fn has_twin(column: Column) -> SimpleExpr {
    let other = || Alias::new("other");
    let this = |column: Column| Expr::col((Entity, column));
    let twin = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity.table_ref(), other())
        .and_where(Expr::col((other(), Column::WorkspaceId)).eq(this(Column::WorkspaceId)))
        .and_where(Expr::col((other(), column)).eq(this(column)))
        .and_where(Expr::col((other(), Column::ArchivedAt)).is_null())
        .and_where(Expr::col((other(), Column::Id)).ne(this(Column::Id)))
        .to_owned();
    Expr::exists(twin)
}

/// Every word must occur somewhere in what the caller may see.
fn found_by(tx: &WorkspaceTx, question: &str) -> Condition {
    let may_see_contact = contact::is_visible(tx);
    if may_see_contact && let Some(digits) = phone_digits(question) {
        let found = search_condition(Column::ContactText, &digits);
        return Condition::all().add(found).add_option(contact_is_open(tx));
    }
    let normal = normal_form(question);
    let words = normal.split(' ').filter(|word| !word.is_empty()).take(8);
    words.fold(Condition::all(), |all, word| {
        let contact = may_see_contact.then(|| {
            let found = search_condition(Column::ContactText, word);
            Condition::all().add(found).add_option(contact_is_open(tx))
        });
        all.add(
            Condition::any().add(search_condition(Column::SearchText, word)).add_option(contact),
        )
    })
}

/// A question that can only be a phone number, or the end of one, without what people put between the digits.
fn phone_digits(question: &str) -> Option<String> {
    let normal = normal_form(question);
    let separators = [' ', '-', '(', ')', '.'];
    let has_separator = normal.contains(separators);
    let digits = normal.replace(separators, "");
    let bare = digits.strip_prefix('+').unwrap_or(&digits);
    let is_number = bare.len() >= 5 && bare.chars().all(|letter| letter.is_ascii_digit());
    (is_number && has_separator).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_with_separated_digits_is_a_phone_number() {
        assert_eq!(phone_digits("138-0000 1234").as_deref(), Some("13800001234"));
        assert_eq!(phone_digits("+86 138 0000 1234").as_deref(), Some("8613800001234"));
        // Without separators the words of names are looked at too: a shop may be called 7080.
        for other in ["13800001234", "1234", "张伟 138", "li.wei@example.cn", "3-6"] {
            assert_eq!(phone_digits(other), None, "{other}");
        }
    }

    #[test]
    fn a_filter_that_was_stored_reads_back() {
        let text = r#"{"status_type":"open,won","owner_id":"me,none","q":"张","archived":false}"#;
        let filter: LeadFilter = serde_json::from_str(text).unwrap();
        let stored = serde_json::to_value(&filter).unwrap();
        let read: LeadFilter = serde_json::from_value(stored.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), stored);
        assert_eq!(stored["status_type"], "open,won");
    }
}
