//! Shares by weight that are never off by a whole lead.
//!
//! With each lead everybody's balance grows by their share, and who gets it pays one. Of those who may already be served,
//! the one is whose balance would otherwise grow too large first. By Tijdeman (The chairman assignment problem, Discrete
//! Mathematics 32, 1980) nobody is then ever further from their share than 1 − 1/(2n − 2) leads.

use super::rules::{MemberState, turn};

/// One lead in units of balance. Divisible by all that matters, and far below where products would overflow.
pub const UNIT: i64 = 1_000_000_000;

/// The place of the next one among these, whose balances it changes. Without any, none.
pub fn next(members: &mut [MemberState], among: &[usize]) -> Option<usize> {
    let weight = |member: &MemberState| i64::from(member.weight.max(1));
    let total: i64 = among.iter().map(|it| weight(&members[*it])).sum();
    if among.len() < 2 {
        // Alone there is nothing to be fair about, and nobody falls behind who could not be served.
        return among.first().copied();
    }
    let others = i64::try_from(among.len()).unwrap_or(i64::MAX) - 1;
    let slack = UNIT / (2 * others);
    for place in among {
        let member = &mut members[*place];
        member.balance += UNIT * weight(member) / total;
    }
    let due = |it: &&usize| members[**it].balance >= slack;
    let ready: Vec<usize> = among.iter().filter(due).copied().collect();
    // Rounding, or a change of those who are free, may leave nobody ready: then whoever is furthest behind.
    let ready = if ready.is_empty() { among.to_vec() } else { ready };
    let urgency = |it: &usize| {
        let member = &members[*it];
        let left = i128::from(UNIT - slack - member.balance);
        // The time until the balance is too large, as a fraction of a common denominator.
        (left * i128::from(total) / i128::from(weight(member)), turn(member))
    };
    let place = ready.into_iter().min_by_key(urgency)?;
    members[place].balance -= UNIT;
    Some(place)
}
