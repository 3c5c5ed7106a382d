//! Roles and what they may do: the one table. A role is a set of grants; nothing else asks for a role, except
//! who may make whom an owner.

use kernel::{Grant, Grants};
use serde::Serialize;
use utoipa::ToSchema;

kernel::words! {
    /// What a member does in the workspace.
    pub enum Role {
        /// Everything, and the only role that makes other owners.
        Owner = "owner",
        /// Everything but changing owners.
        Admin = "admin",
        /// Finds leads: channels, campaigns, forms, imports.
        Marketing = "marketing",
        /// Leads the sales team: everything of sales, and the rules by which leads are shared out.
        SalesManager = "sales_manager",
        /// Wins leads and sells to customers.
        Sales = "sales",
        /// Keeps customers.
        Success = "success",
        /// Writes content and shapes the product; sees customers without contact data.
        Content = "content",
        /// Reads everything without contact data.
        Analyst = "analyst",
    }
}

const MARKETING: &[Grant] = &[
    Grant::LeadsRead,
    Grant::LeadsWrite,
    Grant::LeadsContact,
    Grant::ImportsWrite,
    Grant::CustomersRead,
    Grant::CatalogRead,
    Grant::EventsRead,
    Grant::MembersRead,
];

const SALES_MANAGER: &[Grant] = &[
    Grant::LeadsRead,
    Grant::LeadsWrite,
    Grant::LeadsContact,
    Grant::LeadsConfigure,
    Grant::CustomersRead,
    Grant::CustomersWrite,
    Grant::CustomersContact,
    Grant::EventsRead,
    Grant::CatalogRead,
    Grant::ImportsWrite,
    Grant::MembersRead,
];

const SALES: &[Grant] = &[
    Grant::LeadsRead,
    Grant::LeadsWrite,
    Grant::LeadsContact,
    Grant::CustomersRead,
    Grant::CustomersWrite,
    Grant::CustomersContact,
    Grant::CatalogRead,
    Grant::ImportsWrite,
    Grant::MembersRead,
];

const SUCCESS: &[Grant] = &[
    Grant::CustomersRead,
    Grant::CustomersWrite,
    Grant::CustomersContact,
    Grant::LeadsRead,
    Grant::EventsRead,
    Grant::CatalogRead,
    Grant::MembersRead,
];

const CONTENT: &[Grant] = &[Grant::CustomersRead, Grant::EventsRead, Grant::MembersRead];

const ANALYST: &[Grant] = &[
    Grant::LeadsRead,
    Grant::CustomersRead,
    Grant::EventsRead,
    Grant::CatalogRead,
    Grant::MembersRead,
    Grant::KeysRead,
    Grant::WebhooksRead,
    Grant::AuditRead,
    Grant::JobsRead,
];

impl Role {
    pub fn grants(self) -> Grants {
        let listed = match self {
            Self::Owner | Self::Admin => Grant::ALL,
            Self::Marketing => MARKETING,
            Self::SalesManager => SALES_MANAGER,
            Self::Sales => SALES,
            Self::Success => SUCCESS,
            Self::Content => CONTENT,
            Self::Analyst => ANALYST,
        };
        listed.iter().copied().collect()
    }

    /// Whether somebody in this role may give a member the role `other`, or take it away: nobody hands out
    /// more than they have, and owners are made by owners.
    pub fn may_assign(self, other: Self) -> bool {
        self == Self::Owner || (other != Self::Owner && other.grants().is_subset_of(self.grants()))
    }
}

/// A role and what it may do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoleGrants {
    pub role: Role,
    #[schema(max_items = 64)]
    pub grants: Vec<Grant>,
}

/// The table, as clients see it.
pub fn list() -> Vec<RoleGrants> {
    let row = |role: &Role| RoleGrants { role: *role, grants: role.grants().iter().collect() };
    Role::ALL.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_analyst_reads_everything_but_contact_data_and_writes_nothing() {
        for grant in Grant::ALL {
            let reads = grant.as_str().ends_with(":read");
            assert_eq!(Role::Analyst.grants().contains(*grant), reads, "{grant}");
        }
    }

    #[test]
    fn only_owners_and_admins_may_give_access() {
        for role in Role::ALL {
            let gives = matches!(role, Role::Owner | Role::Admin);
            for grant in [Grant::MembersWrite, Grant::KeysWrite, Grant::WorkspaceWrite] {
                assert_eq!(role.grants().contains(grant), gives, "{role} {grant}");
            }
        }
    }

    #[test]
    fn nobody_but_an_owner_makes_an_owner() {
        for role in Role::ALL {
            assert_eq!(role.may_assign(Role::Owner), *role == Role::Owner, "{role}");
            assert!(role.may_assign(*role), "{role}");
        }
        assert!(!Role::Sales.may_assign(Role::Admin));
    }
}
