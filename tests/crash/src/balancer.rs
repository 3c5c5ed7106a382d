//! One address in front of several servers: each connection goes to the next server that answers, as a load
//! balancer in front of a real installation does it.

use anyhow::Result;
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
};

/// Listens at `address` from now on.
pub async fn balance(address: SocketAddr, servers: Vec<SocketAddr>) -> Result<()> {
    let listener = TcpListener::bind(address).await?;
    let (servers, turn) = (Arc::new(servers), Arc::new(AtomicUsize::new(0)));
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let (servers, turn) = (servers.clone(), turn.clone());
            tokio::spawn(async move { forward(client, &servers, &turn).await });
        }
    });
    Ok(())
}

async fn forward(mut client: TcpStream, servers: &[SocketAddr], turn: &AtomicUsize) {
    let first = turn.fetch_add(1, Ordering::Relaxed);
    for step in 0..servers.len() {
        if let Ok(mut server) = TcpStream::connect(servers[(first + step) % servers.len()]).await {
            // A server that dies breaks the connection, and the client sees that: it is the point.
            let _ = copy_bidirectional(&mut client, &mut server).await;
            return;
        }
    }
}
