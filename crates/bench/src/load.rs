//! Requests on a timetable.
//!
//! The timetable is fixed beforehand and a latency counts from the moment at which its request
//! was due, so a server that stalls is charged for every request that had to wait meanwhile
//! (no coordinated omission). Threads and blocking sockets keep the clock more exact than an
//! asynchronous timer of one millisecond would.

use crate::figure::{Figures, Target};
use crate::http::{Connection, Request};
use anyhow::{Context as _, Result, bail};
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Arguments {
    /// `http://host:port/path?query`
    url: String,
    /// Requests a second; without it, as fast as the connections allow
    #[arg(long)]
    rate: Option<f64>,
    #[arg(long, default_value_t = 16)]
    connections: usize,
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// `Name: value`, may be repeated
    #[arg(long)]
    header: Vec<String>,
    /// Sent with POST
    #[arg(long)]
    body: Option<String>,
    /// Fail when fewer answers come in a second
    #[arg(long)]
    at_least: Option<f64>,
    /// Fail when one answer of a hundred takes longer, in milliseconds
    #[arg(long)]
    p99_below: Option<f64>,
}

pub struct Load {
    pub address: SocketAddr,
    pub connections: usize,
    /// Requests a second; without it each connection sends as soon as it has its answer.
    pub rate: Option<f64>,
    pub duration: Duration,
}

/// What a load met with.
#[derive(Default)]
pub struct Outcome {
    /// Ascending, of the answers below 400.
    latencies: Vec<Duration>,
    /// The first complaint of each connection that met one.
    complaints: Vec<String>,
    pub failed: u64,
    pub elapsed: Duration,
}

impl Load {
    /// Sends `request(0)`, `request(1)`, … until the time is over.
    pub fn run(&self, request: impl Fn(u64) -> Request + Sync) -> Result<Outcome> {
        let next = AtomicU64::new(0);
        let started = Instant::now();
        let mut outcome = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..self.connections)
                .map(|_| scope.spawn(|| self.work(started, &next, &request)))
                .collect();
            let mut sum = Outcome::default();
            for worker in workers {
                sum.add(worker.join().expect("a worker does not panic")?);
            }
            anyhow::Ok(sum)
        })?;
        outcome.elapsed = started.elapsed();
        outcome.latencies.sort_unstable();
        Ok(outcome)
    }

    fn work(
        &self,
        started: Instant,
        next: &AtomicU64,
        request: &(impl Fn(u64) -> Request + Sync),
    ) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let mut connection = Connection::open(self.address)?;
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let request = request(number);
            let due = self.due(started, number);
            if due.duration_since(started) >= self.duration {
                return Ok(outcome);
            }
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            match connection.send(&request) {
                Ok(answer) if answer.status < 400 => outcome.latencies.push(due.elapsed()),
                Ok(answer) => {
                    let body = String::from_utf8_lossy(&answer.body).into_owned();
                    outcome.fail(format!("{}: {body}", answer.status));
                }
                Err(error) => {
                    outcome.fail(format!("{error:#}"));
                    connection = Connection::open(self.address)?;
                }
            }
        }
    }

    fn due(&self, started: Instant, number: u64) -> Instant {
        match self.rate {
            #[expect(clippy::cast_precision_loss, reason = "a load has fewer than 2^52 requests")]
            Some(rate) => started + Duration::from_secs_f64(number as f64 / rate),
            None => Instant::now(),
        }
    }
}

impl Outcome {
    fn add(&mut self, other: Self) {
        self.latencies.extend(other.latencies);
        self.complaints.extend(other.complaints);
        self.failed += other.failed;
    }

    fn fail(&mut self, complaint: String) {
        self.failed += 1;
        if self.complaints.is_empty() {
            self.complaints.push(complaint);
        }
    }

    pub fn succeeded(&self) -> usize {
        self.latencies.len()
    }

    pub fn complaint(&self) -> Option<&str> {
        self.complaints.first().map(String::as_str)
    }

    /// The latency that this share of the answers did not exceed, in milliseconds.
    pub fn percentile(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index of a vector that fits into memory, between 0 and its end"
        )]
        let index = (share * last as f64).round() as usize;
        self.latencies.get(index).map_or(f64::NAN, |it| it.as_secs_f64() * 1000.0)
    }

    pub fn per_second(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a load has fewer than 2^52 requests")]
        let answers = self.latencies.len() as f64;
        answers / self.elapsed.as_secs_f64()
    }
}

pub fn measure(arguments: &Arguments, figures: &mut Figures) -> Result<()> {
    let rest = arguments.url.strip_prefix("http://").context("an http:// address is needed")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let address = host.to_socket_addrs()?.next().context("the host has no address")?;
    let mut request = Request::get(format!("/{path}"));
    if let Some(body) = &arguments.body {
        request.method = "POST";
        request.headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
        request.body = body.clone().into_bytes();
    }
    for header in &arguments.header {
        let (name, value) = header.split_once(':').context("a header is `Name: value`")?;
        request.headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    let load = Load {
        address,
        connections: arguments.connections,
        rate: arguments.rate,
        duration: Duration::from_secs(arguments.seconds),
    };
    let outcome = load.run(|_| request.clone())?;
    if outcome.failed > 0 {
        let example = outcome.complaint().unwrap_or_default();
        bail!("{} failed, {} did not; such as {example}", outcome.failed, outcome.succeeded());
    }
    let rate = arguments.at_least.map_or(Target::None, Target::AtLeast);
    figures.add("answers a second", outcome.per_second(), "/s", rate);
    let p99 = arguments.p99_below.map_or(Target::None, Target::Below);
    for (name, share, target) in
        [("p50", 0.5, Target::None), ("p99", 0.99, p99), ("maximum", 1.0, Target::None)]
    {
        figures.add(format!("latency {name}"), outcome.percentile(share), "ms", target);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read as _, Write as _};
    use std::net::{TcpListener, TcpStream};

    const STALL: Duration = Duration::from_millis(400);

    /// Answers at once, but sleeps before the tenth answer; one connection only.
    fn stalling_server() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let requests = std::iter::from_fn(|| read_request(&stream));
            for (number, ()) in requests.enumerate() {
                std::thread::sleep(STALL * u32::from(number == 10));
                (&stream).write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
            }
        });
        address
    }

    fn read_request(mut stream: &TcpStream) -> Option<()> {
        let mut buffer = [0; 1024];
        stream.read(&mut buffer).is_ok_and(|length| length > 0).then_some(())
    }

    #[test]
    fn a_stall_is_charged_to_every_request_that_was_due_meanwhile() {
        let load = Load {
            address: stalling_server(),
            connections: 1,
            rate: Some(100.0),
            duration: Duration::from_secs(1),
        };
        let outcome = load.run(|_| Request::get("/")).unwrap();
        assert_eq!((outcome.succeeded(), outcome.failed), (100, 0));
        // 40 requests were due during the stall: far more than one of a hundred waited.
        assert!(outcome.percentile(0.8) > 100.0, "p80 is {} ms", outcome.percentile(0.8));
        assert!(outcome.percentile(1.0) >= 390.0);
    }
}
