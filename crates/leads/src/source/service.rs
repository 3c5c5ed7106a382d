//! Reading, changing and trying the rules by which touches get their channel, and giving past touches theirs anew.

use super::{
    Decided, FormSource, address, decide, defaults, live_campaigns, live_channels,
    rule::{ChannelRule, Rules},
    stored_rules,
};
use crate::{
    entity::{
        channel_rules::{Entity, Model},
        lead, touch,
    },
    touch::{NewTouch, Utm},
};
use chrono::{DateTime, NaiveDate, Utc};
use customers::settings;
use futures::TryStreamExt as _;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{CampaignId, ChannelId, ChannelRulesId, LeadId, TouchId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ExprTrait as _, IntoActiveModel, QueryFilter, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::Validate;

const MOST_DAYS: i64 = 366;
const ROWS_PER_UPDATE: usize = 500;

/// The rules, in their order, as clients see them.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChannelRules {
    pub id: ChannelRulesId,
    /// The first that matches tells the channel. Links whose `utm_source` or `utm_medium` is the key of a channel need
    /// none.
    pub rules: Vec<ChannelRule>,
    /// Whether they are those of the house.
    pub is_default: bool,
    pub version: i64,
    pub updated_at: DateTime<Utc>,
}

/// All rules, in their order.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewChannelRules {
    #[validate(length(max = 200), nested)]
    #[schema(max_items = 200)]
    /// The first that matches tells the channel; at most 200.
    pub rules: Vec<ChannelRule>,
}

/// A visit to try rules with.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct RuleTrial {
    /// The address of the page they came to; UTM parameters and click ids are read from it.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000, example = "https://example.com/?utm_source=baidu&utm_medium=cpc")]
    pub url: Option<String>,
    /// The page they came from.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub referrer: Option<String>,
    /// Rules that are not saved yet; without them those that hold are tried.
    #[validate(length(max = 200), nested)]
    #[schema(max_items = 200)]
    pub rules: Option<Vec<ChannelRule>>,
}

/// What the visit would be.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RuleVerdict {
    /// Null where nothing tells the channel.
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub decided_by: Decided,
    /// The place of the rule that decided, from zero.
    pub rule: Option<usize>,
}

/// Which past touches get their channel anew.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyRules {
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day; a year at the most.
    pub to_on: NaiveDate,
    /// Tell only what would change.
    #[serde(default)]
    pub dry_run: bool,
}

/// What changed, or would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AppliedRules {
    /// Touches that were looked at: those with traces, whose channel nobody named.
    pub looked_at: u64,
    /// How many got another channel, or would.
    pub changed: u64,
    /// Leads whose first touch it was and who got the channel of it.
    pub leads_changed: u64,
    /// From which channel to which.
    pub moves: Vec<ChannelMove>,
}

/// How many touches go from one channel to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChannelMove {
    pub from_channel_id: Option<ChannelId>,
    pub to_channel_id: Option<ChannelId>,
    /// How many.
    pub touches: u64,
}

pub async fn get_rules(tx: &WorkspaceTx) -> Result<ChannelRules, Error> {
    tx.require(Grant::LeadsRead)?;
    match tx.find::<Entity>().one(&tx.db).await? {
        Some(row) => Ok(view(row)),
        None => Ok(ChannelRules {
            id: ChannelRulesId::from(uuid::Uuid::nil()),
            rules: defaults::rules(&live_channels(tx).await?).0,
            is_default: true,
            version: 0,
            updated_at: tx.now(),
        }),
    }
}

