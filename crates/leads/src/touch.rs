//! Touches: every recorded contact of a lead with a channel or with our content. They are rows of their own, so
//! that the first, the last and all between can be told apart.

use crate::{
    entity::{
        lead,
        touch::{Column, Entity, Model},
    },
    lead::{Captured, load, load_for_change, save},
    pool, referral,
    source::{self, FormSource, Source},
    visitor,
    words::TouchKind,
};
use chrono::{DateTime, Utc};
use customers::input::{masked_wechat, text};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{CampaignId, ChannelId, LeadFormId, LeadId, TouchId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, FromJsonQueryResult, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

const MAX_CLICK_IDS: usize = 20;
const MAX_CLICK_ID: usize = 500;

/// What advertising platforms added to the link, by the name of the parameter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct ClickIds(pub BTreeMap<String, String>);

/// The tracking parameters of the link they came by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Utm {
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "baidu")]
    pub source: Option<String>,
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "cpc")]
    pub medium: Option<String>,
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "spring-2026")]
    pub campaign: Option<String>,
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub term: Option<String>,
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub content: Option<String>,
}

/// How somebody came. Channel and campaign are named, or follow from the traces.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NewTouch {
    pub channel_id: Option<ChannelId>,
    /// The channel by its key.
    #[validate(length(max = 60))]
    #[schema(max_length = 60)]
    pub channel_key: Option<String>,
    pub campaign_id: Option<CampaignId>,
    /// The campaign by its key.
    #[validate(length(max = 60))]
    #[schema(max_length = 60)]
    pub campaign_key: Option<String>,
    #[validate(nested)]
    pub utm: Utm,
    /// The page they came from.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub referrer: Option<String>,
    /// The page they came to.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub url: Option<String>,
    /// What they say themselves about how they found us.
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub self_reported_source: Option<String>,
    /// The code of whoever sent them. One that does not work is kept and does nothing.
    #[validate(length(max = 60))]
    #[schema(max_length = 60)]
    pub referral_code: Option<String>,
    /// Click ids of advertising platforms, by parameter; at most 20.
    #[validate(custom(function = check_click_ids))]
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub click_ids: ClickIds,
    /// What they wrote.
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000)]
    pub message: Option<String>,
    /// When it was, where that is earlier than now.
    pub occurred_at: Option<DateTime<Utc>>,
    /// The id under which our pages know their browser (`anonymousId` of the Segment specification): the visits before and
    /// after become touches of the lead.
    #[validate(length(min = 1, max = 255))]
    #[schema(min_length = 1, max_length = 255)]
    pub anonymous_id: Option<String>,
}

impl NewTouch {
    pub(crate) fn names_campaign(&self) -> bool {
        self.campaign_id.is_some() || self.campaign_key.is_some() || self.utm.campaign.is_some()
    }
}

pub(crate) fn check_click_ids(ids: &ClickIds) -> Result<(), ValidationError> {
    let too_long = |text: &String| text.chars().count() > MAX_CLICK_ID;
    let (code, max) = if ids.0.len() > MAX_CLICK_IDS {
        ("too_many", MAX_CLICK_IDS)
    } else if ids.0.iter().any(|(name, value)| too_long(name) || too_long(value)) {
        ("too_long", MAX_CLICK_ID)
    } else {
        return Ok(());
    };
    let mut error = ValidationError::new(code);
    error.add_param("max".into(), &max);
    Err(error)
}

/// One recorded contact, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Touch {
    pub id: TouchId,
    pub lead_id: LeadId,
    pub kind: TouchKind,
    pub occurred_at: DateTime<Utc>,
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub form_id: Option<LeadFormId>,
    pub utm: Utm,
    pub referrer: Option<String>,
    pub url: Option<String>,
    /// What they say themselves, beside what was tracked.
    pub self_reported_source: Option<String>,
    /// The code of whoever sent them.
    pub referral_code: Option<String>,
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub click_ids: ClickIds,
    /// What they wrote; masked where the contact data of the lead is.
    pub message: Option<String>,
    pub created_at: DateTime<Utc>,
}

