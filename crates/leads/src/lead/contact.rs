//! Phone, e-mail and WeChat: read in their normal form, and masked for those who may not see them.

use kernel::{
    FieldError, Findings, Grant, WorkspaceTx,
    email::Email,
    phone::{Phone, Region},
};

/// The ways to reach a lead, in their normal form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Contact {
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub wechat: Option<String>,
}

impl Contact {
    /// What `contact_text` holds: the number with and without its country code, as people look for either.
    pub fn search_text(&self) -> String {
        let phone = self.phone.as_ref().map(Phone::as_str).unwrap_or_default();
        let email = self.email.as_ref().map(Email::as_str).unwrap_or_default();
        let wechat = self.wechat.as_deref().unwrap_or_default();
        kernel::text::search_text([phone, email, wechat])
    }
}

/// Whether the caller sees contact data in clear.
pub(crate) fn is_visible(tx: &WorkspaceTx) -> bool {
    tx.allows(Grant::LeadsContact)
}

pub(crate) fn read_phone(
    findings: &mut Findings,
    text: Option<&str>,
    region: Region,
) -> Option<Phone> {
    findings.keep(customers::input::phone("/phone", text, region)).flatten()
}

pub(crate) fn read_email(findings: &mut Findings, text: Option<&str>) -> Option<Email> {
    findings.keep(customers::input::email("/email", text)).flatten()
}

/// At least one of name, phone, e-mail and WeChat must be known, or nobody can do anything with the lead.
pub(crate) fn nobody() -> FieldError {
    FieldError::new("", "one_of_required").with("fields", vec!["name", "phone", "email", "wechat"])
}
