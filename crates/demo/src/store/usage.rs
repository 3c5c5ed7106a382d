use crate::{
    usage::ACTIONS,
    year::{Use, Year},
};
use activity::past::PastEvent;
use kernel::{Error, WorkspaceTx};
use serde_json::{Map, Value};

/// Events that the product is taken to have sent together, some hours after the first of them.
const AT_ONCE: usize = 256;

pub async fn write(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let memory = activity::Memory::default();
    for uses in year.uses.chunks(AT_ONCE) {
        let events: Vec<PastEvent> = uses.iter().map(|one| event(year, one)).collect();
        let received_at = uses.last().map_or(tx.now(), |last| last.at);
        activity::past::insert(tx, &memory, received_at, &events).await?;
    }
    for action in &ACTIONS {
        let [zh, en] = action.called;
        activity::past::call(tx, action.name, zh, en).await?;
    }
    Ok(())
}

fn event(year: &Year, one: &Use) -> PastEvent<'static> {
    let action = &ACTIONS[usize::from(one.action)];
    let person = &year.people[usize::try_from(one.person).expect("a place in a list")];
    let property = |key: &'static str| Map::from_iter([(key.to_owned(), Value::from(one.figure))]);
    PastEvent {
        message_id: one.message_id,
        name: action.name,
        occurred_at: one.at,
        person_id: person.id,
        account_id: year.accounts[person.account].id,
        properties: action.property.map(property),
    }
}
