//! Mails: written from templates in both languages, as text and HTML, and sent by a mail server. In development,
//! where there is none, they lie in a folder and are read in the development mailbox.

pub mod mailbox;
mod message;

use crate::mail::mailbox::DevMail;
use chrono::{DateTime, Utc};
use kernel::Error;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
};
pub use message::{Content, Kind};
use std::{fmt, path::PathBuf, sync::Arc};

/// How mails leave the house.
#[derive(Clone)]
pub struct MailSettings {
    /// `smtps://user:password@host` or `smtp://host:port`; none for the folder.
    pub smtp_url: Option<String>,
    /// The sender, such as `Perennial <no-reply@example.cn>`.
    pub from: String,
    /// Where mails lie when there is no mail server.
    pub folder: PathBuf,
    /// Where people reach this installation, without a trailing slash: for the links.
    pub public_url: String,
}

/// The password of the mail server is part of its URL.
impl fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailSettings(from {})", self.from)
    }
}

enum Transport {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

/// Sends mails.
#[derive(Clone)]
pub struct Mailer(Arc<Inner>);

struct Inner {
    transport: Transport,
    from: Mailbox,
    public_url: String,
}

/// One mail on its way.
pub struct Mail {
    pub to: String,
    pub content: Content,
    pub at: DateTime<Utc>,
    /// The same for each try of the same mail, so that receivers recognise a second copy.
    pub key: String,
}

impl Mailer {
    pub fn new(settings: MailSettings) -> Result<Self, Error> {
        let transport = match &settings.smtp_url {
            Some(url) => Transport::Smtp(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|_| Error::internal("PERENNIAL_SMTP_URL can't be read"))?
                    .build(),
            ),
            None => Transport::Folder(settings.folder),
        };
        let from = settings.from.parse().map_err(Error::internal)?;
        Ok(Self(Arc::new(Inner { transport, from, public_url: settings.public_url })))
    }

    /// An address on this installation.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.0.public_url)
    }

    /// Sends it now; a job tries again when the mail server fails.
    pub async fn send(&self, mail: Mail) -> Result<(), Error> {
        let message = self.message(&mail)?;
        match &self.0.transport {
            Transport::Smtp(transport) => {
                transport.send(message).await.map_err(Error::internal)?;
                Ok(())
            }
            Transport::Folder(folder) => {
                let dev = DevMail {
                    id: mail.key,
                    to: mail.to,
                    subject: mail.content.subject,
                    text: mail.content.text,
                    html: mail.content.html,
                    sent_at: mail.at,
                };
                mailbox::keep(folder.clone(), dev, message.formatted()).await
            }
        }
    }

    fn message(&self, mail: &Mail) -> Result<Message, Error> {
        let domain = self.0.from.email.domain();
        Message::builder()
            .from(self.0.from.clone())
            .to(mail.to.parse().map_err(Error::internal)?)
            .date(mail.at.into())
            .message_id(Some(format!("<{}@{domain}>", mail.key)))
            .subject(&mail.content.subject)
            .multipart(MultiPart::alternative_plain_html(
                mail.content.text.clone(),
                mail.content.html.clone(),
            ))
            .map_err(Error::internal)
    }
}
