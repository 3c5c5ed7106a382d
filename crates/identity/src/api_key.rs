//! API keys: secret ones for servers, publishable ones for browsers. Only a keyed hash is stored; the key itself is
//! shown once. Nobody gives a key more than they may do themselves.

mod usage;

pub(crate) use usage::{find_usable, looks_like_key};

use crate::{
    entity::api_key::{ActiveModel, Column, Entity, Model},
    key_text::KeyText,
};
use chrono::{DateTime, TimeDelta, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, Grants, WorkspaceTx,
    filter::Many,
    ids::{ApiKeyId, MemberId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;
use usage::hash;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// What a publishable key may do at the most: it stands in the source of web pages.
const PUBLISHABLE: [Grant; 1] = [Grant::EventsWrite];
const MAX_ORIGIN: usize = 200;

kernel::words! {
    /// Who holds a key.
    pub enum ApiKeyKind {
        /// For servers: keep it secret.
        Secret = "secret",
        /// For web pages: it only sends events, from the origins it names.
        Publishable = "publishable",
    }
}

impl ApiKeyKind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Secret => "sk_",
            Self::Publishable => "pk_",
        }
    }
}

kernel::words! {
    /// Whether a key works.
    pub enum ApiKeyState {
        /// It works.
        Active = "active",
        /// Its time is over.
        Expired = "expired",
        /// Somebody revoked it.
        Revoked = "revoked",
    }
}

/// A key, without its secret.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApiKey {
    pub id: ApiKeyId,
    #[schema(max_length = 100)]
    pub name: String,
    pub kind: ApiKeyKind,
    pub state: ApiKeyState,
    /// The first and last characters, to recognise it by.
    #[schema(max_length = 16, example = "sk_…a1B2")]
    pub hint: String,
    #[schema(max_items = 64)]
    pub grants: Vec<Grant>,
    /// Where a publishable key works; everywhere if empty.
    #[schema(max_items = 20)]
    pub origins: Vec<String>,
    pub expires_at: Option<DateTime<Utc>>,
    /// Exact to a minute.
    pub last_used_at: Option<DateTime<Utc>>,
    pub revoked_at: Option<DateTime<Utc>>,
    /// Until when the secret before the last rotation works too.
    pub previous_secret_expires_at: Option<DateTime<Utc>>,
    /// The member who created it; null if a key or a command did.
    pub created_by: Option<MemberId>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A key with its secret, which is shown this once.
#[derive(Clone, Serialize, ToSchema)]
pub struct ApiKeyWithSecret {
    #[serde(flatten)]
    pub key: ApiKey,
    /// Keep it now: it can't be shown again.
    #[schema(max_length = 64, example = "sk_4fGh0kLmN2pQr7sTuV9wXyZaBcDeFgHiJkLm0A")]
    pub secret: String,
}

impl std::fmt::Debug for ApiKeyWithSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.key.fmt(f)
    }
}

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApiKey {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "Website back end")]
    pub name: String,
    pub kind: ApiKeyKind,
    /// What it may do: no more than you may. A publishable key may send events and nothing else.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_items = 1, max_items = 64, example = json!(["leads:read", "leads:write"]))]
    pub grants: Vec<Grant>,
    /// For a publishable key: the origins it works from, such as `https://www.example.cn`.
    #[serde(default)]
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    pub origins: Vec<String>,
    /// When it stops working; never if null.
    #[serde(default)]
    pub expires_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, Deserialize, Validate, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RotateApiKey {
    /// How long the old secret still works; a day unless said otherwise, a week at the most.
    #[validate(range(min = 0, max = 604_800))]
    #[schema(minimum = 0, maximum = 604_800, default = 86_400)]
    pub overlap_seconds: i64,
}

