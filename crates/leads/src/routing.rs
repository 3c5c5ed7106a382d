//! What happens to a lead when it comes in, changes hands or moves on: assignment, public pool and response time, together.

use crate::{
    assignment::{AssignmentOutcome, AssignmentRules, Compiled, Decision, State},
    condition::{LeadFields, LeadTest},
    entity::{
        lead::Model,
        lead_assignment_decision, lead_response,
        lead_rules::{Column, Entity},
    },
    ownership::{self, Change},
    pool::{PoolRule, StoredPools, protection},
    response::{self, ResponsePolicy, ResponseRules},
    ruleset::{self, Current, Rules},
    words::{OwnershipStart, RulesKind, StatusType},
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use customers::settings;
use identity::work_calendar::WorkTimes;
use jobs::{DomainEvent, Record as _};
use kernel::{Error, Inserts, WorkspaceTx};
use sea_orm::{
    ColumnTrait, QueryFilter, QuerySelect, QueryTrait as _, Set,
    sea_query::{Expr, ExprTrait as _},
};

/// All rules of a workspace, read once.
pub(crate) struct Desk {
    pub assignment: Current<AssignmentRules>,
    pub pools: Current<StoredPools>,
    pub response: Current<ResponseRules>,
    /// Read only where there are rules.
    fields: Option<LeadFields>,
    pool_tests: Vec<LeadTest>,
    pub today: NaiveDate,
}

impl Desk {
    pub async fn read(tx: &WorkspaceTx) -> Result<Self, Error> {
        let mut desk = Self {
            assignment: Current { version: 0, rules: AssignmentRules::default() },
            pools: Current { version: 0, rules: StoredPools::default() },
            response: Current { version: 0, rules: ResponseRules::default() },
            fields: None,
            pool_tests: Vec::new(),
            today: tx.now().date_naive(),
        };
        for (kind, version, document) in latest(tx).await? {
            match kind {
                RulesKind::Assignment => desk.assignment = current(version, document)?,
                RulesKind::Pool => desk.pools = current(version, document)?,
                RulesKind::Response => desk.response = current(version, document)?,
                RulesKind::Referral => {}
            }
        }
        if desk.is_idle() {
            return Ok(desk);
        }
        let settings = settings::of_workspace(tx).await?;
        desk.today = settings.today(tx);
        let fields = LeadFields::for_tests(tx, settings.zone).await?;
        let pools = desk.pools.rules.pools.iter();
        desk.pool_tests = pools.map(|pool| fields.compile(&pool.condition, desk.today)).collect();
        desk.fields = Some(fields);
        Ok(desk)
    }

    fn is_idle(&self) -> bool {
        let no_pools = self.pools.rules.pools.is_empty();
        self.assignment.rules.rules.is_empty()
            && no_pools
            && self.response.rules.policies.is_empty()
    }

    /// The rules of assignment, where there are any.
    pub fn compiled(&self) -> Option<Compiled<'_>> {
        let fields = self.fields.as_ref()?;
        let compiled = Compiled::new(&self.assignment.rules, fields, self.today);
        Some(compiled).filter(|compiled| !compiled.is_empty())
    }

    /// The pool to which a lead belongs.
    pub fn pool_of(&self, lead: &Model) -> Option<&PoolRule> {
        let place = self.pool_tests.iter().position(|test| test.holds(lead))?;
        self.pools.rules.pools.get(place)
    }

    pub fn policy_for(&self, lead: &Model) -> Option<&ResponsePolicy> {
        let fields = self.fields.as_ref()?;
        let holds =
            |policy: &&ResponsePolicy| fields.compile(&policy.condition, self.today).holds(lead);
        self.response.rules.policies.iter().find(holds)
    }

    /// Sets until when the owner of a lead is protected.
    pub fn protect(&self, lead: &mut Model) {
        let until = protection(self, lead);
        if lead.protected_until != until {
            lead.protected_until = until;
            (lead.warned_at, lead.escalated_at) = (None, None);
        }
    }

    /// What follows from having this owner from now on.
    pub fn own(&self, lead: &mut Model, now: DateTime<Utc>) {
        (lead.pool_key, lead.pooled_at) = (None, None);
        (lead.waiting_since, lead.waiting_reason) = (None, None);
        (lead.warned_at, lead.escalated_at) = (None, None);
        lead.owned_since = lead.owner_id.map(|_| now);
        self.protect(lead);
    }
}

