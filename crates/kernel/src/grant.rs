use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use utoipa::ToSchema;

macro_rules! grants {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:tt;)+) => {
        /// What a caller may do; the smallest unit of permission. Roles are sets of grants.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        pub enum Grant { $($(#[doc = $doc])+ #[serde(rename = $text)] $name,)+ }

        impl Grant {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// One sentence for the person who gives the grant to a key or role.
            pub const fn description(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii()),+ }
            }
        }
    };
}

grants! {
    /// Read leads, channels, campaigns and forms; contact data is masked.
    LeadsRead = "leads:read";
    /// Create and change leads, channels, campaigns and forms.
    LeadsWrite = "leads:write";
    /// See phone numbers, e-mail addresses and WeChat ids of leads in clear.
    LeadsContact = "leads:contact";
    /// Change the rules of sales: score, assignment, public pool, response time, channel classification, sales kit.
    LeadsConfigure = "leads:configure";
    /// Read accounts, people, orders, subscriptions, tasks and notes; contact data is masked.
    CustomersRead = "customers:read";
    /// Create and change accounts, people, orders, subscriptions, tasks and notes.
    CustomersWrite = "customers:write";
    /// See phone numbers, e-mail addresses and WeChat ids of people in clear.
    CustomersContact = "customers:contact";
    /// Read behaviour events.
    EventsRead = "events:read";
    /// Send behaviour events.
    EventsWrite = "events:write";
    /// Read plans and attribute definitions.
    CatalogRead = "catalog:read";
    /// Change plans and attribute definitions.
    CatalogWrite = "catalog:write";
    /// Import files and undo imports.
    ImportsWrite = "imports:write";
    /// See the members of the workspace and their roles.
    MembersRead = "members:read";
    /// Invite, change and remove members.
    MembersWrite = "members:write";
    /// See API keys (never their secrets).
    KeysRead = "keys:read";
    /// Create, rotate and revoke API keys.
    KeysWrite = "keys:write";
    /// See webhook endpoints and their delivery log.
    WebhooksRead = "webhooks:read";
    /// Change webhook endpoints and replay deliveries.
    WebhooksWrite = "webhooks:write";
    /// Read the audit trail.
    AuditRead = "audit:read";
    /// See jobs that failed for good.
    JobsRead = "jobs:read";
    /// Replay and discard jobs that failed for good.
    JobsWrite = "jobs:write";
    /// Change the workspace's settings.
    WorkspaceWrite = "workspace:write";
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no grant.
#[derive(Debug, thiserror::Error)]
#[error("there is no such grant")]
pub struct UnknownGrant;

impl FromStr for Grant {
    type Err = UnknownGrant;

    fn from_str(text: &str) -> Result<Self, UnknownGrant> {
        Self::ALL.iter().copied().find(|grant| grant.as_str() == text).ok_or(UnknownGrant)
    }
}

/// A set of grants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grants(u64);

impl Grants {
    pub const NONE: Self = Self(0);

    pub fn all() -> Self {
        Grant::ALL.iter().copied().collect()
    }

    pub fn contains(self, grant: Grant) -> bool {
        self.0 & (1 << grant as u64) != 0
    }

    pub fn is_subset_of(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = Grant> {
        Grant::ALL.iter().copied().filter(move |grant| self.contains(*grant))
    }
}

impl FromIterator<Grant> for Grants {
    fn from_iter<I: IntoIterator<Item = Grant>>(grants: I) -> Self {
        Self(grants.into_iter().fold(0, |set, grant| set | 1 << grant as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_reads_back_from_its_text() {
        for grant in Grant::ALL {
            assert_eq!(grant.as_str().parse::<Grant>().unwrap(), *grant);
            assert!(!grant.description().is_empty());
        }
        assert!("leads:everything".parse::<Grant>().is_err());
    }

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let set: Grants = [Grant::LeadsRead, Grant::WorkspaceWrite].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [Grant::LeadsRead, Grant::WorkspaceWrite]);
        assert!(set.is_subset_of(Grants::all()));
        assert!(!Grants::all().is_subset_of(set));
    }
}