/// Puts rules in the place of those that hold.
pub async fn replace_rules(
    tx: &WorkspaceTx,
    input: NewChannelRules,
) -> Result<ChannelRules, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let known = tx.find::<Entity>().one(&tx.db).await?;
    tx.expect_version(known.as_ref().map_or(0, |row| row.version))?;
    let mut findings = Findings::of(&input);
    check(tx, &input.rules, &mut findings).await?;
    findings.finish()?;
    let rules = Rules(input.rules);
    let saved: Model = if let Some(row) = known {
        let version = row.version + 1;
        let row = Model { rules, version, updated_at: tx.now(), ..row };
        row.into_active_model().reset_all().update(&tx.db).await?
    } else {
        let row = Model {
            id: tx.new_id(),
            workspace_id: tx.workspace(),
            rules,
            created_at: tx.now(),
            updated_at: tx.now(),
            version: 1,
        };
        row.into_active_model().reset_all().insert(&tx.db).await?
    };
    tx.record(DomainEvent::ChannelRulesUpdated { channel_rules_id: saved.id }).await?;
    Ok(view(saved))
}

/// Tells what a visit would be.
pub async fn try_rules(tx: &WorkspaceTx, input: RuleTrial) -> Result<RuleVerdict, Error> {
    tx.require(Grant::LeadsRead)?;
    let mut findings = Findings::of(&input);
    if let Some(rules) = &input.rules {
        check(tx, rules, &mut findings).await?;
    }
    findings.finish()?;
    let channels = live_channels(tx).await?;
    let campaigns = live_campaigns(tx).await?;
    let rules = match input.rules {
        Some(rules) => Rules(rules),
        None => stored_rules(tx, &channels).await?,
    };
    let touch = address::visit(input.url, input.referrer);
    let source = decide(&touch, FormSource::default(), &channels, &campaigns, &rules, "");
    Ok(RuleVerdict {
        channel_id: source.channel_id,
        campaign_id: source.campaign_id,
        decided_by: source.decided,
        rule: source.rule,
    })
}

/// Gives past touches the channel that the rules tell. What somebody named stays, and so does what has no traces.
pub async fn apply_rules(tx: &WorkspaceTx, input: ApplyRules) -> Result<AppliedRules, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let settings = settings::of_workspace(tx).await?;
    if input.to_on < input.from_on {
        return Err(Error::invalid(vec![FieldError::new("/to_on", "before_start")]));
    }
    if (input.to_on - input.from_on).num_days() >= MOST_DAYS {
        let error = FieldError::new("/from_on", "too_many").with("max", MOST_DAYS);
        return Err(Error::invalid(vec![error]));
    }
    let changed = changed(tx, &settings, &input).await?;
    let mut moves: BTreeMap<_, u64> = BTreeMap::new();
    for row in &changed.rows {
        *moves.entry((row.from, row.to)).or_default() += 1;
    }
    let moves = moves.into_iter().map(|((from_channel_id, to_channel_id), touches)| ChannelMove {
        from_channel_id,
        to_channel_id,
        touches,
    });
    let mut applied = AppliedRules {
        looked_at: changed.looked_at,
        changed: u64::try_from(changed.rows.len()).map_err(Error::internal)?,
        leads_changed: 0,
        moves: moves.collect(),
    };
    if input.dry_run || changed.rows.is_empty() {
        return Ok(applied);
    }
    applied.leads_changed = write(tx, &changed.rows).await?;
    let rules = tx.find::<Entity>().one(&tx.db).await?;
    tx.record(DomainEvent::TouchesReclassified {
        channel_rules_id: rules.map_or_else(|| uuid::Uuid::nil().into(), |row| row.id),
        touches: i64::try_from(applied.changed).map_err(Error::internal)?,
    })
    .await?;
    Ok(applied)
}

struct Changed {
    looked_at: u64,
    rows: Vec<Move>,
}

struct Move {
    touch: TouchId,
    lead: LeadId,
    at: DateTime<Utc>,
    from: Option<ChannelId>,
    to: Option<ChannelId>,
}

