//! People who sign in, for the other tests.

use identity::{
    Client, Password, SignIn, SignUp, SignUpPolicy, SignedIn, setup::CreatedWorkspace,
    setup::create_workspace,
};
use kernel::{Code, Error, WorkspaceTx, locale::Locale, zone::Zone};
use testing::TestDb;

pub const PASSWORD: &str = "tea-and-9-peonies";

pub fn sign_up_input(email: &str) -> SignUp {
    SignUp {
        workspace_name: "Spring Salon".into(),
        name: "Li Wei".into(),
        email: email.into(),
        password: Password::new(PASSWORD),
        locale: Locale::ZhCn,
        time_zone: Zone::SHANGHAI,
    }
}

pub fn sign_in_input(email: &str, password: &str) -> SignIn {
    SignIn { email: email.into(), password: Password::new(password), workspace_id: None }
}

pub fn laptop() -> Client {
    client("203.0.113.7", "Laptop")
}

pub fn client(ip: &str, browser: &str) -> Client {
    Client {
        request_id: "req_test".into(),
        ip_address: Some(ip.into()),
        user_agent: Some(browser.into()),
    }
}

/// A workspace without the defaults of the rooms above.
pub async fn bare(_: &WorkspaceTx, _: Locale) -> Result<(), Error> {
    Ok(())
}

pub async fn owner(db: &TestDb, email: &str) -> CreatedWorkspace {
    create_workspace(&db.db, sign_up_input(email), bare).await.unwrap()
}

pub async fn sign_in(db: &TestDb, email: &str) -> SignedIn {
    identity::sign_in(&db.db, sign_in_input(email, PASSWORD), &laptop()).await.unwrap()
}

pub async fn sign_up(db: &TestDb, policy: SignUpPolicy, email: &str) -> Result<SignedIn, Error> {
    identity::sign_up(&db.db, policy, sign_up_input(email), &laptop(), bare).await
}

pub fn code<T>(answer: Result<T, Error>) -> Code {
    match answer {
        Ok(_) => panic!("expected a refusal"),
        Err(err) => err.code(),
    }
}

/// The wrong fields of a refusal, as `pointer code`.
pub fn fields<T>(answer: Result<T, Error>) -> Vec<String> {
    match answer {
        Err(Error::Refused { fields, .. }) => {
            fields.iter().map(|field| format!("{} {}", field.pointer, field.code)).collect()
        }
        Err(other) => panic!("expected wrong fields, found {other}"),
        Ok(_) => panic!("expected wrong fields"),
    }
}
