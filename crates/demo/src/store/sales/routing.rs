use super::named;
use crate::year::Year;
use customers::rows::insert_all;
use kernel::{Error, WorkspaceTx};
use leads::{
    entity::{lead_assignment_account, lead_assignment_decision, lead_ownership, lead_response},
    response::Pauses,
};

pub async fn write(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let decisions = year.sales.decisions.iter().map(|decided| lead_assignment_decision::Model {
        id: decided.id,
        workspace_id: tx.workspace(),
        lead_id: year.leads[decided.lead].id,
        rules_version: decided.version,
        rule_key: decided.rule_key.clone(),
        outcome: decided.outcome,
        member_id: decided.member_id,
        basis: decided.basis.clone(),
        decided_at: decided.at,
    });
    insert_all::<lead_assignment_decision::Entity>(tx, decisions.collect()).await?;
    let turns = year.sales.turns.iter().map(|turn| lead_assignment_account::Model {
        id: turn.id,
        workspace_id: tx.workspace(),
        member_id: turn.member_id,
        rule_key: turn.rule_key.clone(),
        credit: turn.credit,
        credited_at: turn.at,
        balance: turn.balance,
        last_assigned_at: turn.last_assigned_at,
    });
    insert_all::<lead_assignment_account::Entity>(tx, turns.collect()).await?;
    spells(tx, year).await?;
    clocks(tx, year).await
}

async fn spells(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let spells = year.sales.spells.iter().map(|spell| lead_ownership::Model {
        id: spell.id,
        workspace_id: tx.workspace(),
        lead_id: year.leads[spell.lead].id,
        member_id: spell.member_id,
        from_at: spell.from,
        until_at: spell.end.map(|end| end.at),
        started: spell.started,
        started_by: named(spell.started_by),
        ended: spell.end.map(|end| end.why),
        ended_by: spell.end.and_then(|end| named(end.by)),
        pool_key: spell.claimed_from.map(str::to_owned),
        note: spell.end.and_then(|end| end.note).map(str::to_owned),
    });
    insert_all::<lead_ownership::Entity>(tx, spells.collect()).await
}

async fn clocks(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let clocks = year.sales.clocks.iter().map(|clock| lead_response::Model {
        id: clock.id,
        workspace_id: tx.workspace(),
        lead_id: year.leads[clock.lead].id,
        policy_key: clock.policy.to_owned(),
        rules_version: 1,
        target_seconds: clock.target_minutes.saturating_mul(60),
        calendar_id: None,
        started_at: clock.started_at,
        due_at: Some(clock.due_at),
        paused_at: None,
        pauses: Pauses::default(),
        answered_at: clock.answered.map(|(at, _)| at),
        answered_by_id: clock.answered.map(|(_, member)| member),
        answered_seconds: clock.answered_seconds,
        breached_at: clock.breached_at,
        created_at: clock.started_at,
    });
    insert_all::<lead_response::Entity>(tx, clocks.collect()).await
}