/// Everything that tells where a lead goes that comes in.
pub(crate) struct Reception {
    desk: Desk,
    /// Read only where there are rules.
    times: Option<WorkTimes>,
    team: State,
}

impl Reception {
    pub async fn read(tx: &WorkspaceTx) -> Result<Self, Error> {
        let desk = Desk::read(tx).await?;
        if desk.is_idle() {
            return Ok(Self { desk, times: None, team: State::default() });
        }
        let times = Some(times(tx, &desk).await?);
        let team = State::fresh(tx, &desk.assignment.rules.members()).await?;
        Ok(Self { desk, times, team })
    }
}

/// What is to be written once the lead itself is.
pub(crate) struct Arrival {
    /// With where the members stand after it.
    decided: Option<(Decision, State)>,
    rules_version: i64,
    response: Option<lead_response::Model>,
    change: Change,
}

/// A lead comes in: finds an owner for it, unless it has one, and starts its clocks. Changes the row, which is not written
/// yet.
pub(crate) async fn arrive(
    tx: &WorkspaceTx,
    reception: Reception,
    row: &mut Model,
) -> Result<Arrival, Error> {
    let Reception { desk, times, team } = reception;
    let mut arrival = Arrival {
        decided: None,
        rules_version: desk.assignment.version,
        response: None,
        change: Change::by(OwnershipStart::Entered),
    };
    let Some(times) = times else {
        row.owned_since = row.owner_id.map(|_| tx.now());
        return Ok(arrival);
    };
    if row.owner_id.is_none()
        && let Some(compiled) = desk.compiled()
    {
        let (members, counts_open) = compiled.needs(row);
        // Taken as late as possible: all who capture wait for it.
        ruleset::lock::<AssignmentRules>(tx).await?;
        let mut state = team.with_accounts(tx, &members, counts_open).await?;
        let decision = compiled.decide(row, &state, &times, tx.now());
        state.keep(&decision, tx.now());
        settle(&desk, row, &decision, tx.now());
        arrival.change = Change::by(OwnershipStart::Routed);
        arrival.decided = Some((decision, state));
    }
    if row.owner_id.is_some() {
        desk.own(row, tx.now());
    }
    arrival.response = response::begin(tx, &desk, &times, row);
    Ok(arrival)
}

impl Arrival {
    /// Adds what hangs on the lead to what is written, with what happened beside its coming in.
    pub async fn store_with(
        self,
        tx: &WorkspaceTx,
        lead: &Model,
        rows: &mut Inserts,
    ) -> Result<(), Error> {
        if let Some((decision, mut state)) = self.decided {
            state.write_with(tx, rows);
            rows.add(decision_row(tx, lead, &decision, self.rules_version));
            tx.record_with(rows, &told(lead, None)).await?;
        }
        ownership::begin(tx, lead, &self.change, rows);
        if let Some(clock) = self.response {
            response::store_with(tx, clock, rows).await?;
        }
        Ok(())
    }
}

/// Where a decision puts a lead: to its owner, into a pool, or among those that wait.
pub(crate) fn settle(desk: &Desk, row: &mut Model, decision: &Decision, now: DateTime<Utc>) {
    let fallback = desk.assignment.rules.fallback_pool_key.as_deref();
    let fallback = fallback.and_then(|key| desk.pools.rules.get(key));
    let waited_since = row.waiting_since.take();
    row.waiting_reason = None;
    match (decision.member, fallback) {
        (Some(member), _) => row.owner_id = Some(member),
        (None, Some(pool)) => {
            (row.pool_key, row.pooled_at) = (Some(pool.key.clone()), Some(now));
        }
        (None, None) => {
            let since = waited_since.unwrap_or(now);
            (row.waiting_since, row.waiting_reason) = (Some(since), Some(decision.outcome));
        }
    }
}

