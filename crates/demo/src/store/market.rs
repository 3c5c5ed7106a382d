use super::{house::words, word};
use crate::year::{At, Lead, Touch, Year, sales::CampaignReview};
use customers::rows::insert_all;
use jobs::DomainEvent;
use kernel::{
    Error, WorkspaceTx,
    ids::{LeadId, LeadStageId},
    money::{Currency, Money},
    text::sort_key,
};
use leads::{
    campaign::{MoreChannels, Review, Targets},
    defaults::usual_checklist,
    entity::{campaign, channel, channel_spend, lead, lead_form, lead_stage},
    form::{FormField, FormFields},
    lead::{Consent, LeadRow, TouchRow},
    touch::Utm,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, sea_query::Expr};
use std::collections::HashMap;

pub async fn write(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    stages(tx, year).await?;
    channels(tx, year).await?;
    campaigns(tx, year).await?;
    spends(tx, year).await?;
    form(tx, year).await
}

async fn stages(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let created_at = year.workspace.created_at;
    let rows = year.stages.iter().zip(0..).map(|(stage, position)| {
        Ok(lead_stage::Model {
            id: stage.id,
            workspace_id: tx.workspace(),
            key: stage.key.to_owned(),
            name: stage.name.to_owned(),
            status_type: word(stage.status)?,
            journey_stage: word(stage.journey_stage)?,
            position,
            probability: Some(stage.probability),
            checklist: usual_checklist(year.workspace.locale, stage.key),
            next_step_required: false,
            archived_at: None,
            created_at,
            updated_at: created_at,
            version: 1,
        })
    });
    insert_all::<lead_stage::Entity>(tx, rows.collect::<Result<_, Error>>()?).await
}

async fn channels(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let created_at = year.workspace.created_at;
    let rows = year.channels.iter().map(|found| {
        Ok(channel::Model {
            id: found.id,
            workspace_id: tx.workspace(),
            key: found.key.to_owned(),
            name: found.name.to_owned(),
            sort_name: sort_key(found.name),
            kind: word(found.kind)?,
            external_id: None,
            description: Some(found.description.to_owned()),
            archived_at: None,
            created_at,
            updated_at: created_at,
            version: 1,
        })
    });
    insert_all::<channel::Entity>(tx, rows.collect::<Result<_, Error>>()?).await
}

async fn campaigns(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let currency = currency(year)?;
    let rows = year.campaigns.iter().zip(&year.sales.plans).map(|(found, plan)| {
        let cost_per_lead = plan.cost_per_lead.map(|amount| Money::new(amount, currency));
        let targets = Targets {
            leads: Some(plan.leads),
            valid_leads: Some(plan.valid_leads),
            orders: Some(plan.orders),
            cost_per_lead: cost_per_lead.transpose().map_err(Error::internal)?,
        };
        let review = plan.review.as_ref();
        Ok(campaign::Model {
            id: found.id,
            workspace_id: tx.workspace(),
            key: found.key.clone(),
            name: found.name.to_owned(),
            sort_name: sort_key(found.name),
            external_id: None,
            channel_id: found.channel_id,
            owner_id: Some(found.owner_id),
            starts_on: found.starts_on,
            ends_on: Some(found.ends_on),
            budget_amount: Some(found.budget),
            budget_currency: Some(currency),
            goal: Some(found.goal.to_owned()),
            utm_campaign: Some(found.key.clone()),
            more_channels: MoreChannels::default(),
            targets,
            review: review.map(review_of),
            archived_at: None,
            created_at: found.created_at,
            updated_at: review.map_or(found.created_at, |review| review.at),
            version: if review.is_some() { 2 } else { 1 },
        })
    });
    insert_all::<campaign::Entity>(tx, rows.collect::<Result<_, Error>>()?).await
}

fn review_of(review: &CampaignReview) -> Review {
    Review {
        decision: review.decision,
        worked: Some(review.worked.to_owned()),
        lesson: Some(review.lesson.to_owned()),
        member_id: Some(review.by),
        reviewed_at: review.at,
    }
}

async fn spends(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let currency = currency(year)?;
    let rows = year.spends.iter().map(|spend| channel_spend::Model {
        id: spend.id.into(),
        workspace_id: tx.workspace(),
        channel_id: Some(spend.channel_id),
        campaign_id: spend.campaign_id,
        kind: leads::spend::SpendKind::Media,
        spent_on: spend.on,
        spent_until: spend.on,
        amount: spend.amount,
        currency,
        allocation: None,
        external_id: None,
        deleted_at: None,
        note: Some(spend.note.to_owned()),
        created_at: spend.recorded_at,
        updated_at: spend.recorded_at,
        version: 1,
    });
    insert_all::<channel_spend::Entity>(tx, rows.collect()).await
}