impl From<Model> for Touch {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            lead_id: row.lead_id,
            kind: row.kind,
            occurred_at: row.occurred_at,
            channel_id: row.channel_id,
            campaign_id: row.campaign_id,
            form_id: row.form_id,
            utm: Utm {
                source: row.utm_source,
                medium: row.utm_medium,
                campaign: row.utm_campaign,
                term: row.utm_term,
                content: row.utm_content,
            },
            referrer: row.referrer,
            url: row.url,
            self_reported_source: row.self_reported_source,
            referral_code: row.referral_code,
            click_ids: row.click_ids,
            message: row.message,
            created_at: row.created_at,
        }
    }
}

/// The touches of a lead, newest first.
pub async fn list(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    page: &PageRequest,
) -> Result<Page<Touch>, Error> {
    tx.require(Grant::LeadsRead)?;
    let lead = load(tx, lead_id).await?;
    let clear = tx.allows(Grant::LeadsContact) && !pool::is_concealed(tx, &lead);
    let keyset = Keyset {
        sorts: &[Sort::by("occurred_at", Column::OccurredAt)],
        default_sort: "-occurred_at",
        id: Column::Id,
        filter: lead_id.to_string(),
    };
    let select = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
    Ok(keyset.page(tx, select, page).await?.map(|row| {
        let mut touch = Touch::from(row);
        touch.message = touch.message.map(|text| if clear { text } else { masked_wechat(&text) });
        touch
    }))
}

/// Records that a lead was in touch again.
pub async fn add(tx: &WorkspaceTx, lead_id: LeadId, input: NewTouch) -> Result<Touch, Error> {
    tx.require(Grant::LeadsWrite)?;
    let lead = load_for_change(tx, lead_id).await?;
    let mut findings = Findings::of(&input);
    if input.occurred_at.is_some_and(|at| at > tx.now()) {
        findings.add(FieldError::new("/occurred_at", "in_the_future"));
    }
    let source = source::resolve(tx, &input, FormSource::default(), "").await?;
    findings.extend(source.errors.iter().cloned());
    findings.finish()?;
    let touch = add_to(tx, lead, input, &source, Captured::by_caller(tx)).await?;
    Ok(touch.into())
}

/// Stores another touch of a lead that is held, moves the lead's dates along, and tells of it.
pub(crate) async fn add_to(
    tx: &WorkspaceTx,
    mut lead: lead::Model,
    input: NewTouch,
    source: &Source,
    captured: Captured,
) -> Result<Model, Error> {
    let browser = input.anonymous_id.clone();
    let touch = new_row(tx, lead.id, input, source, captured).into_active_model();
    let touch = touch.reset_all().insert(&tx.db).await?;
    if let Some(browser) = browser {
        visitor::know(tx, lead.id, &browser).await?;
        let visits = visitor::Visits::of(tx, lead.id, None).await?;
        visits.date(&mut lead);
        visits.store(tx).await?;
    }
    if let Some(code) = &touch.referral_code {
        Box::pin(referral::arrive(tx, &lead, code, false)).await?;
    }
    lead.first_touch_at = lead.first_touch_at.min(touch.occurred_at);
    lead.last_touch_at = lead.last_touch_at.max(touch.occurred_at);
    save(tx, lead).await?;
    tx.record(DomainEvent::LeadTouched {
        lead_id: touch.lead_id,
        touch_id: touch.id,
        channel_id: touch.channel_id,
        campaign_id: touch.campaign_id,
    })
    .await?;
    Ok(touch)
}

/// The row of a new touch, not written yet.
pub(crate) fn new_row(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    input: NewTouch,
    source: &Source,
    captured: Captured,
) -> Model {
    Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        lead_id,
        kind: captured.kind,
        occurred_at: input.occurred_at.unwrap_or(tx.now()),
        channel_id: source.channel_id,
        channel_named: source.is_named(),
        campaign_id: source.campaign_id,
        form_id: captured.form_id,
        utm_source: text(input.utm.source),
        utm_medium: text(input.utm.medium),
        utm_campaign: text(input.utm.campaign),
        utm_term: text(input.utm.term),
        utm_content: text(input.utm.content),
        referrer: text(input.referrer),
        url: text(input.url),
        click_ids: input.click_ids,
        self_reported_source: text(input.self_reported_source),
        referral_code: text(input.referral_code),
        message: text(input.message),
        page_event: None,
        created_at: tx.now(),
    }
}
