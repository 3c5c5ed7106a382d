//! A lead comes with a code.

use super::{
    ReferralProgramme, facts,
    programme::published_form,
    service::{New, insert},
};
use crate::{
    entity::{advocate, lead, lead_form, referral},
    ruleset,
};
use kernel::{Actor, Caller, Db, Error, Grants, SystemTx, WorkspaceTx};
use sea_orm::{ColumnTrait, ExprTrait as _, QueryFilter, QuerySelect as _};

/// Notes who sent a lead. A code that does not work is no reason to turn a visitor away: the touch keeps it.
pub(crate) async fn arrive(
    tx: &WorkspaceTx,
    lead: &lead::Model,
    code: &str,
    is_new: bool,
) -> Result<(), Error> {
    let current = ruleset::current::<ReferralProgramme>(tx).await?;
    if !current.rules.enabled {
        return Ok(());
    }
    let Some(advocate) = working(tx, code).await? else { return Ok(()) };
    let referred = tx
        .find::<referral::Entity>()
        .select_only()
        .column(referral::Column::Id)
        .filter(referral::Column::LeadId.eq(lead.id));
    if referred.into_tuple::<uuid::Uuid>().one(&tx.db).await?.is_some() {
        return Ok(());
    }
    let known_before = !is_new || facts::is_known(tx, lead).await?;
    let new = New {
        advocate_id: advocate.id,
        lead,
        programme_version: current.version,
        suspicions: facts::suspicions_of(tx, &advocate, lead, known_before).await?,
        referred_at: tx.now(),
    };
    insert(tx, new).await?;
    Ok(())
}

/// The advocate whose code it is, if it works.
async fn working(tx: &WorkspaceTx, code: &str) -> Result<Option<advocate::Model>, Error> {
    use advocate::Column as Of;
    let works = Of::Code.eq(code.trim().to_lowercase()).and(Of::BlockedAt.is_null());
    Ok(tx.find::<advocate::Entity>().filter(works).one(&tx.db).await?)
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landing {
    /// The form to fill in.
    pub slug: String,
    pub code: String,
}

/// Where the link with this code leads, for a visitor; none where it does not work.
pub async fn landing(db: &Db, code: &str, request_id: String) -> Result<Option<Landing>, Error> {
    use advocate::Column as Of;
    let works = Of::Code.eq(code.to_lowercase()).and(Of::BlockedAt.is_null());
    let above = SystemTx::read(db).await?;
    let found = above.find::<advocate::Entity>().filter(works).one(&above.db).await?;
    drop(above);
    let Some(row) = found else { return Ok(None) };
    let (workspace, actor, grants) = (row.workspace_id, Actor::Visitor, Grants::NONE);
    let caller = Caller { workspace, actor, grants, request_id, expected_version: None };
    let tx = WorkspaceTx::read(db, caller).await?;
    let programme = ruleset::current::<ReferralProgramme>(&tx).await?.rules;
    let Some(form_id) = programme.form_id.filter(|_| programme.enabled) else { return Ok(None) };
    let form: Option<lead_form::Model> = published_form(&tx, form_id).await?;
    Ok(form.map(|form| Landing { slug: form.slug, code: row.code }))
}
