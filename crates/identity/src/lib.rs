//! stub
use kernel::{Caller, Code, Db, Error};
pub async fn authenticate(
    _db: &Db,
    _credential: &str,
    _request_id: String,
) -> Result<Caller, Error> {
    Err(Error::refused(Code::Unauthenticated))
}
pub mod idempotency {
    use kernel::{Error, WorkspaceTx};
    pub struct StoredAnswer {
        pub status: u16,
        pub location: Option<String>,
        pub etag: Option<String>,
        pub body: Option<serde_json::Value>,
    }
    pub enum Attempt {
        Fresh,
        Repeated(StoredAnswer),
    }
    pub async fn begin(_: &WorkspaceTx, _: &str, _: [u8; 32]) -> Result<Attempt, Error> {
        Ok(Attempt::Fresh)
    }
    pub async fn finish(_: &WorkspaceTx, _: &str, _: &StoredAnswer) -> Result<(), Error> {
        Ok(())
    }
}
