//! Workspaces: how one begins, and its settings.

use crate::{
    entity::{
        member, operator,
        workspace::{ActiveModel, Column, Entity, Model},
    },
    member::MemberStatus,
    role::Role,
    work_calendar,
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Actor, Caller, Changes, Error, FieldError, Findings, Grant, Random, SystemTx, WorkspaceTx,
    ids::{MemberId, OperatorId, WorkspaceId},
    locale::Locale,
    money::Currency,
    phone::Region,
    zone::Zone,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

const MAX_SLUG: usize = 40;

kernel::words! {
    /// What a paused subscription counts for in monthly recurring revenue (MRR).
    pub enum MrrWhilePaused {
        /// Nothing: a pause takes its MRR away, and gives it back when it is over.
        Zero = "zero",
        /// What it counts for otherwise.
        Kept = "kept",
    }
}

/// The workspace with its settings.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Workspace {
    pub id: WorkspaceId,
    /// Its short name in addresses.
    #[schema(max_length = 64)]
    pub slug: String,
    #[schema(max_length = 100)]
    pub name: String,
    /// The language of what it sends to people whose language it doesn't know.
    pub locale: Locale,
    /// Where its days begin and end.
    pub time_zone: Zone,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// The first day of the week: 1 = Monday … 7 = Sunday.
    #[schema(minimum = 1, maximum = 7)]
    pub week_start: i32,
    /// The region (ISO 3166) of phone numbers without a country code.
    #[schema(max_length = 2, example = "CN")]
    pub default_region: String,
    pub mrr_while_paused: MrrWhilePaused,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl TryFrom<Model> for Workspace {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            slug: row.slug,
            name: row.name,
            locale: row.locale.parse().map_err(Error::internal)?,
            time_zone: row.time_zone.parse().map_err(Error::internal)?,
            currency: row.currency.parse().map_err(Error::internal)?,
            week_start: row.week_start,
            default_region: row.default_region,
            mrr_while_paused: row.mrr_while_paused,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WorkspacePatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: Option<String>,
    pub locale: Option<Locale>,
    pub time_zone: Option<Zone>,
    pub currency: Option<Currency>,
    #[validate(range(min = 1, max = 7))]
    #[schema(minimum = 1, maximum = 7)]
    pub week_start: Option<i32>,
    #[validate(length(min = 2, max = 2))]
    #[schema(min_length = 2, max_length = 2, example = "CN")]
    pub default_region: Option<String>,
    /// A change holds for all days, those of the past too.
    pub mrr_while_paused: Option<MrrWhilePaused>,
}

/// What a new workspace begins with.
#[derive(Clone, Debug)]
pub struct NewWorkspace {
    pub name: String,
    pub locale: Locale,
    pub time_zone: Zone,
}

/// Settings are no secret to anybody who may act in the workspace.
pub async fn get(tx: &WorkspaceTx) -> Result<Workspace, Error> {
    load(tx).await?.try_into()
}

pub async fn update(tx: &WorkspaceTx, patch: WorkspacePatch) -> Result<Workspace, Error> {
    tx.require(Grant::WorkspaceWrite)?;
    let region = patch.default_region.as_deref().map(str::to_uppercase);
    let wrong_region = region.as_deref().filter(|text| text.parse::<Region>().is_err());
    let expected = |_| FieldError::new("/default_region", "invalid_format").with("expected", "CN");
    let mut wrong = Findings::of(&patch);
    wrong.extend(wrong_region.map(expected));
    wrong.finish()?;
    let before = load(tx).await?;
    tx.expect_version(before.version)?;
    let mut changed = before.clone().into_active_model();
    changed.name = patch.name.map_or(changed.name, |name| Set(name.trim().to_owned()));
    changed.locale = patch.locale.map_or(changed.locale, |locale| Set(locale.to_string()));
    changed.time_zone = patch.time_zone.map_or(changed.time_zone, |zone| Set(zone.to_string()));
    changed.currency =
        patch.currency.map_or(changed.currency, |currency| Set(currency.to_string()));
    changed.week_start = patch.week_start.map_or(changed.week_start, Set);
    changed.default_region = region.map_or(changed.default_region, Set);
    changed.mrr_while_paused = patch.mrr_while_paused.map_or(changed.mrr_while_paused, Set);
    if !changed.is_changed() {
        return before.try_into();
    }
    changed.updated_at = Set(tx.now());
    changed.version = Set(before.version + 1);
    let after = changed.update(&tx.db).await?;
    let changes = Changes::between(&before, &after);
    tx.record_change(DomainEvent::WorkspaceUpdated { workspace_id: after.id }, changes).await?;
    after.try_into()
}

async fn load(tx: &WorkspaceTx) -> Result<Model, Error> {
    let row = tx.find::<Entity>().one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("workspace"))
}

