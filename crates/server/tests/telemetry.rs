//! The binary beside a collector that understands nothing, but keeps what it gets.
#![cfg(test)]

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const PATIENCE: Duration = Duration::from_mins(2);
/// Between finding a free port and listening on it, somebody else may have taken it.
const PORTS: usize = 5;

#[test]
fn a_request_appears_at_the_collector_as_a_part_of_the_trace_that_its_client_began() {
    let collector = Collector::start();
    let data = tempfile::tempdir().unwrap();
    let server = (0..PORTS).find_map(|_| Server::start(data.path(), &collector.url));
    let server = server.unwrap_or_else(|| panic!("{}", complaint_in(data.path())));
    let request = format!(
        "GET /healthz HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\
         traceparent: 00-{TRACE}-00f067aa0ba902b7-01\r\n\r\n"
    );
    let mut connection = TcpStream::connect(server.address).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    let trace = u128::from_str_radix(TRACE, 16).unwrap().to_be_bytes();
    let expected = ["POST /v1/traces", "perennial", "GET /healthz", "http.route"];
    let expected = expected.map(str::as_bytes).into_iter().chain([trace.as_slice()]);
    let arrived = patiently(|| collector.batch_with(&trace));
    for part in expected {
        let missing = String::from_utf8_lossy(part);
        assert!(
            holds(&arrived, part),
            "{missing} is missing: {}",
            String::from_utf8_lossy(&arrived)
        );
    }
}

#[test]
fn an_address_that_is_none_is_refused_at_the_start() {
    let data = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_perennial"))
        .args(["doctor", "--data-dir"])
        .arg(data.path())
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318")
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(complaint.contains("OTEL_EXPORTER_OTLP_ENDPOINT"), "{complaint}");
}

fn patiently<T>(mut attempt: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(result) = attempt() {
            return result;
        }
        assert!(began.elapsed() < PATIENCE, "it did not come");
        thread::sleep(Duration::from_millis(50));
    }
}

struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    /// As soon as it answers; nothing if it ended instead.
    fn start(data: &Path, collector: &str) -> Option<Self> {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let process = Command::new(env!("CARGO_BIN_EXE_perennial"))
            .args(["serve", "--listen", &address.to_string(), "--data-dir"])
            .arg(data)
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector)
            .env("OTEL_BSP_SCHEDULE_DELAY", "100")
            .stderr(std::fs::File::create(data.join(COMPLAINT)).unwrap())
            .spawn()
            .unwrap();
        let mut server = Self { process, address };
        let listens = patiently(|| match server.process.try_wait().unwrap() {
            Some(_) => Some(false),
            None => TcpStream::connect(address).is_ok().then_some(true),
        });
        listens.then_some(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// What the server said at last.
const COMPLAINT: &str = "stderr.log";

fn complaint_in(data: &Path) -> String {
    std::fs::read_to_string(data.join(COMPLAINT)).unwrap_or_default()
}

/// Keeps what is sent to it, and answers at once whatever it is.
struct Collector {
    url: String,
    batches: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Collector {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let batches = Arc::new(Mutex::new(Vec::new()));
        let kept = batches.clone();
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                kept.lock().unwrap().extend(received(connection).ok());
            }
        });
        Self { url, batches }
    }

    fn batch_with(&self, part: &[u8]) -> Option<Vec<u8>> {
        self.batches.lock().unwrap().iter().find(|batch| holds(batch, part)).cloned()
    }
}

/// One request, whole.
fn received(mut connection: TcpStream) -> std::io::Result<Vec<u8>> {
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    let (mut batch, mut chunk) = (Vec::new(), [0; 4096]);
    while !is_whole(&batch) {
        match connection.read(&mut chunk)? {
            0 => return Err(std::io::ErrorKind::UnexpectedEof.into()),
            length => batch.extend_from_slice(&chunk[..length]),
        }
    }
    connection.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")?;
    Ok(batch)
}

fn is_whole(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|it| it == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    request.len() >= end + 4 + length.unwrap_or(0)
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