async fn changed(
    tx: &WorkspaceTx,
    settings: &settings::Settings,
    input: &ApplyRules,
) -> Result<Changed, Error> {
    use touch::Column as Of;
    let channels = live_channels(tx).await?;
    let rules = stored_rules(tx, &channels).await?;
    let rows = tx
        .find::<touch::Entity>()
        .filter(Of::ChannelNamed.eq(false))
        .filter(Of::OccurredAt.gte(settings.zone.start_of(input.from_on)))
        .filter(Of::OccurredAt.lt(settings.zone.start_of(input.to_on + chrono::Days::new(1))));
    let mut rows = rows.stream(&tx.db).await?;
    let mut found = Changed { looked_at: 0, rows: Vec::new() };
    while let Some(row) = rows.try_next().await? {
        let (touch, lead, at, from) = (row.id, row.lead_id, row.occurred_at, row.channel_id);
        let visit = NewTouch {
            utm: Utm {
                source: row.utm_source,
                medium: row.utm_medium,
                campaign: row.utm_campaign,
                ..Utm::default()
            },
            referrer: row.referrer,
            url: row.url,
            click_ids: row.click_ids,
            ..NewTouch::default()
        };
        let source = decide(&visit, FormSource::default(), &channels, &[], &rules, "");
        if source.decided == Decided::Nothing {
            continue;
        }
        found.looked_at += 1;
        // The channel of a form stands before the referring site.
        let is_weaker = source.decided == Decided::Referrer && row.form_id.is_some();
        if source.channel_id != from && !(is_weaker && from.is_some()) {
            found.rows.push(Move { touch, lead, at, from, to: source.channel_id });
        }
    }
    Ok(found)
}

/// How many leads got the channel of their first touch.
async fn write(tx: &WorkspaceTx, rows: &[Move]) -> Result<u64, Error> {
    let mut by_target: BTreeMap<_, Vec<&Move>> = BTreeMap::new();
    for row in rows {
        by_target.entry((row.from, row.to)).or_default().push(row);
    }
    let mut leads = 0;
    for ((from, to), rows) in by_target {
        for rows in rows.chunks(ROWS_PER_UPDATE) {
            let touches = rows.iter().map(|row| row.touch);
            tx.update::<touch::Entity>()
                .col_expr(touch::Column::ChannelId, Expr::val(to))
                .filter(touch::Column::Id.is_in(touches))
                .exec(&tx.db)
                .await?;
            // A lead has the channel of its first touch, unless somebody gave it another.
            let first = rows.iter().fold(sea_orm::Condition::any(), |any, row| {
                use lead::Column as Of;
                any.add(Of::Id.eq(row.lead).and(Of::FirstTouchAt.eq(row.at)))
            });
            let held = match from {
                Some(from) => lead::Column::ChannelId.eq(from),
                None => lead::Column::ChannelId.is_null(),
            };
            let updated = tx
                .update::<lead::Entity>()
                .col_expr(lead::Column::ChannelId, Expr::val(to))
                .col_expr(lead::Column::Version, Expr::col(lead::Column::Version).add(1))
                .col_expr(lead::Column::UpdatedAt, Expr::val(tx.now()))
                .filter(first)
                .filter(held)
                .exec(&tx.db)
                .await?;
            leads += updated.rows_affected;
        }
    }
    Ok(leads)
}

async fn check(
    tx: &WorkspaceTx,
    rules: &[ChannelRule],
    findings: &mut Findings,
) -> Result<(), Error> {
    let channels = live_channels(tx).await?;
    for (at, rule) in rules.iter().enumerate() {
        if !channels.iter().any(|channel| channel.id == rule.channel_id) {
            findings.add(FieldError::new(format!("/rules/{at}/channel_id"), "not_found"));
        }
        if rule.is_empty() {
            findings.add(FieldError::new(format!("/rules/{at}"), "required"));
        }
    }
    Ok(())
}

fn view(row: Model) -> ChannelRules {
    ChannelRules {
        id: row.id,
        rules: row.rules.0,
        is_default: false,
        version: row.version,
        updated_at: row.updated_at,
    }
}