impl Default for RotateApiKey {
    fn default() -> Self {
        Self { overlap_seconds: 86_400 }
    }
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct ApiKeyFilter {
    /// `secret`, `publishable`; several separated by commas.
    #[param(value_type = Option<String>, example = "secret")]
    pub kind: Option<Many<ApiKeyKind>>,
    /// `false`: only keys that were not revoked.
    pub revoked: Option<bool>,
}

pub async fn list(
    tx: &WorkspaceTx,
    filter: &ApiKeyFilter,
    page: &PageRequest,
) -> Result<Page<ApiKey>, Error> {
    tx.require(Grant::KeysRead)?;
    let condition = Condition::all()
        .add_option(filter.kind.as_ref().map(|kinds| Column::Kind.is_in(kinds.0.clone())))
        .add_option(filter.revoked.map(|revoked| {
            if revoked { Column::RevokedAt.is_not_null() } else { Column::RevokedAt.is_null() }
        }));
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    Ok(rows.map(|row| view(row, tx.now())))
}

pub async fn get(tx: &WorkspaceTx, id: ApiKeyId) -> Result<ApiKey, Error> {
    tx.require(Grant::KeysRead)?;
    Ok(view(load(tx, id).await?, tx.now()))
}

pub async fn create(tx: &WorkspaceTx, input: NewApiKey) -> Result<ApiKeyWithSecret, Error> {
    tx.require(Grant::KeysWrite)?;
    check(tx, &input)?;
    let text = KeyText::generate(input.kind.prefix(), tx.random());
    let row = ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        name: Set(input.name.trim().to_owned()),
        kind: Set(input.kind),
        hint: Set(text.hint()),
        grants: Set(json!(
            input.grants.iter().copied().collect::<Grants>().iter().collect::<Vec<_>>()
        )),
        origins: Set(json!(
            input.origins.iter().filter_map(|text| origin(text)).collect::<Vec<_>>()
        )),
        secret_hash: Set(hash(&text, tx.secret())),
        previous_hash: Set(None),
        previous_expires_at: Set(None),
        expires_at: Set(input.expires_at),
        last_used_at: Set(None),
        revoked_at: Set(None),
        created_by: Set(tx.caller.member()),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await?;
    tx.record(DomainEvent::ApiKeyCreated { api_key_id: row.id }).await?;
    Ok(ApiKeyWithSecret { key: view(row, tx.now()), secret: text.as_str().to_owned() })
}

/// Gives the key a new secret. The old one goes on working for a while, so that a running system can change over.
pub async fn rotate(
    tx: &WorkspaceTx,
    id: ApiKeyId,
    input: RotateApiKey,
) -> Result<ApiKeyWithSecret, Error> {
    tx.require(Grant::KeysWrite)?;
    input.validate()?;
    let row = usable(tx, id).await?;
    if let Some(grant) = grants(&row).iter().find(|grant| !tx.allows(*grant)) {
        return Err(Error::missing_grant(grant));
    }
    let text = KeyText::generate(row.kind.prefix(), tx.random());
    let (old_hash, version) = (row.secret_hash.clone(), row.version);
    let mut changed = row.into_active_model();
    changed.secret_hash = Set(hash(&text, tx.secret()));
    changed.hint = Set(text.hint());
    changed.previous_hash = Set(Some(old_hash));
    changed.previous_expires_at = Set(Some(tx.now() + TimeDelta::seconds(input.overlap_seconds)));
    changed.updated_at = Set(tx.now());
    changed.version = Set(version + 1);
    let row = changed.update(&tx.db).await?;
    tx.record(DomainEvent::ApiKeyRotated { api_key_id: id }).await?;
    Ok(ApiKeyWithSecret { key: view(row, tx.now()), secret: text.as_str().to_owned() })
}

pub async fn revoke(tx: &WorkspaceTx, id: ApiKeyId) -> Result<ApiKey, Error> {
    tx.require(Grant::KeysWrite)?;
    let row = usable(tx, id).await?;
    let before = view(row.clone(), tx.now());
    let version = row.version;
    let mut changed = row.into_active_model();
    changed.revoked_at = Set(Some(tx.now()));
    changed.previous_hash = Set(None);
    changed.previous_expires_at = Set(None);
    changed.updated_at = Set(tx.now());
    changed.version = Set(version + 1);
    let after = view(changed.update(&tx.db).await?, tx.now());
    let changes = Changes::between(&before, &after);
    tx.record_change(DomainEvent::ApiKeyRevoked { api_key_id: id }, changes).await?;
    Ok(after)
}

fn check(tx: &WorkspaceTx, input: &NewApiKey) -> Result<(), Error> {
    let mut wrong = Findings::of(input);
    for (index, grant) in input.grants.iter().enumerate() {
        let too_much = input.kind == ApiKeyKind::Publishable && !PUBLISHABLE.contains(grant);
        if too_much || !tx.allows(*grant) {
            wrong.add(FieldError::new(format!("/grants/{index}"), "not_allowed"));
        }
    }
    if input.kind == ApiKeyKind::Secret && !input.origins.is_empty() {
        wrong.add(FieldError::new("/origins", "not_allowed"));
    }
    for (index, text) in input.origins.iter().enumerate() {
        if origin(text).is_none() {
            let field = FieldError::new(format!("/origins/{index}"), "invalid_format");
            wrong.add(field.with("expected", "https://www.example.cn"));
        }
    }
    if input.expires_at.is_some_and(|at| at <= tx.now()) {
        wrong.add(FieldError::new("/expires_at", "in_the_past"));
    }
    wrong.finish()
}

/// An origin as browsers write it: scheme, host and port in lower case, and nothing behind.
fn origin(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('/').to_lowercase();
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let fits = text.len() <= MAX_ORIGIN && !host.is_empty() && host.chars().all(allowed);
    fits.then_some(text)
}

async fn load(tx: &WorkspaceTx, id: ApiKeyId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("api_key"))
}

async fn usable(tx: &WorkspaceTx, id: ApiKeyId) -> Result<Model, Error> {
    let row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.revoked_at.is_some() {
        return Err(Error::wrong_state("the key is revoked", "该密钥已吊销"));
    }
    Ok(row)
}

fn view(row: Model, now: DateTime<Utc>) -> ApiKey {
    let state = if row.revoked_at.is_some() {
        ApiKeyState::Revoked
    } else if row.expires_at.is_some_and(|at| at <= now) {
        ApiKeyState::Expired
    } else {
        ApiKeyState::Active
    };
    ApiKey {
        id: row.id,
        grants: grants(&row).iter().collect(),
        origins: texts(&row.origins),
        name: row.name,
        kind: row.kind,
        state,
        hint: row.hint,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
        revoked_at: row.revoked_at,
        previous_secret_expires_at: row.previous_expires_at.filter(|at| *at > now),
        created_by: row.created_by,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}

pub(crate) fn texts(json: &serde_json::Value) -> Vec<String> {
    let items = json.as_array().into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// A grant that this version doesn't know (a newer one wrote it) is left out, never widened.
pub(crate) fn grants(row: &Model) -> Grants {
    texts(&row.grants).iter().filter_map(|text| text.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_scheme_host_and_port_and_nothing_else() {
        assert_eq!(origin("https://WWW.Example.cn/").as_deref(), Some("https://www.example.cn"));
        assert_eq!(origin("http://localhost:5173").as_deref(), Some("http://localhost:5173"));
        for wrong in [
            "",
            "example.cn",
            "ftp://a.cn",
            "https://",
            "https://a.cn/path",
            "https://a.cn?x",
            "https://a b.cn",
            "https://u@a.cn",
            "*",
        ] {
            assert_eq!(origin(wrong), None, "{wrong}");
        }
    }
}
