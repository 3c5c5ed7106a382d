//! The server's parent process, which ends the server when its own owner is gone.

use crate::installation::Installation;
use anyhow::{Context as _, Result, bail};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Stdio};

/// Arguments: the directory, initdb, postgres, the locale, the port, then settings for the server.
/// Orders come line by line on standard input, and each is answered with one line. When the
/// input ends, the owner is gone or has finished: stop at once and leave nothing.
const SCRIPT: &str = r#"
directory=$1 initdb=$2 postgres=$3 locale=$4 port=$5; shift 5
trap '' INT TERM HUP
leave() { [ -z "$server" ] || { kill -QUIT "$server"; wait "$server"; } 2>/dev/null; rm -rf "$directory"; exit 0; }
start() {
    "$postgres" -D "$directory/data" -p "$port" -h 127.0.0.1 -k "" "$@" </dev/null >>"$directory/log" 2>&1 &
    server=$!
}
"$initdb" -D "$directory/data" -U postgres --auth=trust --encoding=UTF8 --locale="$locale" --no-sync \
    </dev/null >"$directory/log" 2>&1 || { echo failed; read -r order; leave; }
start "$@"
echo started
while read -r order; do
    case $order in
        stop) kill -QUIT "$server"; wait "$server" 2>/dev/null; server=; echo stopped ;;
        start) start "$@"; echo started ;;
        alive) if kill -0 "$server" 2>/dev/null; then echo yes; else echo no; fi ;;
    esac
done
leave
"#;

const LOCALE: &str = if cfg!(target_os = "linux") { "C.UTF-8" } else { "C" };

/// How much a committed transaction must survive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// In memory, without fsync: for tests.
    None,
    /// On disk, with PostgreSQL's own defaults: for measurements.
    Full,
}

impl Durability {
    fn settings(self) -> &'static [&'static str] {
        match self {
            Self::None => &["-c", "fsync=off", "-c", "full_page_writes=off"],
            Self::Full => &[],
        }
    }

    fn parent_directory(self) -> &'static str {
        match self {
            Self::None if Path::new("/dev/shm").is_dir() => "/dev/shm",
            Self::None => "/tmp",
            Self::Full => "/var/tmp",
        }
    }
}

pub(crate) struct Guard {
    process: Child,
    answers: BufReader<ChildStdout>,
    log: PathBuf,
    initialised: bool,
}

impl Guard {
    pub(crate) fn spawn(
        installation: &Installation,
        port: u16,
        durability: Durability,
    ) -> Result<Self> {
        let directory = installation.new_directory(durability.parent_directory())?;
        let mut process = installation
            .command("sh")
            .args(["-c", SCRIPT, "perennial-postgres"])
            .arg(&directory)
            .arg(installation.program("initdb"))
            .arg(installation.program("postgres"))
            .args([LOCALE, &port.to_string()])
            .args(["-c", "max_connections=300", "-c", "timezone=UTC"])
            .args(durability.settings())
            .env("LC_ALL", LOCALE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // Ctrl-C is for the owner; the guard follows through the pipe.
            .process_group(0)
            .spawn()
            .context("the shell around PostgreSQL did not start")?;
        let answers = BufReader::new(process.stdout.take().expect("stdout is piped"));
        let mut guard = Self { process, answers, log: directory.join("log"), initialised: false };
        guard.initialised = guard.answer()? == "started";
        Ok(guard)
    }

    pub(crate) fn log(&self) -> &Path {
        &self.log
    }

    /// Whether the server's process runs; it may not answer yet.
    pub(crate) fn is_alive(&mut self) -> bool {
        self.initialised && self.order("alive").is_ok_and(|answer| answer == "yes")
    }

    pub(crate) fn order(&mut self, order: &str) -> Result<String> {
        let input = self.process.stdin.as_mut().expect("stdin is open until the guard drops");
        writeln!(input, "{order}").context("PostgreSQL's guard is gone")?;
        self.answer()
    }

    fn answer(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            bail!("PostgreSQL's guard is gone");
        }
        Ok(line.trim().to_owned())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // The guard answers the closed pipe by stopping the server; there is nobody to tell of a
        // failure to wait.
        let _ = self.process.wait();
    }
}
