//! `cargo xtask run`: from a clone to a living workspace in the browser.

mod demo;
mod installation;

use crate::guarded::Guarded;
use crate::interrupt::Flag;
use crate::{process, recipes, repository, tools, web};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use installation::Installation;
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

const POLL: Duration = Duration::from_millis(100);

#[derive(Args)]
pub struct Arguments {
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    listen: IpAddr,
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the database, the secret and development mails lie [default: data/ in the repository]
    #[arg(long)]
    data_dir: Option<PathBuf>,
    /// A database on PostgreSQL instead of the embedded one: `postgres://user:password@host/name`
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// Start without the fictitious vendor's year; you sign up as the first owner yourself
    #[arg(long)]
    no_demo: bool,
    /// The language of the demo workspace [default: that of your environment]
    #[arg(long)]
    locale: Option<Locale>,
    /// Build optimised: slower to build, faster to run
    #[arg(long)]
    release: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Locale {
    #[value(name = "zh-CN")]
    Chinese,
    #[value(name = "en")]
    English,
}

impl Locale {
    fn of_environment() -> Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok());
        let first = set.into_iter().flatten().find(|value| !value.is_empty());
        Self::of(&first.unwrap_or_default())
    }

    fn of(value: &str) -> Self {
        if value.starts_with("zh") { Self::Chinese } else { Self::English }
    }

    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    check_machine()?;
    let address = SocketAddr::from((arguments.listen, arguments.port));
    // Rather now than after minutes of building.
    drop(TcpListener::bind(address).with_context(|| {
        format!("{address} is taken or not ours; choose another with --port or --listen")
    })?);
    let binary = build(arguments.release)?;
    let data = arguments.data_dir.clone().unwrap_or_else(|| repository::root().join("data"));
    let installation = Installation::new(binary, &data, address, arguments.postgres.clone())?;
    installation.migrate()?;
    let account = if arguments.no_demo {
        None
    } else {
        let locale = arguments.locale.unwrap_or_else(Locale::of_environment);
        demo::prepare(&installation, locale)?
    };
    serve(&installation, account.as_ref())
}

/// Everything that is missing, before anything is built.
fn check_machine() -> Result<()> {
    if !tools::succeeds(Command::new("cc").arg("--version")) {
        bail!(
            "a C compiler is missing (SQLite is compiled from source). On Debian or Ubuntu: \
             sudo apt-get install build-essential; on macOS: xcode-select --install"
        );
    }
    web::require_tools()
}

/// Builds web and server. The packages of the one are fetched while the other compiles.
fn build(release: bool) -> Result<PathBuf> {
    let mut install = match web::install()? {
        Some(mut install) => {
            println!("fetching the web packages, building the server");
            let output = install.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
            Some(output.context("npm did not start")?)
        }
        None => None,
    };
    let recipe = if release { recipes::SERVER_RELEASE } else { recipes::SERVER_DEVELOPMENT };
    process::run(&mut recipes::command(recipe))?;
    if let Some(install) = &mut install
        && !install.wait()?.success()
    {
        bail!("`{}` in web/ failed; its complaint is above", recipes::WEB_INSTALL.join(" "));
    }
    web::prepare()?;
    Ok(recipes::binary(release))
}

fn serve(installation: &Installation, account: Option<&demo::Account>) -> Result<ExitCode> {
    let interrupted = Flag::register()?;
    let command = installation.serve();
    let mut server = Guarded::spawn(&command, Stdio::inherit(), Stdio::inherit())?;
    let mut announced = false;
    while !interrupted.is_set() {
        if let Some(status) = server.ended()? {
            bail!("the server ended ({status}); its log is above");
        }
        if !announced && TcpStream::connect_timeout(&installation.address, POLL).is_ok() {
            announce(installation.address, account);
            announced = true;
        }
        std::thread::sleep(POLL);
    }
    println!("\nending");
    drop(server);
    Ok(ExitCode::SUCCESS)
}

fn announce(address: SocketAddr, account: Option<&demo::Account>) {
    println!("\n  Perennial · 常青    http://{address}/");
    match account {
        Some(account) => {
            println!("  sign in with        {}", account.email);
            println!("  password            {}", account.password);
        }
        None => println!("  sign up there as the first owner"),
    }
    println!("  API documentation   http://{address}/docs");
    println!("  end with            Ctrl-C\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_follows_the_environment() {
        assert_eq!(Locale::of("zh_CN.UTF-8"), Locale::Chinese);
        assert_eq!(Locale::of("de_DE.UTF-8"), Locale::English);
        assert_eq!(Locale::of(""), Locale::English);
    }
}