async fn form(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let text = &words(year).form;
    let industries = || words(year).industries.iter().map(|industry| industry.name.to_owned());
    let fields = text.fields.iter().map(|(key, label, required)| FormField {
        key: (*key).to_owned(),
        label: (*label).to_owned(),
        required: *required,
        options: if *key == "industry" { industries().collect() } else { Vec::new() },
    });
    let row = lead_form::Model {
        id: year.form.id,
        workspace_id: tx.workspace(),
        slug: year.form.slug.clone(),
        name: text.name.to_owned(),
        locale: year.workspace.locale.to_string(),
        title: text.title.to_owned(),
        intro: Some(text.intro.to_owned()),
        fields: FormFields(fields.collect()),
        channel_id: Some(year.form.channel_id),
        campaign_id: None,
        consent_text: Some(text.consent.to_owned()),
        thank_you: text.thank_you.to_owned(),
        redirect_url: None,
        double_opt_in: false,
        theme: leads::form::FormTheme::default(),
        sites: leads::form::FormSites::default(),
        published: true,
        archived_at: None,
        created_at: year.workspace.created_at,
        updated_at: year.workspace.created_at,
        version: 1,
    };
    insert_all::<lead_form::Entity>(tx, vec![row]).await
}

pub async fn leads(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let mut stays = stays(year);
    let mut touches: HashMap<LeadId, Vec<TouchRow>> = HashMap::new();
    for touch in &year.touches {
        touches.entry(touch.lead_id).or_default().push(touch_row(touch)?);
    }
    let rows = year.leads.iter().map(|lead| {
        let touches = touches.remove(&lead.id).unwrap_or_default();
        let stays = stays.remove(&lead.id).unwrap_or_default();
        Ok(LeadRow { stays, ..lead_row(year, lead, touches)? })
    });
    leads::lead::insert_many(tx, rows.collect::<Result<_, Error>>()?).await?;
    for lead in year.leads.iter().filter(|lead| lead.archived_at.is_some()) {
        tx.update::<lead::Entity>()
            .col_expr(lead::Column::ArchivedAt, Expr::value(lead.archived_at))
            .filter(lead::Column::Id.eq(lead.id))
            .exec(&tx.db)
            .await?;
    }
    Ok(())
}

/// When each lead entered which stage, as the history tells it.
fn stays(year: &Year) -> HashMap<LeadId, Vec<(LeadStageId, At)>> {
    let begun = year.leads.iter().map(|lead| (lead.id, vec![(year.stages[0].id, lead.created_at)]));
    let mut stays: HashMap<_, Vec<_>> = begun.collect();
    for fact in &year.history {
        if let DomainEvent::LeadStageChanged { lead_id, stage_id, .. } = &fact.event
            && let Some(of_lead) = stays.get_mut(lead_id)
        {
            of_lead.push((*stage_id, fact.at));
        }
    }
    for of_lead in stays.values_mut() {
        of_lead.sort_by_key(|(_, at)| *at);
    }
    stays
}

fn lead_row(year: &Year, lead: &Lead, touches: Vec<TouchRow>) -> Result<LeadRow, Error> {
    let text = |text: &str| Some(text.to_owned());
    let by_form = touches.iter().find_map(|touch| touch.form_id);
    let consent = by_form.map(|form_id| Consent {
        given: true,
        text: text(words(year).form.consent),
        at: Some(lead.created_at),
        form_id: Some(form_id),
    });
    Ok(LeadRow {
        name: Some(lead.contact.name.clone()),
        company: Some(lead.shop.sign.clone()),
        title: text(lead.title),
        phone: lead.contact.phone.clone(),
        email: lead.contact.email.clone(),
        wechat: lead.contact.wechat.clone(),
        industry: text(words(year).industries[lead.shop.industry].name),
        city: text(lead.shop.city),
        region: text(lead.shop.region),
        employees: Some(lead.shop.employees),
        note: lead.message.and_then(text),
        tags: lead.tags.iter().map(|tag| (*tag).to_owned()).collect(),
        consent,
        // Who owned it from when to when is written with the sales side.
        owner_id: None,
        channel_id: Some(lead.channel_id),
        campaign_id: lead.campaign_id,
        account_id: lead.account_id,
        person_id: lead.person_id,
        lost_reason: lead.lost.as_ref().map(|(reason, _)| word(reason)).transpose()?,
        lost_note: lead.lost.as_ref().map(|(_, note)| note.clone()),
        lost_from_stage_id: lead.lost_from.map(|stage| year.stages[stage].id),
        closed_at: lead.closed_at,
        updated_at: lead.updated_at,
        touches,
        ..LeadRow::new(lead.id, year.stages[lead.stage].id, lead.created_at)
    })
}

fn touch_row(touch: &Touch) -> Result<TouchRow, Error> {
    let text = |text: Option<&str>| text.map(str::to_owned);
    Ok(TouchRow {
        id: Some(touch.id),
        kind: word(touch.kind)?,
        occurred_at: touch.at,
        channel_id: Some(touch.channel_id),
        campaign_id: touch.campaign_id,
        form_id: touch.form_id,
        utm: Utm {
            source: text(touch.utm.map(|utm| utm.0)),
            medium: text(touch.utm.map(|utm| utm.1)),
            campaign: touch.utm_campaign.clone(),
            ..Utm::default()
        },
        referrer: text(touch.referrer),
        url: touch.url.clone(),
        self_reported_source: text(touch.heard_from),
        message: text(touch.message),
    })
}

fn currency(year: &Year) -> Result<Currency, Error> {
    word(year.workspace.currency)
}
