use super::{
    input::{FormFields, FormPatch, NewForm, check_fields, check_opt_in},
    theme::{FormSites, check_theme, read_sites},
    view::{LeadForm, Submissions},
};
use crate::{
    channel::is_called,
    entity::{
        lead_form::{self, Column, Entity, Model},
        lead_form_submission as submission,
    },
    key::suggest,
    source::{check_campaign, check_channel},
    words::SubmissionOutcome,
};
use customers::{
    attribute::{AttributeObject, Definitions},
    input,
};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx,
    ids::{CampaignId, ChannelId, LeadFormId},
    locale::Locale,
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ExprTrait as _, IntoActiveModel, QueryFilter,
    QuerySelect as _, Set, sea_query::IntoCondition as _,
};
use serde::Deserialize;
use std::collections::HashMap;
use utoipa::IntoParams;

/// Which forms are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct FormFilter {
    pub published: Option<bool>,
    /// Part of the name.
    #[param(max_length = 120)]
    pub q: Option<String>,
    /// The archived ones instead of the others.
    pub archived: Option<bool>,
}

/// Forms, the newest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &FormFilter,
    page: &PageRequest,
) -> Result<Page<LeadForm>, Error> {
    tx.require(Grant::LeadsRead)?;
    let archived = if filter.archived == Some(true) {
        Column::ArchivedAt.is_not_null()
    } else {
        Column::ArchivedAt.is_null()
    };
    let condition = Condition::all()
        .add(archived)
        .add_option(filter.published.map(|published| Column::Published.eq(published)))
        .add_option(filter.q.as_deref().map(|q| is_called(Column::Name, q)));
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let data = std::mem::take(&mut rows.data);
    let counts = submissions_of(tx, data.iter().map(|row| row.id).collect()).await?;
    let forms = data.into_iter().map(|row| {
        let count = counts.get(&row.id).copied().unwrap_or_default();
        LeadForm::new(row, count)
    });
    Ok(rows.with(forms.collect()))
}

pub async fn get(tx: &WorkspaceTx, id: LeadFormId) -> Result<LeadForm, Error> {
    tx.require(Grant::LeadsRead)?;
    let row = load(tx, id).await?;
    with_count(tx, row).await
}

pub async fn create(tx: &WorkspaceTx, input: NewForm) -> Result<LeadForm, Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut findings = Findings::of(&input);
    let redirect = input::website("/redirect_url", input.redirect_url.as_deref());
    let redirect_url = findings.keep(redirect).flatten();
    findings.extend(check_fields(&input.fields, &attribute_keys(tx).await?));
    findings.extend(check_opt_in(input.double_opt_in, &input.fields));
    findings.extend(check_theme(&input.theme));
    let sites = kept_sites(&mut findings, input.sites);
    findings.extend(check_source(tx, input.channel_id, input.campaign_id).await?);
    findings.finish()?;
    let locale = match input.locale {
        Some(locale) => locale,
        None => identity_locale(tx).await?,
    };
    let slug = input.slug.unwrap_or_else(|| made_up_slug(tx, &input.name));
    let thank_you = input::text(input.thank_you).unwrap_or_else(|| {
        locale
            .pick("感谢你的提交，我们会尽快与你联系。", "Thank you. We will be in touch soon.")
            .into()
    });
    let row = lead_form::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        slug: Set(slug),
        name: Set(input.name),
        locale: Set(locale.to_string()),
        title: Set(input.title),
        intro: Set(input::text(input.intro)),
        fields: Set(FormFields(input.fields.0)),
        channel_id: Set(input.channel_id),
        campaign_id: Set(input.campaign_id),
        consent_text: Set(input::text(input.consent_text)),
        thank_you: Set(thank_you),
        redirect_url: Set(redirect_url),
        double_opt_in: Set(input.double_opt_in),
        theme: Set(input.theme),
        sites: Set(sites),
        published: Set(input.published),
        archived_at: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let saved: Model = row.insert(&tx.db).await.or_conflict("lead form", "/slug")?;
    tx.record(DomainEvent::LeadFormCreated { lead_form_id: saved.id }).await?;
    Ok(LeadForm::new(saved, Submissions::default()))
}

pub async fn update(tx: &WorkspaceTx, id: LeadFormId, patch: FormPatch) -> Result<LeadForm, Error> {
    tx.require(Grant::LeadsWrite)?;
    let before = load(tx, id).await?;
    tx.expect_version(before.version)?;
    let mut findings = Findings::of(&patch);
    if let Patch::Value(fields) = &patch.fields {
        findings.extend(check_fields(fields, &attribute_keys(tx).await?));
    }
    let (channel_id, campaign_id) = (patch.channel_id.value(), patch.campaign_id.value());
    findings.extend(check_source(tx, channel_id.copied(), campaign_id.copied()).await?);
    let url = patch.redirect_url.value().map(String::as_str);
    let redirect = findings.keep(input::website("/redirect_url", url)).flatten();
    if let Some(theme) = patch.theme.value() {
        findings.extend(check_theme(theme));
    }
    let sites = patch.sites.value().map(|sites| kept_sites(&mut findings, sites.clone()));
    let mut after = before.clone();
    after.sites = sites.unwrap_or(after.sites);
    if !patch.redirect_url.is_absent() {
        after.redirect_url = redirect;
    }
    if let Err(Error::Refused { fields, .. }) = apply(patch, &mut after) {
        findings.extend(fields);
    }
    findings.extend(check_opt_in(after.double_opt_in, &after.fields.0));
    findings.finish()?;
    if after == before {
        return with_count(tx, before).await;
    }
    let seen = |row: &Model| LeadForm::new(row.clone(), Submissions::default());
    let changes = Changes::between(&seen(&before), &seen(&after));
    let saved = save(tx, after).await?;
    tx.record_change(DomainEvent::LeadFormUpdated { lead_form_id: id }, changes).await?;
    with_count(tx, saved).await
}

