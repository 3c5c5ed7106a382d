use crate::{
    house::{create_lead, deliveries, get_endpoint, only_delivery, register, worker},
    receiver::{Received, Receiver},
};
use chrono::TimeDelta;
use jobs::{DomainEvent, Record as _, event, event::EventFilter};
use kernel::{Clock as _, SystemClock, page::PageRequest};
use serde_json::{Value, json};
use testing::{TestDb, on_both_databases};
use webhooks::{delivery::DeliveryState, endpoint};

/// The official library compares the timestamp with the real time.
fn set_real_time(db: &TestDb) {
    db.clock.set(SystemClock.now());
}

fn verify(received: &Received, secret: &str) -> bool {
    let mut headers = http::HeaderMap::new();
    for name in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        headers.insert(name, received.headers[name].parse().unwrap());
    }
    let webhook = standardwebhooks::Webhook::new(secret).unwrap();
    webhook.verify(received.body.as_bytes(), &headers).is_ok()
}

on_both_databases! {
    async fn an_event_reaches_every_endpoint_that_wants_it_signed_as_the_official_library_expects(db: TestDb) {
        set_real_time(&db);
        let (ours, theirs) = (db.workspace("a").await, db.workspace("b").await);
        let (all, leads, others) = (Receiver::start().await, Receiver::start().await, Receiver::start().await);
        let one = register(&ours, &all.url(), &[]).await;
        let two = register(&ours, &leads.url(), &["lead.created"]).await;
        register(&ours, &others.url(), &["task.created"]).await;
        register(&theirs, &others.url(), &[]).await;
        let lead_id = create_lead(&ours).await;
        let worker = worker(&db);
        worker.run_due().await.unwrap();
        worker.run_due().await.unwrap();

        assert_eq!((all.received().len(), leads.received().len(), others.received().len()), (1, 1, 0));
        let (at_one, at_two) = (&all.received()[0], &leads.received()[0]);
        assert!(verify(at_one, &one.secret) && verify(at_two, &two.secret));
        assert!(!verify(at_one, &two.secret), "each endpoint has its own secret");
        assert_eq!(at_one.headers["webhook-id"], at_two.headers["webhook-id"]);
        assert!(at_one.headers["webhook-id"].starts_with("evt_"));
        assert_eq!(at_one.headers["content-type"], "application/json");
        let body: Value = serde_json::from_str(&at_one.body).unwrap();
        assert_eq!(body["type"], "lead.created");
        assert_eq!(body["data"]["lead_id"], json!(lead_id));
        assert!(body["timestamp"].as_str().unwrap().ends_with('Z'));
        let states: Vec<_> = deliveries(&ours).await.into_iter().map(|d| d.state).collect();
        assert_eq!(states, [DeliveryState::Succeeded; 2]);
    }

    async fn what_concerns_sign_in_and_secrets_stays_in_the_house(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        register(&workspace, &receiver.url(), &[]).await;
        let tx = workspace.write().await;
        tx.record(DomainEvent::ApiKeyCreated { api_key_id: tx.new_id() }).await.unwrap();
        tx.commit().await.unwrap();
        worker(&db).run_due().await.unwrap();
        assert!(receiver.received().is_empty() && deliveries(&workspace).await.is_empty());
    }

    async fn a_message_is_tried_ten_times_over_three_days_and_then_given_up(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        receiver.answer_status(500);
        register(&workspace, &receiver.url(), &[]).await;
        create_lead(&workspace).await;
        let started = db.db.clock.now();
        let worker = worker(&db);
        for tries in 1..=10 {
            worker.run_due().await.unwrap();
            assert_eq!(receiver.received().len(), tries);
            let delivery = only_delivery(&workspace).await.delivery;
            let Some(next) = delivery.next_attempt_at else { break };
            db.clock.set(next - TimeDelta::milliseconds(1));
            worker.run_due().await.unwrap();
            assert_eq!(receiver.received().len(), tries, "not before its time");
            db.clock.set(next);
        }
        let hours = (db.db.clock.now() - started).num_hours();
        assert!((67..=84).contains(&hours), "{hours} h");
        db.clock.advance(TimeDelta::days(2));
        worker.run_due().await.unwrap();
        let detail = only_delivery(&workspace).await;
        assert_eq!((detail.delivery.state, detail.delivery.attempts_count), (DeliveryState::Failed, 10));
        assert_eq!(detail.attempts.len(), 10);
        assert!(detail.attempts.iter().all(|a| a.status_code == Some(500) && a.error.as_deref() == Some("status")));
        let ids: std::collections::HashSet<_> = receiver.received().into_iter().map(|r| r.headers["webhook-id"].clone()).collect();
        assert_eq!(ids.len(), 1, "every try has the same id");
    }

    async fn a_receiver_that_asks_to_wait_is_waited_for(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        receiver.answer(&[
            "HTTP/1.1 429 Slow\r\nRetry-After: 600\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        ]);
        register(&workspace, &receiver.url(), &[]).await;
        create_lead(&workspace).await;
        let worker = worker(&db);
        worker.run_due().await.unwrap();
        db.clock.advance(TimeDelta::seconds(599));
        worker.run_due().await.unwrap();
        assert_eq!(receiver.received().len(), 1);
        db.clock.advance(TimeDelta::seconds(1));
        worker.run_due().await.unwrap();
        let detail = only_delivery(&workspace).await;
        assert_eq!(detail.delivery.state, DeliveryState::Succeeded);
        assert_eq!(detail.attempts[0].response_excerpt.as_deref(), Some("ok"));
        assert_eq!(get_endpoint(&workspace, detail.delivery.endpoint_id).await.failing_since, None);
    }

    async fn a_receiver_that_says_it_is_gone_is_switched_off_at_once(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        receiver.answer_status(410);
        let id = register(&workspace, &receiver.url(), &[]).await.endpoint.id;
        create_lead(&workspace).await;
        let worker = worker(&db);
        worker.run_due().await.unwrap();
        create_lead(&workspace).await;
        db.clock.advance(TimeDelta::days(1));
        worker.run_due().await.unwrap();
        assert_eq!(receiver.received().len(), 1);
        let endpoint = get_endpoint(&workspace, id).await;
        assert_eq!((endpoint.enabled, endpoint.disabled_reason.as_deref()), (false, Some("gone")));
        assert_eq!(only_delivery(&workspace).await.delivery.state, DeliveryState::Failed);
    }

    async fn an_endpoint_that_only_failed_for_five_days_is_switched_off_and_that_is_told(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        receiver.answer_status(503);
        let id = register(&workspace, &receiver.url(), &[]).await.endpoint.id;
        let worker = worker(&db);
        for day in 0..=5 {
            assert!(get_endpoint(&workspace, id).await.enabled, "day {day}");
            create_lead(&workspace).await;
            worker.run_due().await.unwrap();
            db.clock.advance(TimeDelta::days(1));
        }
        let endpoint = get_endpoint(&workspace, id).await;
        assert_eq!((endpoint.enabled, endpoint.disabled_reason.as_deref()), (false, Some("failing")));
        let filter = EventFilter { subject_id: Some(id.into()), ..EventFilter::default() };
        let told = event::list(&workspace.read().await, &filter, &PageRequest::default()).await.unwrap();
        assert_eq!(told.data[0].event_type, "webhook_endpoint.disabled");
        let seen = receiver.received().len();
        worker.run_due().await.unwrap();
        assert_eq!(receiver.received().len(), seen, "what was waiting is not sent any more");
        assert!(deliveries(&workspace).await.iter().all(|d| d.state == DeliveryState::Failed));
    }

    async fn a_redirect_is_a_failure_and_not_followed(db: TestDb) {
        let workspace = db.workspace("a").await;
        let (receiver, elsewhere) = (Receiver::start().await, Receiver::start().await);
        receiver.answer(&[&format!("HTTP/1.1 307 Moved\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n", elsewhere.url())]);
        register(&workspace, &receiver.url(), &[]).await;
        create_lead(&workspace).await;
        worker(&db).run_due().await.unwrap();
        let attempt = only_delivery(&workspace).await.attempts.remove(0);
        assert_eq!((attempt.status_code, attempt.error.as_deref()), (Some(307), Some("redirect")));
        assert_eq!(elsewhere.connections(), 0);
    }

    async fn of_a_long_answer_a_kilobyte_is_kept_and_nothing_in_it_breaks_the_log(db: TestDb) {
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        let body = "\0<script>".repeat(1000);
        receiver.answer(&[&format!("HTTP/1.1 500 No\r\nContent-Length: {}\r\n\r\n{body}", body.len())]);
        register(&workspace, &receiver.url(), &[]).await;
        create_lead(&workspace).await;
        worker(&db).run_due().await.unwrap();
        let excerpt = only_delivery(&workspace).await.attempts.remove(0).response_excerpt.unwrap();
        assert!(excerpt.starts_with("\u{fffd}<script>") && excerpt.chars().count() == 1024);
    }

    async fn during_a_rotation_both_secrets_verify_and_a_day_later_only_the_new_one(db: TestDb) {
        set_real_time(&db);
        let workspace = db.workspace("a").await;
        let receiver = Receiver::start().await;
        let old = register(&workspace, &receiver.url(), &[]).await;
        let tx = workspace.write().await;
        let new = endpoint::rotate_secret(&tx, old.endpoint.id).await.unwrap();
        tx.commit().await.unwrap();
        create_lead(&workspace).await;
        let worker = worker(&db);
        worker.run_due().await.unwrap();
        let during = receiver.received().pop().unwrap();
        assert!(verify(&during, &old.secret) && verify(&during, &new.secret));
        assert_eq!(during.headers["webhook-signature"].split(' ').count(), 2);
        db.clock.advance(TimeDelta::hours(24));
        create_lead(&workspace).await;
        worker.run_due().await.unwrap();
        let after = receiver.received().pop().unwrap();
        assert_eq!(after.headers["webhook-signature"].split(' ').count(), 1);
    }
}
