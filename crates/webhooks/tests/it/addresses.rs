use crate::{
    house::{create_lead, new_endpoint, only_delivery, worker_with},
    receiver::Receiver,
};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use testing::on_both_databases;
use webhooks::{Client, Reach, delivery::DeliveryState, endpoint};

/// Answers every look-up with this address.
struct Points {
    to: SocketAddr,
    asked: Arc<AtomicUsize>,
}

impl Resolve for Points {
    fn resolve(&self, _: Name) -> Resolving {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let address = self.to;
        Box::pin(async move { Ok(Box::new(std::iter::once(address)) as Addrs) })
    }
}

on_both_databases! {
    /// When the endpoint was saved the name told nothing; now it points into our own network.
    async fn a_name_that_has_come_to_point_to_a_private_address_is_refused_when_connecting(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        let tx = workspace.write().await;
        let url = format!("https://hooks.example.cn:{}/", receiver.port);
        endpoint::create(&tx, Reach::Public, new_endpoint(&url, &[])).await.unwrap();
        tx.commit().await.unwrap();
        create_lead(&workspace).await;
        for address in ["127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "10.0.0.7", "fd00::1"] {
            let to = SocketAddr::new(address.parse().unwrap(), 0);
            let asked = Arc::new(AtomicUsize::new(0));
            let points = Points { to, asked: asked.clone() };
            let client = Client::with_resolver(Reach::Public, Arc::new(points)).unwrap();
            let next = {
                worker_with(&db, client).run_due().await.unwrap();
                let detail = only_delivery(&workspace).await;
                assert_eq!(detail.attempts[0].error.as_deref(), Some("private_address"), "{address}");
                assert_eq!(asked.load(Ordering::SeqCst), 1);
                detail.delivery.next_attempt_at.unwrap()
            };
            db.clock.set(next);
        }
        assert_eq!(receiver.connections(), 0);
    }

    async fn the_same_name_works_where_private_addresses_are_allowed(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        let tx = workspace.write().await;
        let url = format!("http://hooks.example.cn:{}/", receiver.port);
        endpoint::create(&tx, Reach::Anywhere, new_endpoint(&url, &[])).await.unwrap();
        tx.commit().await.unwrap();
        create_lead(&workspace).await;
        let points = Points { to: ([127, 0, 0, 1], 0).into(), asked: Arc::default() };
        let client = Client::with_resolver(Reach::Anywhere, Arc::new(points)).unwrap();
        worker_with(&db, client).run_due().await.unwrap();
        assert_eq!(only_delivery(&workspace).await.delivery.state, DeliveryState::Succeeded);
    }

    /// A row that was written while private addresses were allowed.
    async fn an_address_written_into_the_url_is_refused_when_sending_too(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        crate::house::register(&workspace, &receiver.url(), &[]).await;
        create_lead(&workspace).await;
        worker_with(&db, Client::new(Reach::Public).unwrap()).run_due().await.unwrap();
        let detail = only_delivery(&workspace).await;
        assert_eq!(detail.attempts[0].error.as_deref(), Some("private_address"));
        assert_eq!(receiver.connections(), 0);
    }
}
