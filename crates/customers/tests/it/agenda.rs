use crate::support::{account, day, subscription, yuan};
use chrono::TimeDelta;
use customers::{
    agenda,
    task::{self, NewTask},
};
use kernel::patch::Patch;
use testing::on_both_databases;

on_both_databases! {
    async fn the_agenda_shows_my_open_tasks_and_the_renewals_that_come_up(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "A").await.id;
        let new = |title: &str, hours| NewTask {
            title: title.into(), description: None, subject_id: a.into(), owner_id: Patch::Absent,
            due_at: Some(tx.now() + TimeDelta::hours(hours)), priority: None,
        };
        task::create(&tx, new("late", -1)).await.unwrap();
        task::create(&tx, new("soon", 1)).await.unwrap();
        task::create(&tx, NewTask { owner_id: Patch::Null, ..new("nobody's", 1) }).await.unwrap();
        let due = agenda::due_tasks(&tx).await.unwrap();
        let titles: Vec<_> = due.tasks.iter().map(|task| task.title.as_str()).collect();
        assert_eq!((titles, due.open, due.overdue), (vec!["late", "soon"], 2, 1));

        subscription(&tx, a, 120_000).await;
        assert_eq!(agenda::upcoming_renewals(&tx, 90).await.unwrap().count, 0);
        let year = agenda::upcoming_renewals(&tx, 365).await.unwrap();
        assert_eq!((year.count, year.mrr, year.until), (1, vec![yuan(10_000)], day("2027-03-02")));
        assert_eq!(year.accounts[0].id, a);
    }
}
