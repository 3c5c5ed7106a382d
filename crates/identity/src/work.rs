//! The jobs of this room, for the server to register.

use crate::{
    attempt, idempotency, invitation,
    mail::{MailSettings, Mailer},
    password_reset, session,
};
use jobs::{JobSpec, Perform, Registry, Run, Schedule};
use kernel::{Error, SystemTx};
use serde::{Deserialize, Serialize};

/// Deletes what has had its time: kept answers, old sessions, used links, forgotten failures.
#[derive(Serialize, Deserialize)]
struct Purge {}

impl JobSpec for Purge {
    const KIND: &'static str = "identity.purge";

    fn unique_key(&self) -> Option<String> {
        Some("all".to_owned())
    }
}

struct Purger;

#[async_trait::async_trait]
impl Perform for Purger {
    type Job = Purge;

    async fn perform(&self, _: Purge, run: &Run) -> Result<(), Error> {
        let tx = SystemTx::write(&run.db).await?;
        idempotency::purge(&tx).await?;
        session::purge(&tx).await?;
        password_reset::purge(&tx).await?;
        attempt::purge(&tx).await?;
        tx.commit().await
    }
}

/// Adds this room's jobs and schedules.
pub fn register(registry: Registry, mail: MailSettings) -> Result<Registry, Error> {
    let mailer = Mailer::new(mail)?;
    Ok(registry
        .perform(invitation::Sender(mailer.clone()))
        .perform(password_reset::Preparer)
        .perform(password_reset::Sender(mailer))
        .perform(Purger)
        .schedule(Schedule::new("identity.purge", "17 * * * *", Purge {})?))
}
