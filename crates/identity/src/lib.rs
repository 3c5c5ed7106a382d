//! Who acts and what they may do: workspaces, operators and members, roles and grants, sessions, API keys,
//! invitations, the audit trail, saved views, and the answers kept for repeated requests.
//!
//! What concerns a person before a workspace is known (signing in, refreshing, resetting a password) takes the
//! [`kernel::Db`] and commits by itself: a failed attempt or a stolen token must leave its mark although the request
//! is refused. Everything else takes a [`kernel::WorkspaceTx`] and leaves the commit to the caller.
//!
//! Tables: `workspace`, `operator`, `member`, `session`, `api_key`, `invitation`, `password_reset`,
//! `sign_in_attempt`, `saved_view`, `idempotency_key`, `work_calendar`, `member_absence`.

pub mod absence;
mod access_token;
pub mod account;
pub mod api_key;
mod attempt;
pub mod audit;
mod authenticate;
#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod api_key;
    pub mod idempotency_key;
    pub mod invitation;
    pub mod member;
    pub mod member_absence;
    pub mod operator;
    pub mod password_reset;
    pub mod saved_view;
    pub mod session;
    pub mod sign_in_attempt;
    pub mod work_calendar;
    pub mod workspace;
}
pub mod idempotency;
pub mod invitation;
mod key_text;
pub mod link_token;
pub mod mail;
pub mod member;
mod password;
pub mod password_reset;
pub mod profile;
mod refresh_token;
pub mod role;
pub mod saved_view;
pub mod session;
pub mod setup;
mod sign_in;
mod work;
pub mod work_calendar;
pub mod workspace;

pub use authenticate::{Authenticated, Credential, authenticate};
pub use mail::{MailSettings, mailbox};
pub use password::Password;
pub use profile::Me;
pub use refresh_token::RefreshToken;
pub use role::Role;
pub use session::{Client, Session, SignedIn};
pub use setup::{SignUp, SignUpPolicy, sign_up};
pub use sign_in::{SignIn, sign_in};
pub use work::register;
