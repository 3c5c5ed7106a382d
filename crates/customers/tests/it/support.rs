//! What several tests need: shorter ways to make objects, and to read what was refused.

use customers::{
    account::{self, Account, NewAccount},
    person::{self, NewPerson, Person},
};
use kernel::{Error, WorkspaceTx};

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
