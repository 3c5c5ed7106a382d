use crate::killed;
use anyhow::{Result, ensure};
use crash::{balancer::balance, load::Load, receiver::Receiver, server::Installation};
use std::{net::SocketAddr, sync::Arc};
use test_postgres::{Durability, TestPostgres, free_port};

#[tokio::test]
async fn of_two_nodes_behind_one_address_one_may_die_half_way() -> Result<()> {
    let postgres = TestPostgres::start(Durability::None)?;
    let installation = Arc::new(Installation::new(Some(postgres.url())).await?);
    let nodes = [node()?, node()?];
    let staying = installation.start_node(nodes[0]).await?;
    let dying = installation.start_node(nodes[1]).await?;
    balance(installation.address(), nodes.to_vec()).await?;
    let key = installation.key().await?;
    let (receiver, url) = Receiver::start().await?;
    killed::subscribe(&installation, &key, &receiver, &url).await?;

    let load = Load::start(&installation, &key);
    load.for_leads(60).await;
    dying.kill().await?;
    load.for_leads(60).await;
    let acknowledged = load.stop().await;
    let refusals = acknowledged.refusals.lock().expect("the load has ended").clone();
    ensure!(refusals.is_empty(), "refused: {refusals:#?}");

    let leads = killed::leads_are_there_once(&installation, &key, &acknowledged).await?;
    killed::events_are_there_once(&installation, &key, &acknowledged).await?;
    // What the dead node had begun to deliver is taken over when its lease ends.
    killed::every_lead_was_told_once(&receiver, &leads).await?;
    staying.kill().await
}

fn node() -> Result<SocketAddr> {
    Ok(SocketAddr::from(([127, 0, 0, 1], free_port()?)))
}
