//! What draft rules would have done with the leads of a time past.
//!
//! It begins with accounts on which nobody has got anything yet, gives each lead when it came in or, if nobody was free, when
//! somebody is again, and counts a lead as open until it was really won or lost. Conditions are asked of the leads as they
//! are today, which is all that is known of them.

use super::{AssignmentOutcome, AssignmentRules, Compiled, State, service::check};
use crate::{
    condition::LeadFields,
    entity::{
        lead::{Column, Entity, Model},
        lead_ownership,
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use customers::settings;
use identity::{
    member::{MemberRef, refs},
    work_calendar::WorkTimes,
};
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    ids::{LeadId, MemberId},
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, HashMap, HashSet, VecDeque},
};
use utoipa::ToSchema;

const MAX_LEADS: u64 = 20_000;
const MAX_DIFFERENCES: usize = 50;
const USUAL_DAYS: i64 = 30;
const MAX_DAYS: i64 = 366;
/// How often those that wait are looked at.
const TICK: TimeDelta = TimeDelta::minutes(30);

/// Rules to try, and on which leads.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DryRunRequest {
    pub rules: AssignmentRules,
    /// The leads that came in from here on; left out, those of the last thirty days. At most a year ago.
    pub since: Option<DateTime<Utc>>,
}

/// What the rules would have done.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DryRun {
    /// The beginning of what was looked at.
    pub since: DateTime<Utc>,
    /// Its end.
    pub until: DateTime<Utc>,
    /// How many leads came in.
    pub leads: u64,
    /// Whether there were more than 20 000, of which the first are counted.
    pub is_cut: bool,
    /// How many would have got an owner at once.
    pub assigned_at_once: u64,
    /// How many would have got one later.
    pub assigned_later: u64,
    /// Those that would still wait, by the reason.
    pub unassigned: Vec<UnassignedCount>,
    /// What each would have got, and what they did get.
    pub members: Vec<MemberShare>,
    /// How many would have gone to somebody else than they did, or to somebody instead of nobody, or the other way round.
    pub different: u64,
    /// Some of them, at most fifty.
    pub differences: Vec<AssignmentDifference>,
}

/// How many leads nobody would have got, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnassignedCount {
    pub reason: AssignmentOutcome,
    /// How many leads.
    pub leads: u64,
}

/// What a member would have got.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MemberShare {
    pub member_id: MemberId,
    pub member: Option<MemberRef>,
    /// How many leads they would have got.
    pub leads: u64,
    /// Of all leads that somebody would have got, 0 to 1; null if nobody would.
    pub share: Option<f64>,
    /// Of how many leads they really were the first owner.
    pub leads_before: u64,
    /// Leads a month that they take; null without a limit.
    pub monthly_capacity: Option<i32>,
}

/// A lead that would have gone to somebody else.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AssignmentDifference {
    pub lead_id: LeadId,
    #[schema(max_length = 200)]
    pub name: Option<String>,
    /// Its first owner.
    pub was: Option<MemberRef>,
    /// Who would have got it.
    pub would_be: Option<MemberRef>,
}

/// Tries rules. Nothing is changed.
pub async fn dry_run(tx: &WorkspaceTx, request: DryRunRequest) -> Result<DryRun, Error> {
    tx.require(Grant::LeadsConfigure)?;
    check(tx, &request.rules, "/rules").await?;
    let since = request.since.unwrap_or(tx.now() - TimeDelta::days(USUAL_DAYS));
    if since > tx.now() || since < tx.now() - TimeDelta::days(MAX_DAYS) {
        let code = if since > tx.now() { "in_the_future" } else { "too_old" };
        return Err(Error::invalid(vec![FieldError::new("/since", code).with("years", 1)]));
    }
    let rows = tx.find::<Entity>().filter(Column::CreatedAt.gte(since));
    let rows = rows.filter(Column::MergedIntoId.is_null()).order_by_asc(Column::CreatedAt);
    let mut rows = rows.order_by_asc(Column::Id).limit(MAX_LEADS + 1).all(&tx.db).await?;
    let is_cut = rows.len() as u64 > MAX_LEADS;
    rows.truncate(usize::try_from(MAX_LEADS).unwrap_or(usize::MAX));
    let first_owners = first_owners(tx, since).await?;
    let fields = LeadFields::read(tx).await?;
    let today = settings::of_workspace(tx).await?.today(tx);
    let compiled = Compiled::new(&request.rules, &fields, today);
    let members = request.rules.members();
    let mut state = State::fresh(tx, &members).await?;
    for (member, open) in open_at(tx, since).await? {
        state.add_open(member, open);
    }
    let times = WorkTimes::read(tx, since.date_naive()).await?;
    let past = Past { compiled, times, until: tx.now() };
    let given = past.give(rows.clone(), state);
    summary(tx, &request.rules, (since, is_cut), &rows, &given, &first_owners).await
}

