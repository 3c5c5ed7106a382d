//! What several tests need: shorter ways to make objects, and to read what was refused.

use chrono::NaiveDate;
use customers::{
    account::{self, Account, NewAccount},
    person::{self, NewPerson, Person},
    subscription::{self, EndReason, EndSubscription, NewSubscription, Subscription},
};
use kernel::{
    Error, WorkspaceTx,
    ids::AccountId,
    money::{Currency, Money},
};

pub async fn account(tx: &WorkspaceTx, name: &str) -> Account {
    account::create(tx, NewAccount { name: name.to_owned(), ..NewAccount::default() })
        .await
        .unwrap()
}

pub async fn person(tx: &WorkspaceTx, name: &str) -> Person {
    person::create(tx, NewPerson { name: name.to_owned(), ..NewPerson::default() }).await.unwrap()
}

/// Pointer and code of each field that was refused.
pub fn fields(error: Error) -> Vec<(String, String)> {
    match error {
        Error::Refused { fields, .. } => {
            fields.into_iter().map(|field| (field.pointer, field.code.into_owned())).collect()
        }
        other => panic!("not refused: {other}"),
    }
}

pub fn code<T>(result: Result<T, Error>) -> &'static str {
    result.err().expect("it is refused").code().as_str()
}

pub fn pair(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

pub fn yuan(fen: i64) -> Money {
    Money::new(fen, Currency::CNY).unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A running subscription that costs this much a year.
pub async fn subscription(
    tx: &WorkspaceTx,
    account_id: AccountId,
    annual_fee: i64,
) -> Subscription {
    let new = NewSubscription {
        account_id,
        plan_id: None,
        external_id: None,
        starts_on: None,
        term_months: None,
        annual_fee: Some(yuan(annual_fee)),
        seats: None,
    };
    subscription::create(tx, new).await.unwrap()
}

pub fn ended(on: Option<&str>) -> EndSubscription {
    EndSubscription { ended_on: on.map(day), reason: EndReason::Price, note: None }
}
