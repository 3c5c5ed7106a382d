use crate::{
    house::{create_lead, register, worker},
    receiver::Receiver,
};
use std::time::{Duration, Instant};
use testing::on_both_databases;

on_both_databases! {
    async fn a_slow_receiver_holds_up_nobody_and_is_not_crowded(db: TestDb) {
        let workspace = db.workspace("a").await;
        let (slow, quick) = (Receiver::start().await, Receiver::start().await);
        slow.delay(Duration::from_secs(14));
        register(&workspace, &slow.url(), &[]).await;
        // The backlog of the slow one lies before everything the quick one gets.
        for _ in 0..60 {
            create_lead(&workspace).await;
        }
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(worker(&db).run(async { stopped.await.unwrap() }));
        while slow.received().len() < 4 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        register(&workspace, &quick.url(), &[]).await;
        for _ in 0..60 {
            create_lead(&workspace).await;
        }
        // However slow this machine is: the quick one gets everything while the slow one is still at its first few.
        let deadline = Instant::now() + Duration::from_mins(1);
        while quick.received().len() < 60 {
            assert!(Instant::now() < deadline, "{} of 60", quick.received().len());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(slow.most_at_once(), 4);
        assert!(slow.received().len() <= 20, "{} of 120", slow.received().len());
        running.abort();
        drop(stop);
    }
}