/// The rules over a time past.
struct Past<'a> {
    compiled: Compiled<'a>,
    times: WorkTimes,
    until: DateTime<Utc>,
}

/// What became of a lead.
#[derive(Clone, Copy, Debug)]
struct Given {
    member: Option<MemberId>,
    outcome: AssignmentOutcome,
    at_once: bool,
}

impl Past<'_> {
    fn give(&self, leads: Vec<Model>, mut state: State) -> HashMap<LeadId, Given> {
        let mut given = HashMap::with_capacity(leads.len());
        let mut waiting: VecDeque<Model> = VecDeque::new();
        let mut closing: BinaryHeap<Reverse<(DateTime<Utc>, MemberId)>> = BinaryHeap::new();
        let mut tick = leads.first().map_or(self.until, |lead| lead.created_at) + TICK;
        let ends = leads.into_iter().map(Some).chain(std::iter::once(None));
        for lead in ends {
            let now = lead.as_ref().map_or(self.until, |lead| lead.created_at);
            while tick <= now {
                close(&mut state, &mut closing, tick);
                self.look_again(tick, &mut waiting, &mut state, &mut closing, &mut given);
                tick += TICK;
            }
            close(&mut state, &mut closing, now);
            let Some(lead) = lead else { break };
            let (outcome, member) = self.one(&lead, now, &mut state, &mut closing);
            given.insert(lead.id, Given { member, outcome, at_once: true });
            if outcome == AssignmentOutcome::NobodyFree {
                waiting.push_back(lead);
            }
        }
        given
    }

    /// Rules that have nobody free are not asked again in this instant.
    fn look_again(
        &self,
        now: DateTime<Utc>,
        waiting: &mut VecDeque<Model>,
        state: &mut State,
        closing: &mut BinaryHeap<Reverse<(DateTime<Utc>, MemberId)>>,
        given: &mut HashMap<LeadId, Given>,
    ) {
        let mut exhausted: HashSet<Vec<MemberId>> = HashSet::new();
        let mut still = VecDeque::with_capacity(waiting.len());
        while let Some(lead) = waiting.pop_front() {
            let members = self.compiled.needs(&lead).0;
            if exhausted.contains(&members) {
                still.push_back(lead);
                continue;
            }
            let (outcome, member) = self.one(&lead, now, state, closing);
            if member.is_some() {
                given.insert(lead.id, Given { member, outcome, at_once: false });
            } else {
                exhausted.insert(members);
                still.push_back(lead);
            }
        }
        *waiting = still;
    }

    fn one(
        &self,
        lead: &Model,
        now: DateTime<Utc>,
        state: &mut State,
        closing: &mut BinaryHeap<Reverse<(DateTime<Utc>, MemberId)>>,
    ) -> (AssignmentOutcome, Option<MemberId>) {
        let decision = self.compiled.decide(lead, state, &self.times, now);
        state.keep(&decision, now);
        if let (Some(member), Some(closed_at)) = (decision.member, lead.closed_at) {
            closing.push(Reverse((closed_at.max(now), member)));
        }
        (decision.outcome, decision.member)
    }
}

/// Leads that were closed by now are open no more.
fn close(
    state: &mut State,
    closing: &mut BinaryHeap<Reverse<(DateTime<Utc>, MemberId)>>,
    now: DateTime<Utc>,
) {
    while let Some(Reverse((at, member))) = closing.peek().copied()
        && at <= now
    {
        closing.pop();
        state.add_open(member, -1);
    }
}

