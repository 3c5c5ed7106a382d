//! The binary beside a collector that understands nothing, but keeps what it gets.
#![cfg(test)]

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const PATIENCE: Duration = Duration::from_mins(1);

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn a_request_appears_at_the_collector_as_a_part_of_the_trace_that_its_client_began() {
    let collector = TcpListener::bind("127.0.0.1:0").unwrap();
    let data = tempfile::tempdir().unwrap();
    let address = free_address();
    let _server = Server(
        Command::new(env!("CARGO_BIN_EXE_perennial"))
            .args(["serve", "--listen", &address.to_string(), "--data-dir"])
            .arg(data.path())
            .env("OTEL_EXPORTER_OTLP_ENDPOINT", url(collector.local_addr().unwrap()))
            .env("OTEL_BSP_SCHEDULE_DELAY", "100")
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let request = format!(
        "GET /healthz HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\
         traceparent: 00-{TRACE}-00f067aa0ba902b7-01\r\n\r\n"
    );
    let mut connection = patiently(|| TcpStream::connect(address).ok());
    connection.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    let trace = u128::from_str_radix(TRACE, 16).unwrap().to_be_bytes();
    let batch = patiently(|| Some(next_batch(&collector)).filter(|it| holds(it, &trace)));
    for expected in ["POST /v1/traces", "perennial", "GET /healthz", "http.route"] {
        assert!(holds(&batch, expected.as_bytes()), "{expected} is missing");
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

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn url(address: SocketAddr) -> String {
    format!("http://{address}")
}

fn patiently<T>(mut attempt: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(result) = attempt() {
            return result;
        }
        assert!(began.elapsed() < PATIENCE, "it did not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// One request to the collector, whole.
fn next_batch(collector: &TcpListener) -> Vec<u8> {
    let (mut connection, _) = collector.accept().unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
    let (mut batch, mut chunk) = (Vec::new(), [0; 4096]);
    while !is_whole(&batch) {
        match connection.read(&mut chunk) {
            Ok(0) | Err(_) => break,
            Ok(length) => batch.extend_from_slice(&chunk[..length]),
        }
    }
    connection
        .write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        .unwrap();
    batch
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