/// Makes the workspace with its owner and goes on inside it.
pub(crate) async fn create(
    tx: SystemTx,
    new: NewWorkspace,
    owner: &operator::Model,
    request_id: &str,
) -> Result<(WorkspaceTx, MemberId), Error> {
    let id: WorkspaceId = tx.new_id();
    let slug = free_slug(&tx, &new.name).await?;
    let (currency, region) = new.locale.pick((Currency::CNY, "CN"), (Currency::USD, "US"));
    let row = ActiveModel {
        id: Set(id),
        slug: Set(slug),
        name: Set(new.name.trim().to_owned()),
        locale: Set(new.locale.to_string()),
        time_zone: Set(new.time_zone.to_string()),
        currency: Set(currency.to_string()),
        week_start: Set(1),
        default_region: Set(region.to_owned()),
        mrr_while_paused: Set(MrrWhilePaused::Zero),
        settings: Set(json!({})),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    row.insert(&tx.db).await?;
    let member_id: MemberId = tx.new_id();
    let caller = Caller {
        workspace: id,
        actor: Actor::Member { member: member_id, operator: owner.id },
        grants: Role::Owner.grants(),
        request_id: request_id.to_owned(),
        expected_version: None,
    };
    let tx = tx.into_workspace(caller).await?;
    add_member(&tx, member_id, owner.id, Role::Owner).await?;
    work_calendar::create_default(&tx, new.time_zone, new.locale).await?;
    tx.record(DomainEvent::WorkspaceCreated { workspace_id: id }).await?;
    tx.record(DomainEvent::MemberJoined { member_id, role: Role::Owner.to_string() }).await?;
    Ok((tx, member_id))
}

pub(crate) async fn add_member(
    tx: &WorkspaceTx,
    id: MemberId,
    operator: OperatorId,
    role: Role,
) -> Result<(), Error> {
    let row = member::ActiveModel {
        id: Set(id),
        workspace_id: Set(tx.workspace()),
        operator_id: Set(operator),
        role: Set(role),
        status: Set(MemberStatus::Active),
        calendar_id: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    row.insert(&tx.db).await?;
    Ok(())
}

/// From the letters and digits of the name; a Chinese name gives none, then it is a random one.
async fn free_slug(tx: &SystemTx, name: &str) -> Result<String, Error> {
    let slug = slug_of(name);
    let taken = tx.find::<Entity>().filter(Column::Slug.eq(&slug)).one(&tx.db).await?;
    if taken.is_none() && slug.len() >= 3 {
        return Ok(slug);
    }
    let base = if slug.is_empty() { "workspace" } else { &slug };
    Ok(format!("{base}-{}", random_suffix(tx.random())))
}

fn slug_of(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").chars().take(MAX_SLUG).collect()
}

fn random_suffix(random: &dyn Random) -> String {
    let mut bytes = [0; 4];
    random.fill(&mut bytes);
    format!("{:08x}", u32::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn a_slug_is_made_of_the_names_latin_letters() {
        assert_eq!(slug_of("Spring & Co. 2026"), "spring-co-2026");
        assert_eq!(slug_of("常青科技"), "");
        assert_eq!(slug_of(&"long ".repeat(40)).len(), 40);
    }
}
