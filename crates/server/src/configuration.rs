use anyhow::{Context as _, bail};
use api::{RateLimits, Settings, SignUp};
use clap::{Args, ValueEnum};
use identity::MailSettings;
use kernel::{Db, OpenDb, Secret};
use std::{net::SocketAddr, path::PathBuf};
use webhooks::Reach;

/// The configuration: flags before environment variables before the file (`perennial.env`). This struct is
/// also where the table in `docs/runbook.md` comes from.
#[derive(Args, Clone)]
pub struct Configuration {
    /// The database: `sqlite://path` or `postgres://…`.
    #[arg(long, env = "PERENNIAL_DATABASE_URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,

    /// Where the server listens.
    #[arg(long, env = "PERENNIAL_LISTEN", global = true, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Where the embedded default keeps its database, secret and development mails.
    #[arg(long, env = "PERENNIAL_DATA_DIR", global = true, default_value = "data")]
    pub data_dir: PathBuf,

    /// The built web pages (`web/dist`); leave out where another web server serves them.
    #[arg(long, env = "PERENNIAL_WEB_DIR", global = true)]
    pub web_dir: Option<PathBuf>,

    /// Where people reach this installation; links in mails and forms begin with it.
    #[arg(long, env = "PERENNIAL_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,

    /// At least 32 random characters from which all keys are derived. Made and kept in the data folder on the
    /// first start of the embedded default; required with PostgreSQL.
    #[arg(long, env = "PERENNIAL_SECRET", global = true, hide_env_values = true)]
    pub secret: Option<String>,

    /// The mail server: `smtps://user:password@host` or `smtp://host:port`. Without it mails lie in the data
    /// folder and are shown in the development mailbox.
    #[arg(long, env = "PERENNIAL_SMTP_URL", global = true, hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// The sender of mails.
    #[arg(
        long,
        env = "PERENNIAL_MAIL_FROM",
        global = true,
        default_value = "Perennial <no-reply@localhost>"
    )]
    pub mail_from: String,

    /// Who may create a workspace by signing up.
    #[arg(long, env = "PERENNIAL_SIGN_UP", global = true, value_enum, default_value_t = SignUpChoice::First)]
    pub sign_up: SignUpChoice,

    /// Webhooks may go to private addresses: only for development, since it lets operators reach the
    /// server's own network.
    #[arg(long, env = "PERENNIAL_WEBHOOK_ALLOW_PRIVATE", global = true)]
    pub webhook_allow_private: bool,

    /// Requests come through a proxy whose `X-Forwarded-For` can be believed.
    #[arg(long, env = "PERENNIAL_BEHIND_PROXY", global = true)]
    pub behind_proxy: bool,

    /// Threads that serve requests; one per core when left out.
    #[arg(long, env = "PERENNIAL_THREADS", global = true)]
    pub threads: Option<usize>,

    /// The form of log lines.
    #[arg(long, env = "PERENNIAL_LOG_FORMAT", global = true, value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,

    /// What is logged: a level, or a filter such as `info,jobs=debug`.
    #[arg(
        long,
        env = "PERENNIAL_LOG",
        global = true,
        default_value = "info,sqlx=warn,actix_server=warn,sea_orm_migration=warn"
    )]
    pub log: String,

    /// The OpenTelemetry collector that gets traces of requests and jobs by OTLP over HTTP, such as
    /// `http://localhost:4318`. OpenTelemetry's variables for headers, time limits and sampling hold too.
    #[arg(long, env = "OTEL_EXPORTER_OTLP_ENDPOINT", global = true)]
    pub otlp_endpoint: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SignUpChoice {
    /// The first owner of a new installation.
    First,
    /// Anybody.
    Open,
    /// Nobody.
    Closed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line, for collectors.
    Json,
}

const MIN_SECRET: usize = 32;

impl Configuration {
    pub fn database_url(&self) -> String {
        let embedded = || format!("sqlite://{}", self.data_dir.join("perennial.db").display());
        self.database_url.clone().unwrap_or_else(embedded)
    }

    /// One process on SQLite, which migrates by itself and has its worker inside.
    pub fn is_embedded(&self) -> bool {
        self.database_url().starts_with("sqlite")
    }

    pub async fn open(&self) -> anyhow::Result<Db> {
        if self.is_embedded() {
            std::fs::create_dir_all(&self.data_dir).with_context(|| {
                format!("the data folder {} can't be made", self.data_dir.display())
            })?;
        }
        let open = OpenDb::new(self.database_url(), self.secret()?).open().await;
        open.with_context(|| "the database can't be opened: check PERENNIAL_DATABASE_URL")
    }

    pub fn secret(&self) -> anyhow::Result<Secret> {
        if let Some(text) = &self.secret {
            if text.len() < MIN_SECRET {
                bail!("PERENNIAL_SECRET is too short: use at least {MIN_SECRET} random characters");
            }
            return Ok(Secret::new(text.as_bytes()));
        }
        if !self.is_embedded() {
            bail!(
                "PERENNIAL_SECRET is required with PostgreSQL: all nodes share it. `openssl rand -hex 32` makes one"
            );
        }
        crate::files::kept_secret(&self.data_dir)
    }

    pub fn public_url(&self) -> String {
        let local = || format!("http://{}", self.listen);
        self.public_url.clone().unwrap_or_else(local).trim_end_matches('/').to_owned()
    }

    /// Where mails lie that no server was configured for.
    pub fn mail_dir(&self) -> Option<PathBuf> {
        self.smtp_url.is_none().then(|| self.data_dir.join("mails"))
    }

    pub fn webhook_reach(&self) -> Reach {
        if self.webhook_allow_private { Reach::Anywhere } else { Reach::Public }
    }

    pub fn mail(&self) -> MailSettings {
        MailSettings {
            smtp_url: self.smtp_url.clone(),
            from: self.mail_from.clone(),
            folder: self.data_dir.join("mails"),
            public_url: self.public_url(),
        }
    }

    pub fn settings(&self) -> Settings {
        Settings {
            public_url: self.public_url(),
            web_dir: self.web_dir.clone(),
            sign_up: match self.sign_up {
                SignUpChoice::First => SignUp::First,
                SignUpChoice::Open => SignUp::Open,
                SignUpChoice::Closed => SignUp::Closed,
            },
            dev_mail_dir: self.mail_dir(),
            behind_proxy: self.behind_proxy,
            rate_limits: RateLimits::default(),
            webhook_reach: self.webhook_reach(),
            demo: self.data_dir.join("demo.json").exists(),
        }
    }
}
