//! What members have earned and where they stand in the rules: read under the lock of the rules, changed in memory, and
//! written back at once.

use super::{
    credit::{self, LEAD},
    decide::Decision,
};
use crate::entity::{
    lead,
    lead_assignment_account::{ActiveModel, Column, Entity},
};
use chrono::{DateTime, Utc};
use identity::{entity::member, member::MemberStatus};
use kernel::{Error, Inserts, WorkspaceTx, ids::MemberId};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait as _, Set, sea_query::OnConflict,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A member in a rule, or in all of them.
type Place = (MemberId, String);

#[derive(Clone, Copy, Debug)]
struct Account {
    credit: i64,
    credited_at: DateTime<Utc>,
    balance: i64,
    last_assigned_at: Option<DateTime<Utc>>,
}

/// The accounts of some members.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    active: HashSet<MemberId>,
    open: HashMap<MemberId, i64>,
    accounts: BTreeMap<Place, Account>,
    changed: BTreeSet<Place>,
}

impl State {
    /// Of these members. Open leads are counted only where they are asked for: somebody may have many.
    pub async fn load(
        tx: &WorkspaceTx,
        members: &[MemberId],
        counts_open: bool,
    ) -> Result<Self, Error> {
        Self::fresh(tx, members).await?.with_accounts(tx, members, counts_open).await
    }

    /// With what the same members have earned, to be read under the lock.
    pub async fn with_accounts(
        mut self,
        tx: &WorkspaceTx,
        members: &[MemberId],
        counts_open: bool,
    ) -> Result<Self, Error> {
        if members.is_empty() {
            return Ok(self);
        }
        let rows = tx.find::<Entity>().filter(Column::MemberId.is_in(members.iter().copied()));
        for row in rows.all(&tx.db).await? {
            let account = Account {
                credit: row.credit,
                credited_at: row.credited_at,
                balance: row.balance,
                last_assigned_at: row.last_assigned_at,
            };
            self.accounts.insert((row.member_id, row.rule_key), account);
        }
        if counts_open {
            self.open = open_leads(tx, members).await?;
        }
        Ok(self)
    }

    /// Nobody has got anything yet: where a dry run begins.
    pub async fn fresh(tx: &WorkspaceTx, members: &[MemberId]) -> Result<Self, Error> {
        if members.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self { active: active(tx, members).await?, ..Self::default() })
    }

    pub fn is_active(&self, id: MemberId) -> bool {
        self.active.contains(&id)
    }

    pub fn open_leads(&self, id: MemberId) -> i64 {
        self.open.get(&id).copied().unwrap_or(0)
    }

    /// For a dry run: somebody has one open lead more or less.
    pub fn add_open(&mut self, id: MemberId, more: i64) {
        *self.open.entry(id).or_default() += more;
    }

    /// Whoever has not got any lead yet has earned the first one.
    pub fn credit(&self, id: MemberId, capacity: Option<i32>, now: DateTime<Utc>) -> i64 {
        let account = self.accounts.get(&(id, String::new()));
        match (account, capacity) {
            (Some(it), Some(capacity)) => credit::earned(it.credit, it.credited_at, now, capacity),
            _ => LEAD,
        }
    }

    pub fn balance(&self, id: MemberId, rule: &str) -> i64 {
        self.accounts.get(&(id, rule.to_owned())).map_or(0, |account| account.balance)
    }

    pub fn last_assigned_at(&self, id: MemberId) -> Option<DateTime<Utc>> {
        self.accounts.get(&(id, String::new()))?.last_assigned_at
    }

    /// Takes over what a decision changed.
    pub fn keep(&mut self, decision: &Decision, now: DateTime<Utc>) {
        let Some(rule) = &decision.basis.rule else { return };
        for (before, after) in decision.basis.members.iter().zip(&decision.after) {
            let id = after.member_id;
            if before.balance != after.balance {
                let balance = after.balance;
                let account =
                    Account { credit: 0, credited_at: now, balance, last_assigned_at: None };
                self.put((id, rule.key.clone()), account);
            }
            if decision.member == Some(id) {
                let account = Account {
                    credit: after.credit,
                    credited_at: now,
                    balance: 0,
                    last_assigned_at: after.last_assigned_at,
                };
                self.put((id, String::new()), account);
                self.add_open(id, 1);
            }
        }
    }

    fn put(&mut self, place: Place, account: Account) {
        self.accounts.insert(place.clone(), account);
        self.changed.insert(place);
    }

    /// Writes what changed.
    pub async fn store(&mut self, tx: &WorkspaceTx) -> Result<(), Error> {
        let mut rows = Inserts::default();
        self.write_with(tx, &mut rows);
        Ok(rows.write(tx).await?)
    }

    /// Adds what changed to what is written, as one statement.
    pub fn write_with(&mut self, tx: &WorkspaceTx, inserts: &mut Inserts) {
        let rows = std::mem::take(&mut self.changed).into_iter().filter_map(|place| {
            let account = self.accounts.get(&place)?;
            Some(ActiveModel {
                id: Set(tx.new_id()),
                workspace_id: Set(tx.workspace()),
                member_id: Set(place.0),
                rule_key: Set(place.1),
                credit: Set(account.credit),
                credited_at: Set(account.credited_at),
                balance: Set(account.balance),
                last_assigned_at: Set(account.last_assigned_at),
            })
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return;
        }
        let state = [Column::Credit, Column::CreditedAt, Column::Balance, Column::LastAssignedAt];
        let known = OnConflict::columns([Column::WorkspaceId, Column::MemberId, Column::RuleKey])
            .update_columns(state)
            .to_owned();
        inserts.add_statement(Entity::insert_many(rows).on_conflict(known).into_query());
    }
}

async fn active(tx: &WorkspaceTx, members: &[MemberId]) -> Result<HashSet<MemberId>, Error> {
    use member::Column::{Id, Status};
    let rows = tx.find::<member::Entity>().select_only().column(Id);
    let rows = rows.filter(Id.is_in(members.iter().copied()));
    let rows = rows.filter(Status.eq(MemberStatus::Active)).into_tuple();
    Ok(rows.all(&tx.db).await?.into_iter().collect())
}

async fn open_leads(
    tx: &WorkspaceTx,
    members: &[MemberId],
) -> Result<HashMap<MemberId, i64>, Error> {
    use lead::Column::{ArchivedAt, ClosedAt, Id, OwnerId};
    let rows = tx.find::<lead::Entity>().select_only().column(OwnerId).column_as(Id.count(), "n");
    let rows = rows.filter(OwnerId.is_in(members.iter().copied()));
    let open = rows.filter(ArchivedAt.is_null()).filter(ClosedAt.is_null()).group_by(OwnerId);
    Ok(open.into_tuple().all(&tx.db).await?.into_iter().collect())
}
