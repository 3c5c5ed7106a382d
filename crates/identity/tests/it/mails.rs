//! Mails as they arrive: through the queue, into the folder.

use identity::{MailSettings, mailbox, mailbox::DevMail};
use jobs::{Registry, Worker};
use std::path::Path;
use tempfile::TempDir;
use testing::TestDb;

/// A worker that knows this room's jobs, and the folder that its mails lie in.
pub struct PostOffice {
    worker: Worker,
    folder: TempDir,
}

impl PostOffice {
    pub fn of(db: &TestDb) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = MailSettings {
            smtp_url: None,
            from: "Perennial <no-reply@perennial.example>".into(),
            folder: folder.path().to_owned(),
            public_url: "https://perennial.example".into(),
        };
        let registry = identity::register(Registry::default(), settings).unwrap();
        Self { worker: Worker::new(db.db.clone(), registry), folder }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Does all that is due, and gives every mail there is, newest first.
    pub async fn deliver(&self) -> Vec<DevMail> {
        while self.worker.run_due().await.unwrap() > 0 {}
        mailbox::list(self.folder.path()).await.unwrap()
    }
}

/// The token in the link of a mail.
pub fn token(mail: &DevMail) -> String {
    let (_, behind) = mail.text.split_once("token=").expect("a link");
    behind.chars().take_while(|c| !c.is_whitespace()).collect()
}
