//! Everything that jobs do for scores, at once: for data that is generated and must be whole before anybody looks.

use super::{
    keep::{self, Rules},
    train,
};
use kernel::{Error, WorkspaceTx};

/// Learns a model if there are enough outcomes, and scores every lead.
pub async fn settle(tx: &WorkspaceTx) -> Result<(), Error> {
    train::learn(tx).await?;
    let Some(rules) = Rules::in_force(tx).await? else { return Ok(()) };
    let mut after = None;
    loop {
        let leads = keep::next_leads(tx, false, after).await?;
        let computed = keep::compute(tx, &rules, &leads).await?;
        keep::keep(tx, &rules, computed, tx.now()).await?;
        after = leads.last().map(|lead| lead.id);
        if (leads.len() as u64) < keep::AT_ONCE {
            return Ok(());
        }
    }
}
