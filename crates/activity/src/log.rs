//! What was accepted since the index was last refreshed, batch by batch, in the form in which the index takes it. It is
//! written with the events, in their transaction, and read by every question: so an event is in every answer as soon as
//! it was accepted.
//!
//! 16 bytes per event, little-endian: person's root + 1, account's root + 1 (0 where there is none), number of the name in
//! 2 bytes, time in 6 bytes.

use crate::sql;
use kernel::{Error, WorkspaceTx};

const BYTES: usize = 16;

/// An event, as far as questions about who and when need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// By their roots when it arrived.
    pub person: Option<u32>,
    pub account: Option<u32>,
    pub name: i32,
    /// Milliseconds since 1970.
    pub at: i64,
}

impl Fact {
    fn write(self, to: &mut Vec<u8>) {
        let plus_one = |unit: Option<u32>| unit.map_or(0, |unit| unit + 1).to_le_bytes();
        to.extend_from_slice(&plus_one(self.person));
        to.extend_from_slice(&plus_one(self.account));
        to.extend_from_slice(&self.name.to_le_bytes()[..2]);
        to.extend_from_slice(&self.at.to_le_bytes()[..6]);
    }

    fn read(bytes: &[u8; BYTES]) -> Self {
        let word = |at: usize| {
            let mut word = [0; 8];
            word.copy_from_slice(&bytes[at..at + 8]);
            u64::from_le_bytes(word)
        };
        let (who, what) = (word(0), word(8));
        let unit = |number: u64| u32::try_from(number & 0xffff_ffff).ok()?.checked_sub(1);
        // Six bytes with their sign: times before 1970 never get this far, but must not wrap.
        let at = what.cast_signed() >> 16;
        let name = i32::from(u16::try_from(what & 0xffff).unwrap_or_default());
        Self { person: unit(who), account: unit(who >> 32), name, at }
    }
}

pub fn encode(facts: &[Fact]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(facts.len() * BYTES);
    for fact in facts {
        fact.write(&mut bytes);
    }
    bytes
}

pub fn decode(bytes: &[u8]) -> Result<impl Iterator<Item = Fact> + '_, Error> {
    let (facts, rest) = bytes.as_chunks::<BYTES>();
    if rest.is_empty() {
        Ok(facts.iter().map(Fact::read))
    } else {
        Err(Error::internal("a batch of the index's log is damaged"))
    }
}

/// Adds the facts of a batch whose last event has this number.
pub async fn append(
    tx: &WorkspaceTx,
    last_id: i64,
    received_at: i64,
    facts: &[Fact],
) -> Result<(), Error> {
    if facts.is_empty() {
        return Ok(());
    }
    let sql =
        "INSERT INTO event_log (workspace_id, last_id, received_at, facts) VALUES ($1, $2, $3, $4)";
    sql::execute(tx, sql, [last_id.into(), received_at.into(), encode(facts).into()]).await?;
    Ok(())
}

/// What the log has, oldest first, and the number of its last event; at most `batches` batches.
pub async fn read(tx: &WorkspaceTx, batches: i64) -> Result<(Vec<Fact>, Option<i64>), Error> {
    let sql =
        "SELECT last_id, facts FROM event_log WHERE workspace_id = $1 ORDER BY last_id LIMIT $2";
    let (mut facts, mut last) = (Vec::new(), None);
    for row in sql::query(tx, sql, [batches.into()]).await? {
        last = Some(row.try_get_by_index::<i64>(0)?);
        facts.extend(decode(&row.try_get_by_index::<Vec<u8>>(1)?)?);
    }
    Ok((facts, last))
}

/// Forgets the batches up to this one.
pub async fn forget(tx: &WorkspaceTx, last_id: i64) -> Result<(), Error> {
    let sql = "DELETE FROM event_log WHERE workspace_id = $1 AND last_id <= $2";
    sql::execute(tx, sql, [last_id.into()]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

    fn facts() -> impl Strategy<Value = Vec<Fact>> {
        let unit = || proptest::option::of(0..u32::MAX - 1);
        let fact = (unit(), unit(), 0..2001_i32, -(1_i64 << 40)..1_i64 << 46);
        let fact = fact.prop_map(|(person, account, name, at)| Fact { person, account, name, at });
        proptest::collection::vec(fact, 0..50)
    }

    proptest! {
        #[test]
        fn facts_read_back(facts in facts(), cut in any::<bool>()) {
            let bytes = encode(&facts);
            prop_assert_eq!(decode(&bytes).unwrap().collect::<Vec<_>>(), facts.clone());
            if cut && !facts.is_empty() {
                prop_assert!(decode(&bytes[1..]).is_err());
            }
        }
    }
}