/// The event of where a decision put a lead.
pub(crate) fn told(lead: &Model, previous_owner_id: Option<kernel::ids::MemberId>) -> DomainEvent {
    let lead_id = lead.id;
    let reason = lead.waiting_reason.unwrap_or(AssignmentOutcome::NobodyFree).to_string();
    match (lead.owner_id, &lead.pool_key) {
        (Some(_), _) => {
            DomainEvent::LeadAssigned { lead_id, owner_id: lead.owner_id, previous_owner_id }
        }
        (None, Some(key)) => {
            DomainEvent::LeadPooled { lead_id, pool_key: key.clone(), reason, previous_owner_id }
        }
        (None, None) => DomainEvent::LeadWaiting { lead_id, reason },
    }
}

/// The row of a decision, for whoever asks why a lead went to whom.
pub(crate) fn decision_row(
    tx: &WorkspaceTx,
    lead: &Model,
    decision: &Decision,
    rules_version: i64,
) -> lead_assignment_decision::ActiveModel {
    lead_assignment_decision::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        lead_id: Set(lead.id),
        rules_version: Set(rules_version),
        rule_key: Set(decision.basis.rule.as_ref().map(|rule| rule.key.clone())),
        outcome: Set(decision.outcome),
        member_id: Set(decision.member),
        basis: Set(decision.basis.clone()),
        decided_at: Set(tx.now()),
    }
}

/// Who works when, as far as the present needs it.
pub(crate) async fn times(tx: &WorkspaceTx, desk: &Desk) -> Result<WorkTimes, Error> {
    // A day earlier: days end later elsewhere.
    WorkTimes::read(tx, desk.today - Days::new(1)).await
}

/// What follows from another stage: nobody waits for a lead that is closed, and one that is opened again is its owner's for
/// a full period.
pub(crate) async fn moved(
    tx: &WorkspaceTx,
    before: &Model,
    after: &mut Model,
) -> Result<(), Error> {
    let is_live = after.status_type.is_live();
    let clock_runs = after.response_state.is_some_and(response::is_running);
    if before.status_type == after.status_type {
        return Ok(());
    }
    if !is_live {
        (after.pool_key, after.pooled_at) = (None, None);
        (after.waiting_since, after.waiting_reason) = (None, None);
        after.protected_until = None;
        if clock_runs {
            response::answered(tx, after, tx.now()).await?;
        }
        return Ok(());
    }
    if !before.status_type.is_live() && after.owner_id.is_some() {
        Desk::read(tx).await?.own(after, tx.now());
    }
    if clock_runs {
        let is_on_hold = after.status_type == StatusType::OnHold;
        response::hold(tx, after, is_on_hold).await?;
    }
    Ok(())
}

/// The latest version of each kind.
async fn latest(tx: &WorkspaceTx) -> Result<Vec<(RulesKind, i64, serde_json::Value)>, Error> {
    let newest = tx.find::<Entity>().select_only();
    let newest = newest.column(Column::Kind).column_as(Column::Version.max(), "version");
    let newest = newest.group_by(Column::Kind).into_query();
    let kind_and_version = Expr::tuple([Expr::col(Column::Kind), Expr::col(Column::Version)]);
    let rows = tx.find::<Entity>().select_only();
    let rows = rows.columns([Column::Kind, Column::Version, Column::Document]);
    let rows = rows.filter(kind_and_version.in_subquery(newest));
    Ok(rows.into_tuple().all(&tx.db).await?)
}

fn current<R: Rules>(version: i64, document: serde_json::Value) -> Result<Current<R>, Error> {
    let rules = serde_json::from_value(document).map_err(Error::internal)?;
    Ok(Current { version, rules })
}

/// A part of a whole, 0 to 1; none of nothing.
#[expect(clippy::cast_precision_loss, reason = "numbers of leads are far below 2^53")]
pub(crate) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