/// Takes a form away from visitors for good. Its leads and submissions stay.
pub async fn archive(tx: &WorkspaceTx, id: LeadFormId) -> Result<LeadForm, Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.archived_at.is_some() {
        return Err(Error::wrong_state("the form is archived", "该表单已归档"));
    }
    row.archived_at = Some(tx.now());
    row.published = false;
    let saved = save(tx, row).await?;
    tx.record(DomainEvent::LeadFormArchived { lead_form_id: id }).await?;
    with_count(tx, saved).await
}

fn apply(patch: FormPatch, row: &mut Model) -> Result<(), Error> {
    input::patched(patch.intro).apply(&mut row.intro);
    input::patched(patch.consent_text).apply(&mut row.consent_text);
    patch.channel_id.apply(&mut row.channel_id);
    patch.campaign_id.apply(&mut row.campaign_id);
    crate::patching::all_applied([
        ("/slug", patch.slug.apply_required(&mut row.slug)),
        ("/name", patch.name.apply_required(&mut row.name)),
        ("/locale", patch.locale.map(|it| it.to_string()).apply_required(&mut row.locale)),
        ("/title", patch.title.apply_required(&mut row.title)),
        ("/fields", patch.fields.map(FormFields).apply_required(&mut row.fields)),
        ("/thank_you", patch.thank_you.apply_required(&mut row.thank_you)),
        ("/theme", patch.theme.apply_required(&mut row.theme)),
        ("/double_opt_in", patch.double_opt_in.apply_required(&mut row.double_opt_in)),
        ("/published", patch.published.apply_required(&mut row.published)),
    ])
}

fn kept_sites(findings: &mut Findings, sites: Vec<String>) -> FormSites {
    read_sites(sites).unwrap_or_else(|errors| {
        findings.extend(errors);
        FormSites::default()
    })
}

async fn check_source(
    tx: &WorkspaceTx,
    channel_id: Option<ChannelId>,
    campaign_id: Option<CampaignId>,
) -> Result<Vec<FieldError>, Error> {
    let mut errors = Vec::new();
    if let Some(id) = channel_id {
        errors.extend(check_channel(tx, id, "/channel_id").await?);
    }
    if let Some(id) = campaign_id {
        errors.extend(check_campaign(tx, id, "/campaign_id").await?);
    }
    Ok(errors)
}

/// The attributes that leads have at present.
async fn attribute_keys(tx: &WorkspaceTx) -> Result<Vec<String>, Error> {
    let definitions = Definitions::of(tx, AttributeObject::Lead).await?;
    Ok(definitions.in_use().map(|definition| definition.key.clone()).collect())
}

async fn identity_locale(tx: &WorkspaceTx) -> Result<Locale, Error> {
    let workspace = tx.find::<identity::entity::workspace::Entity>().one(&tx.db).await?;
    let workspace = workspace.ok_or_else(|| Error::not_found("workspace"))?;
    workspace.locale.parse().map_err(Error::internal)
}

/// Readable where the name can be, and not to be guessed.
fn made_up_slug(tx: &WorkspaceTx, name: &str) -> String {
    let mut random = [0; 8];
    tx.random().fill(&mut random);
    let tail = format!("{:010x}", u64::from_be_bytes(random) & 0xff_ffff_ffff);
    let head: String = suggest(name).chars().take(40).collect();
    if head.is_empty() { format!("form-{tail}") } else { format!("{head}-{tail}") }
}

async fn with_count(tx: &WorkspaceTx, row: Model) -> Result<LeadForm, Error> {
    let counts = submissions_of(tx, vec![row.id]).await?;
    let count = counts.get(&row.id).copied().unwrap_or_default();
    Ok(LeadForm::new(row, count))
}

type CountOf = fn(&mut Submissions) -> &mut u64;

async fn submissions_of(
    tx: &WorkspaceTx,
    ids: Vec<LeadFormId>,
) -> Result<HashMap<LeadFormId, Submissions>, Error> {
    use submission::Column as Of;
    let is_pending = || Of::Outcome.eq(SubmissionOutcome::Pending);
    let mut counts: HashMap<LeadFormId, Submissions> = HashMap::new();
    let kinds: [(Condition, CountOf); 4] = [
        (Of::Outcome.ne(SubmissionOutcome::SuspectedSpam).into_condition(), |it| &mut it.all),
        (is_pending().and(Of::ConfirmBy.gt(tx.now())).into_condition(), |it| &mut it.pending),
        (is_pending().and(Of::ConfirmBy.lte(tx.now())).into_condition(), |it| &mut it.expired),
        (Of::ConfirmedAt.is_not_null().into_condition(), |it| &mut it.confirmed),
    ];
    for (condition, count_of) in kinds {
        let grouped = tx
            .find::<submission::Entity>()
            .select_only()
            .column(Of::FormId)
            .column_as(Of::Id.count(), "count")
            .filter(Of::FormId.is_in(ids.iter().copied()))
            .filter(condition)
            .group_by(Of::FormId);
        let rows: Vec<(LeadFormId, i64)> = grouped.into_tuple().all(&tx.db).await?;
        for (id, count) in rows {
            *count_of(counts.entry(id).or_default()) = count.unsigned_abs();
        }
    }
    Ok(counts)
}

pub(super) async fn load(tx: &WorkspaceTx, id: LeadFormId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("form"))
}

async fn save(tx: &WorkspaceTx, mut row: Model) -> Result<Model, Error> {
    row.version += 1;
    row.updated_at = tx.now();
    row.into_active_model().reset_all().update(&tx.db).await.or_conflict("lead form", "/slug")
}
