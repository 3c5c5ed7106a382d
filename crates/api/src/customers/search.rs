use crate::{
    extract::Params,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::get;
use customers::search::{self, Hit};
use jobs::SubjectKind;
use kernel::{Error, Findings, Grant, WorkspaceTx, filter::Many, page::PageRequest};
use leads::lead::{self, Lead, LeadFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// What is looked for.
#[derive(Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SearchQuery {
    /// Words of a name, in Chinese, pinyin or its initials, or of contact data for those who may see it.
    #[validate(length(min = 1, max = 200))]
    #[param(min_length = 1, max_length = 200, example = "yuexiang")]
    pub q: String,
    /// Kinds of object, separated by commas; all unless said otherwise.
    #[param(value_type = Option<String>, example = "account,person")]
    pub types: Option<Many<SubjectKind>>,
}

/// What was found, by kind of object. Kinds that the caller may not read are missing.
#[derive(Serialize, ToSchema)]
pub struct SearchResult {
    pub groups: Vec<HitGroup>,
}

/// The hits of one kind of object, the best first; at most five.
#[derive(Serialize, ToSchema)]
pub struct HitGroup {
    #[serde(rename = "type")]
    pub kind: SubjectKind,
    pub hits: Vec<Hit>,
}

/// Search everything
///
/// For a palette: a few hits of each kind of object. Lists have filters of their own.
#[utoipa::path(
    tag = "insights",
    security(("session" = []), ("secret_key" = [])),
    params(SearchQuery),
    responses((status = 200, description = "What was found", body = SearchResult), Problems),
)]
#[get("/v1/search")]
pub async fn search_everything(work: Work, query: Params<SearchQuery>) -> Answer {
    work.list(async |tx| {
        Findings::of(&query.0).finish()?;
        let q = query.0.q.as_str();
        let asked = |kind| query.0.types.as_ref().is_none_or(|types| types.0.contains(&kind));
        let mut groups = Vec::new();
        let kinds =
            [SubjectKind::Lead, SubjectKind::Account, SubjectKind::Person, SubjectKind::Task];
        for kind in kinds {
            if !asked(kind) {
                continue;
            }
            let hits = match kind {
                SubjectKind::Lead => leads_like(tx, q).await?,
                SubjectKind::Account => search::accounts(tx, q).await?,
                SubjectKind::Person => search::people(tx, q).await?,
                _ => search::tasks(tx, q).await?,
            };
            groups.extend((!hits.is_empty()).then_some(HitGroup { kind, hits }));
        }
        Ok::<_, Error>(SearchResult { groups })
    })
    .await
}

/// Leads that match, newest first, as far as the caller may read them.
async fn leads_like(tx: &WorkspaceTx, question: &str) -> Result<Vec<Hit>, Error> {
    if !tx.allows(Grant::LeadsRead) {
        return Ok(Vec::new());
    }
    let filter = LeadFilter { q: Some(question.to_owned()), ..LeadFilter::default() };
    let page = PageRequest { limit: Some(search::MAX_HITS), ..PageRequest::default() };
    let leads = lead::list(tx, &filter, &page).await?.data;
    let hit = |lead: Lead| {
        let names = [lead.name, lead.company, lead.phone, lead.email, lead.wechat];
        let mut names = names.into_iter().flatten();
        Hit {
            kind: SubjectKind::Lead,
            id: lead.id.into(),
            title: names.next().unwrap_or_default(),
            subtitle: names.next(),
        }
    };
    Ok(leads.into_iter().map(hit).collect())
}
