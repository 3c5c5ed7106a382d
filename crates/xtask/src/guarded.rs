//! A server that ends with us, however we end.
//!
//! Between us and the server sits a shell in a process group of its own that waits on a pipe. When
//! the pipe closes, because we drop it or because we were killed, the shell asks the server to
//! end and insists after a while.

use anyhow::{Context as _, Result};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};

const SCRIPT: &str = r#"
exec 3<&0
"$@" </dev/null 3<&- & server=$!
(
    read -r order <&3
    kill -TERM "$server"
    waited=0
    while kill -0 "$server" && [ "$waited" -lt 20 ]; do sleep 1; waited=$((waited + 1)); done
    kill -KILL "$server"
) >/dev/null 2>&1 & reader=$!
wait "$server"; code=$?
kill "$reader" 2>/dev/null
exit "$code"
"#;

pub struct Guarded(Child);

impl Guarded {
    /// Starts the program with the command's arguments, environment, directory and output.
    pub fn spawn(command: &Command, output: Stdio, errors: Stdio) -> Result<Self> {
        let mut shell = Command::new("sh");
        shell.args(["-c", SCRIPT, "perennial-guard"]);
        shell.arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        if let Some(directory) = command.get_current_dir() {
            shell.current_dir(directory);
        }
        let child = shell
            .stdin(Stdio::piped())
            .stdout(output)
            .stderr(errors)
            .process_group(0)
            .spawn()
            .with_context(|| format!("`{}` did not start", crate::process::describe(command)))?;
        Ok(Self(child))
    }

    /// How the server ended, if it did.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.0.try_wait()?)
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // Nobody is left to hear that waiting failed.
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn sleeper(seconds: &str) -> Guarded {
        let mut command = Command::new("sleep");
        command.arg(seconds);
        Guarded::spawn(&command, Stdio::null(), Stdio::null()).unwrap()
    }

    #[test]
    fn a_dropped_server_is_ended_at_once() {
        let started = Instant::now();
        drop(sleeper("60"));
        assert!(started.elapsed() < Duration::from_secs(5));
    }

    #[test]
    fn a_server_that_ends_by_itself_is_noticed() {
        let mut server = sleeper("0");
        let started = Instant::now();
        while server.ended().unwrap().is_none() {
            assert!(started.elapsed() < Duration::from_secs(5), "its end was not noticed");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}
