//! The sales side as rows.

mod desk;
mod house;
mod referral;
mod routing;

use crate::year::{Who, Year, sales::Standing};
use customers::rows::update_all;
use kernel::{Error, WorkspaceTx, money::Currency};
use leads::{entity::lead, words::Validity};

/// What leads need to be there for.
pub async fn house(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    house::write(tx, year).await
}

/// Everything that hangs on leads.
pub async fn write(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    standings(tx, year).await?;
    routing::write(tx, year).await?;
    desk::write(tx, year).await?;
    referral::write(tx, year).await
}

/// How leads stand today: the row of a lead keeps it, so that lists filter and sort by it.
async fn standings(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let currency: Currency = super::word(year.workspace.currency)?;
    let known: std::collections::HashMap<_, _> =
        year.leads.iter().map(|lead| lead.id).zip(&year.sales.standings).collect();
    let rows = tx.find::<lead::Entity>().all(&tx.db).await?;
    let owners: std::collections::HashMap<_, _> =
        year.leads.iter().map(|lead| (lead.id, lead.owner_id)).collect();
    let rows = rows.into_iter().filter_map(|mut row| {
        let standing = known.get(&row.id)?;
        row.owner_id = owners.get(&row.id).copied().flatten();
        stand(&mut row, standing, currency);
        Some(row)
    });
    update_all::<lead::Entity>(tx, rows.collect(), lead::Column::Id).await
}

fn stand(row: &mut lead::Model, standing: &Standing, currency: Currency) {
    row.owned_since = standing.owned_since.filter(|_| row.owner_id.is_some());
    (row.pool_key, row.pooled_at) = standing.pooled.map(|(key, at)| (key.to_owned(), at)).unzip();
    row.protected_until = standing.protected_until;
    (row.warned_at, row.escalated_at) = (standing.warned_at, standing.escalated_at);
    (row.waiting_since, row.waiting_reason) = standing.waiting.unzip();
    let (state, due_at) = standing.response.unzip();
    (row.response_state, row.response_due_at) = (state, due_at.flatten());
    row.validity = standing.validity.unwrap_or(Validity::Unknown);
    row.last_activity_at = standing.last_activity_at;
    row.expected_amount = standing.expected_amount;
    row.expected_currency = standing.expected_amount.map(|_| currency);
    row.expected_close_on = standing.expected_close_on;
}

/// As the ledger of owners names actors.
fn named(who: Who) -> Option<String> {
    who.actor().1
}
