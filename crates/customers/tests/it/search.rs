use crate::support::account;
use customers::{
    person::{self, NewPerson},
    search,
    task::{self, NewTask},
};
use kernel::{Grant, patch::Patch};
use testing::on_both_databases;

on_both_databases! {
    async fn the_palette_finds_accounts_people_and_tasks_and_shows_what_begins_with_the_word_first(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "悦享美容").await.id;
        for at in 0..6 {
            account(&tx, &format!("新悦享 {at}")).await;
        }
        person::create(&tx, NewPerson { name: "悦宁".into(), phone: Some("13800001234".into()), ..NewPerson::default() }).await.unwrap();
        let new = NewTask {
            title: "拜访悦享".into(), description: None, subject_id: a.into(), owner_id: Patch::Absent,
            due_at: None, priority: None,
        };
        task::create(&tx, new).await.unwrap();
        let found = search::accounts(&tx, "yuexiang").await.unwrap();
        assert_eq!(found.len(), 5);
        let found = search::accounts(&tx, "悦享").await.unwrap();
        assert_eq!((found.len(), found[0].title.as_str()), (5, "悦享美容"));
        assert_eq!(search::people(&tx, "yn").await.unwrap()[0].title, "悦宁");
        assert_eq!(search::people(&tx, "1234").await.unwrap().len(), 1);
        let tasks = search::tasks(&tx, "bfyx").await.unwrap();
        assert_eq!(tasks[0].subtitle.as_deref(), Some("悦享美容"));
        tx.commit().await.unwrap();
        let tx = w.write_with([Grant::CustomersRead]).await;
        assert!(search::people(&tx, "1234").await.unwrap().is_empty());
        drop(tx);
        let tx = w.write_with([Grant::EventsRead]).await;
        assert!(search::accounts(&tx, "悦享").await.unwrap().is_empty());
        assert!(search::tasks(&tx, "悦享").await.unwrap().is_empty());
    }
}