/// Who owned how many open leads of before that are still open.
async fn open_at(tx: &WorkspaceTx, since: DateTime<Utc>) -> Result<Vec<(MemberId, i64)>, Error> {
    let rows = tx.find::<Entity>().select_only();
    let rows = rows.column(Column::OwnerId).column_as(Column::Id.count(), "n");
    let rows = rows.filter(Column::CreatedAt.lt(since)).filter(Column::OwnerId.is_not_null());
    let rows = rows.filter(Column::ClosedAt.is_null()).filter(Column::ArchivedAt.is_null());
    Ok(rows.group_by(Column::OwnerId).into_tuple().all(&tx.db).await?)
}

/// Who really got the leads first.
async fn first_owners(
    tx: &WorkspaceTx,
    since: DateTime<Utc>,
) -> Result<HashMap<LeadId, MemberId>, Error> {
    use lead_ownership::Column as Of;
    let rows = tx.find::<lead_ownership::Entity>().select_only();
    let rows = rows.columns([Of::LeadId, Of::MemberId]).filter(Of::FromAt.gte(since));
    let rows = rows.order_by_desc(Of::FromAt).order_by_desc(Of::Id);
    Ok(rows.into_tuple().all(&tx.db).await?.into_iter().collect())
}

async fn summary(
    tx: &WorkspaceTx,
    rules: &AssignmentRules,
    (since, is_cut): (DateTime<Utc>, bool),
    leads: &[Model],
    given: &HashMap<LeadId, Given>,
    first_owners: &HashMap<LeadId, MemberId>,
) -> Result<DryRun, Error> {
    let mut counts: BTreeMap<MemberId, (u64, u64)> =
        rules.members().into_iter().map(|id| (id, (0, 0))).collect();
    let mut unassigned: BTreeMap<AssignmentOutcome, u64> = BTreeMap::new();
    let (mut at_once, mut later, mut different) = (0, 0, Vec::new());
    for lead in leads {
        let Some(given) = given.get(&lead.id) else { continue };
        let was = first_owners.get(&lead.id).copied();
        match given.member {
            Some(member) => {
                counts.entry(member).or_default().0 += 1;
                if given.at_once { at_once += 1 } else { later += 1 }
            }
            None => *unassigned.entry(given.outcome).or_default() += 1,
        }
        if let Some(was) = was {
            counts.entry(was).or_default().1 += 1;
        }
        if was != given.member {
            different.push((lead, was, given.member));
        }
    }
    let shown = &different[..different.len().min(MAX_DIFFERENCES)];
    let shown_members = shown.iter().flat_map(|(_, was, would_be)| [*was, *would_be]).flatten();
    let names = refs(tx, counts.keys().copied().chain(shown_members)).await?;
    let name = |id: &Option<MemberId>| id.and_then(|id| names.get(&id).cloned());
    let assigned: u64 = at_once + later;
    let share = |leads: u64| crate::routing::share(leads, assigned);
    let members = counts.iter().map(|(id, (leads, leads_before))| MemberShare {
        member_id: *id,
        member: names.get(id).cloned(),
        leads: *leads,
        share: share(*leads),
        leads_before: *leads_before,
        monthly_capacity: rules.rep(*id).and_then(|rep| rep.monthly_capacity),
    });
    let differences = shown.iter().map(|(lead, was, would_be)| AssignmentDifference {
        lead_id: lead.id,
        name: lead.name.clone().or_else(|| lead.company.clone()),
        was: name(was),
        would_be: name(would_be),
    });
    Ok(DryRun {
        since,
        until: tx.now(),
        leads: leads.len() as u64,
        is_cut,
        assigned_at_once: at_once,
        assigned_later: later,
        unassigned: unassigned
            .into_iter()
            .map(|(reason, leads)| UnassignedCount { reason, leads })
            .collect(),
        members: members.collect(),
        different: different.len() as u64,
        differences: differences.collect(),
    })
}
