//! The development mailbox: a folder with each mail twice, as `.eml` for mail programs and as JSON for us.

use chrono::{DateTime, Utc};
use kernel::Error;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tokio::task::spawn_blocking;
use utoipa::ToSchema;

const SHOWN: usize = 100;

/// A mail that was not sent because there is no mail server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DevMail {
    #[schema(max_length = 100)]
    pub id: String,
    #[schema(max_length = 254)]
    pub to: String,
    #[schema(max_length = 500)]
    pub subject: String,
    pub text: String,
    pub html: String,
    pub sent_at: DateTime<Utc>,
}

/// The newest hundred, newest first. A folder that isn't there yet has none.
pub async fn list(folder: &Path) -> Result<Vec<DevMail>, Error> {
    let folder = folder.to_owned();
    let mut mails = blocking(move || read_all(&folder)).await?;
    mails.sort_by(|a, b| (b.sent_at, &b.id).cmp(&(a.sent_at, &a.id)));
    mails.truncate(SHOWN);
    Ok(mails)
}

pub async fn get(folder: &Path, id: &str) -> Result<DevMail, Error> {
    let known = list(folder).await?.into_iter().find(|mail| mail.id == id);
    known.ok_or_else(|| Error::not_found("mail"))
}

/// A repeated try of the same mail replaces the first copy.
pub(crate) async fn keep(folder: PathBuf, mail: DevMail, raw: Vec<u8>) -> Result<(), Error> {
    blocking(move || {
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{}.eml", mail.id)), raw)?;
        std::fs::write(folder.join(format!("{}.json", mail.id)), serde_json::to_vec_pretty(&mail)?)
    })
    .await
}

fn read_all(folder: &Path) -> std::io::Result<Vec<DevMail>> {
    let entries = match std::fs::read_dir(folder) {
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut mails = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            // One that is being written at this moment is shown the next time.
            mails.extend(serde_json::from_slice(&std::fs::read(&path)?).ok());
        }
    }
    Ok(mails)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(work).await.map_err(Error::internal)?.map_err(Error::internal)
}
