use crate::{
    house::{create_lead, deliveries, only_delivery, register, worker},
    receiver::Receiver,
};
use chrono::TimeDelta;
use jobs::{Enqueue as _, Registry, When, Worker};
use testing::on_both_databases;
use webhooks::{
    PruneDeliveries, Reach,
    delivery::{self, DeliveryState, ReplayFailed},
    endpoint,
};

on_both_databases! {
    async fn a_message_can_be_sent_again_under_its_old_id(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        register(&workspace, &receiver.url(), &[]).await;
        create_lead(&workspace).await;
        let worker = worker(&db);
        worker.run_due().await.unwrap();
        let id = only_delivery(&workspace).await.delivery.id;
        let tx = workspace.write().await;
        delivery::replay(&tx, id).await.unwrap();
        tx.commit().await.unwrap();
        worker.run_due().await.unwrap();
        let received = receiver.received();
        assert_eq!(received.len(), 2);
        assert_eq!(received[0].headers["webhook-id"], received[1].headers["webhook-id"]);
        assert_eq!(received[0].body, received[1].body);
        assert_eq!(only_delivery(&workspace).await.delivery.attempts_count, 2);
    }

    async fn a_replay_while_a_retry_waits_replaces_it(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        receiver.answer_status(500);
        register(&workspace, &receiver.url(), &[]).await;
        create_lead(&workspace).await;
        let worker = worker(&db);
        worker.run_due().await.unwrap();
        receiver.answer_status(200);
        let id = only_delivery(&workspace).await.delivery.id;
        let tx = workspace.write().await;
        delivery::replay(&tx, id).await.unwrap();
        tx.commit().await.unwrap();
        worker.run_due().await.unwrap();
        db.clock.advance(TimeDelta::days(1));
        worker.run_due().await.unwrap();
        assert_eq!(receiver.received().len(), 2, "the first try and the replay");
        assert_eq!(only_delivery(&workspace).await.delivery.state, DeliveryState::Succeeded);
    }

    async fn what_failed_since_a_time_is_sent_again_once_the_endpoint_is_on(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        receiver.answer_status(410);
        let id = register(&workspace, &receiver.url(), &[]).await.endpoint.id;
        for _ in 0..3 {
            create_lead(&workspace).await;
        }
        let worker = worker(&db);
        worker.run_due().await.unwrap();
        let since = ReplayFailed { since: db.db.clock.now() - TimeDelta::hours(1) };
        let tx = workspace.write().await;
        let refused = delivery::replay_failed(&tx, id, since.clone()).await.unwrap_err();
        assert_eq!(refused.code().as_str(), "wrong_state");
        let on = serde_json::from_str(r#"{"enabled": true}"#).unwrap();
        endpoint::update(&tx, Reach::Anywhere, id, on).await.unwrap();
        assert_eq!(delivery::replay_failed(&tx, id, since).await.unwrap().replayed, 3);
        tx.commit().await.unwrap();
        receiver.answer_status(200);
        let before = receiver.received().len();
        worker.run_due().await.unwrap();
        assert_eq!(receiver.received().len(), before + 3);
        assert!(deliveries(&workspace).await.iter().all(|d| d.state == DeliveryState::Succeeded));
        let tx = workspace.write().await;
        let later = ReplayFailed { since: db.db.clock.now() };
        assert_eq!(delivery::replay_failed(&tx, id, later).await.unwrap().replayed, 0);
    }

    async fn a_test_message_goes_the_same_way(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        let id = register(&workspace, &receiver.url(), &["lead.created"]).await.endpoint.id;
        let tx = workspace.write().await;
        delivery::send_test(&tx, id).await.unwrap();
        tx.commit().await.unwrap();
        worker(&db).run_due().await.unwrap();
        assert!(receiver.received()[0].body.contains("webhook.test"));
        assert_eq!(only_delivery(&workspace).await.delivery.state, DeliveryState::Succeeded);
    }

    async fn the_log_forgets_what_ended_a_month_ago_and_keeps_the_rest(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        register(&workspace, &receiver.url(), &[]).await;
        create_lead(&workspace).await;
        worker(&db).run_due().await.unwrap();
        db.clock.advance(TimeDelta::days(31));
        create_lead(&workspace).await;
        worker(&db).run_due().await.unwrap();
        assert_eq!(deliveries(&workspace).await.len(), 2);
        let pruner = Worker::new(db.db.clone(), Registry::default().perform(PruneDeliveries));
        let tx = workspace.write().await;
        tx.enqueue(&webhooks::Prune {}, When::Now).await.unwrap();
        tx.commit().await.unwrap();
        pruner.run_due().await.unwrap();
        assert_eq!(deliveries(&workspace).await.len(), 1);
    }
}
