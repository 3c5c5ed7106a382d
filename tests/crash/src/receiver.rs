//! A receiver of webhooks that checks each signature with the official library and remembers each message.

use anyhow::Result;
use reqwest::header::{HeaderMap, HeaderName};
use standardwebhooks::Webhook;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

/// What arrived: the id of the message → its bodies, one for each time it arrived.
type Received = Arc<Mutex<HashMap<String, Vec<serde_json::Value>>>>;

#[derive(Clone, Default)]
pub struct Receiver {
    pub received: Received,
    secret: Arc<Mutex<Option<String>>>,
    pub unsigned: Arc<Mutex<usize>>,
}

impl Receiver {
    /// Listens on a free port and returns the address for the endpoint.
    pub async fn start() -> Result<(Self, String)> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/hook", listener.local_addr()?);
        let this = Self::default();
        let receiver = this.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let receiver = receiver.clone();
                // A server that is killed breaks its connections; that is what the test is about.
                tokio::spawn(async move { receiver.answer(stream).await.ok() });
            }
        });
        Ok((this, url))
    }

    /// The secret that signatures are checked with from now on.
    pub fn expect_signed_with(&self, secret: &str) {
        *self.secret.lock().expect("no panic under this lock") = Some(secret.to_owned());
    }

    pub fn count(&self) -> usize {
        self.received.lock().expect("no panic under this lock").len()
    }

    async fn answer(&self, stream: TcpStream) -> Result<()> {
        let mut stream = BufReader::new(stream);
        let mut headers = HashMap::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let line = line.trim_end();
            if line.is_empty() {
                let answer = self.take(&mut stream, &headers).await?;
                stream.get_mut().write_all(answer.as_bytes()).await?;
                headers.clear();
            } else if let Some((name, value)) = line.split_once(": ") {
                headers.insert(name.to_ascii_lowercase(), value.to_owned());
            }
        }
    }

    async fn take(
        &self,
        stream: &mut BufReader<TcpStream>,
        headers: &HashMap<String, String>,
    ) -> Result<&'static str> {
        let length =
            headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await?;
        if !self.is_signed(headers, &body) {
            *self.unsigned.lock().expect("no panic under this lock") += 1;
            return Ok("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
        }
        let id = headers.get("webhook-id").cloned().unwrap_or_default();
        let body = serde_json::from_slice(&body)?;
        self.received.lock().expect("no panic under this lock").entry(id).or_default().push(body);
        Ok("HTTP/1.1 204 No Content\r\n\r\n")
    }

    fn is_signed(&self, headers: &HashMap<String, String>, body: &[u8]) -> bool {
        let secret = self.secret.lock().expect("no panic under this lock").clone();
        let Some(verifier) = secret.and_then(|secret| Webhook::new(&secret).ok()) else {
            return false;
        };
        let mut signed = HeaderMap::new();
        for (name, value) in headers {
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse()) {
                signed.insert(name, value);
            }
        }
        verifier.verify(body, &signed).is_ok()
    }
}
