//! Slows down guessing. Each try is counted before the password is looked at, so that parallel tries are counted
//! too; a success takes its count back. Unknown addresses are counted and blocked like known ones, so a lock-out
//! says nothing about whether an address exists.

use crate::entity::sign_in_attempt::{ActiveModel, Column, Entity, Model};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Backend, Code, Error, Secret, SystemTx};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Set,
    sea_query::OnConflict,
};

/// Failures before each further one costs a wait.
const FREE_PER_ADDRESS: i32 = 5;
/// A whole office may sit behind one network address.
const FREE_PER_NETWORK_ADDRESS: i32 = 50;
const FIRST_WAIT_SECONDS: i64 = 30;
const LONGEST_WAIT_SECONDS: i64 = 15 * 60;
/// After so long without a failure the count begins anew.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(24);

/// What a try is counted under.
pub(crate) struct Counters {
    address: String,
    network_address: Option<String>,
}

impl Counters {
    pub fn of(email: &str, ip_address: Option<&str>, secret: &Secret) -> Self {
        let key = |kind: &str, value: &str| {
            URL_SAFE_NO_PAD
                .encode(secret.sign("sign-in-attempt", format!("{kind}:{value}").as_bytes()))
        };
        Self { address: key("address", email), network_address: ip_address.map(|ip| key("ip", ip)) }
    }

    /// Counts a try, or refuses it while the address has to wait.
    pub async fn count(&self, tx: &SystemTx) -> Result<(), Error> {
        count_one(tx, &self.address, FREE_PER_ADDRESS).await?;
        if let Some(key) = &self.network_address {
            count_one(tx, key, FREE_PER_NETWORK_ADDRESS).await?;
        }
        Ok(())
    }

    /// Forgets the address's failures. From the network address only this try is taken back, or one good
    /// account would be a licence to try others.
    pub async fn succeed(&self, tx: &SystemTx) -> Result<(), Error> {
        tx.delete::<Entity>().filter(Column::Key.eq(&self.address)).exec(&tx.db).await?;
        if let Some(key) = &self.network_address
            && let Some(row) = locked(tx, key).await?
        {
            let failures = (row.failures - 1).max(0);
            let mut row = row.into_active_model();
            row.failures = Set(failures);
            row.blocked_until = Set(None);
            row.update(&tx.db).await?;
        }
        Ok(())
    }
}

async fn count_one(tx: &SystemTx, key: &str, free: i32) -> Result<(), Error> {
    let now = tx.now();
    ensure_row(tx, key).await?;
    let row = locked(tx, key).await?.ok_or_else(|| Error::internal("the counter was just made"))?;
    if let Some(until) = row.blocked_until.filter(|until| *until > now) {
        let seconds = (until - now).num_seconds().max(1);
        return Err(Error::refused(Code::RateLimited).with("seconds", seconds));
    }
    let failures = if now - row.last_failed_at > FORGOTTEN_AFTER { 1 } else { row.failures + 1 };
    let mut row = row.into_active_model();
    row.failures = Set(failures);
    row.last_failed_at = Set(now);
    row.blocked_until = Set(blocked_until(now, failures, free));
    row.update(&tx.db).await?;
    Ok(())
}

/// 30 s after the last free failure, then twice as long each time, at most 15 minutes.
fn blocked_until(now: DateTime<Utc>, failures: i32, free: i32) -> Option<DateTime<Utc>> {
    let beyond = u32::try_from(failures - free).ok()?;
    let wait = FIRST_WAIT_SECONDS.saturating_mul(1 << beyond.min(10)).min(LONGEST_WAIT_SECONDS);
    Some(now + TimeDelta::seconds(wait))
}

async fn ensure_row(tx: &SystemTx, key: &str) -> Result<(), Error> {
    let row = ActiveModel {
        key: Set(key.to_owned()),
        failures: Set(0),
        last_failed_at: Set(tx.now()),
        blocked_until: Set(None),
    };
    let nothing = OnConflict::new().do_nothing().to_owned();
    Entity::insert(row).on_conflict(nothing).try_insert().exec_without_returning(&tx.db).await?;
    Ok(())
}

async fn locked(tx: &SystemTx, key: &str) -> Result<Option<Model>, Error> {
    let mut select = tx.find::<Entity>().filter(Column::Key.eq(key));
    if tx.backend() == Backend::Postgres {
        select = select.lock_exclusive();
    }
    Ok(select.one(&tx.db).await?)
}

/// Counts that no longer matter.
pub(crate) async fn purge(tx: &SystemTx) -> Result<(), Error> {
    let forgotten =
        tx.delete::<Entity>().filter(Column::LastFailedAt.lt(tx.now() - FORGOTTEN_AFTER));
    forgotten.exec(&tx.db).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_from_thirty_seconds_to_a_quarter_of_an_hour() {
        let now: DateTime<Utc> = "2026-03-02T01:00:00Z".parse().unwrap();
        let wait =
            |failures| blocked_until(now, failures, 5).map(|until| (until - now).num_seconds());
        let waits: Vec<_> = [1, 4, 5, 6, 7, 9, 10, 40].into_iter().map(wait).collect();
        assert_eq!(
            waits,
            [None, None, Some(30), Some(60), Some(120), Some(480), Some(900), Some(900)]
        );
    }
}
