//! Forms that capture leads: defined here, shown on a public page, submitted by visitors.
//!
//! What keeps programs out without a puzzle for people: a field that only programs fill in, a signed rendering
//! that must be some seconds old and not too old, and a proof of work that the page computes while the visitor
//! types. A submission is never dropped: what looks like a program's is kept without making a lead of it.

mod confirmation;
mod input;
mod public;
mod service;
mod submission;
mod submit;
mod taking;
mod theme;
mod token;
mod view;

pub use confirmation::{
    ConfirmSubmission, ConfirmationSender, ResendConfirmation, SendConfirmation, confirm,
    find_confirmation, resend,
};
pub use input::{FormField, FormFields, FormPatch, NewForm};
pub use public::{Found, ProofOfWork, PublicForm, PublicFormPage, find_public, frame_ancestors};
pub use service::{FormFilter, archive, create, get, list, update};
pub use submission::{FormSubmission, list_submissions};
pub use submit::{
    CheckedSubmission, PublicTouch, Receipt, SUBMISSIONS_PER_MINUTE, Submission, Work, check,
    submit,
};
pub use theme::{FormSites, FormTheme, ThemeScheme, ThemeSpacing};
pub use view::LeadForm;
