//! A form as visitors see it, without a credential.

use super::{
    input::FormField,
    theme::FormTheme,
    token::{DIFFICULTY, Rendering},
};
use crate::entity::lead_form::{Column, Entity, Model};
use kernel::{
    Actor, Caller, Error, Grants, SystemTx,
    ids::{LeadFormId, WorkspaceId},
};
use sea_orm::{ColumnTrait, ExprTrait as _, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;

/// A puzzle for the page, so that sending many forms costs a program time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProofOfWork {
    pub salt: String,
    /// SHA-256 of `salt:nonce` must begin with so many zero bits.
    pub difficulty: u32,
}

/// A published form, as visitors see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PublicForm {
    pub slug: String,
    /// `zh-CN` or `en`.
    pub locale: String,
    pub title: String,
    pub intro: Option<String>,
    pub fields: Vec<FormField>,
    /// What visitors must agree to.
    pub consent_text: Option<String>,
    pub theme: FormTheme,
    /// To be sent back with the submission; good for a day.
    pub render_token: String,
    pub proof_of_work: ProofOfWork,
}

/// The workspace of something that a visitor found without naming it.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub(super) workspace_id: WorkspaceId,
}

impl Found {
    /// A visitor's place in the workspace: with no grant at all.
    pub fn caller(self, request_id: String) -> Caller {
        Caller {
            workspace: self.workspace_id,
            actor: Actor::Visitor,
            grants: Grants::NONE,
            request_id,
            expected_version: None,
        }
    }
}

/// A published form found by its slug: its workspace, and how to show it.
pub struct PublicFormPage {
    row: Model,
}

impl PublicFormPage {
    pub fn id(&self) -> LeadFormId {
        self.row.id
    }

    /// A visitor's place in the form's workspace: with no grant at all.
    pub fn caller(&self, request_id: String) -> Caller {
        Found { workspace_id: self.row.workspace_id }.caller(request_id)
    }

    pub(super) fn into_form(self) -> Model {
        self.row
    }

    /// Renders it for one visitor.
    pub fn render(self, tx: &SystemTx) -> PublicForm {
        let rendering = Rendering { id: tx.new_id(), form_id: self.row.id, at: tx.now() };
        PublicForm {
            render_token: rendering.sign(tx.secret()),
            proof_of_work: ProofOfWork { salt: rendering.salt(), difficulty: DIFFICULTY },
            slug: self.row.slug,
            locale: self.row.locale,
            title: self.row.title,
            intro: self.row.intro,
            fields: self.row.fields.0,
            consent_text: self.row.consent_text,
            theme: self.row.theme,
        }
    }
}

/// The published form with this slug. One that isn't published is as unknown as one that doesn't exist.
pub async fn find_public(tx: &SystemTx, slug: &str) -> Result<PublicFormPage, Error> {
    let published = Column::Published.eq(true).and(Column::ArchivedAt.is_null());
    let row = tx.find::<Entity>().filter(Column::Slug.eq(slug)).filter(published);
    let row = row.one(&tx.db).await?.ok_or_else(|| Error::not_found("form"))?;
    Ok(PublicFormPage { row })
}

/// Which sites may frame the page of a published form, in the words of `frame-ancestors`; none where there is no such form.
pub async fn frame_ancestors(tx: &SystemTx, slug: &str) -> Result<Option<String>, Error> {
    match find_public(tx, slug).await {
        Ok(page) => Ok(Some(page.row.sites.frame_ancestors())),
        Err(Error::Refused { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}
