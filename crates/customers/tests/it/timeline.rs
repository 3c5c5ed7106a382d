use crate::support::{account, subscription};
use customers::{
    note::{self, NewNote},
    timeline::{self, TimelineKind},
};
use kernel::page::PageRequest;
use testing::on_both_databases;

on_both_databases! {
    async fn a_timeline_tells_newest_first_what_happened_by_whom_and_goes_on_where_it_ended(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "A").await.id;
        tx.commit().await.unwrap();
        db.clock.advance(chrono::TimeDelta::minutes(1));
        let tx = w.write().await;
        subscription(&tx, a, 1_200).await;
        tx.commit().await.unwrap();
        db.clock.advance(chrono::TimeDelta::minutes(1));
        let tx = w.write().await;
        let note = note::create(&tx, NewNote { subject_id: a.into(), body: "想开分店".into(), pinned: false }).await.unwrap();
        let mut page = PageRequest { limit: Some(2), ..PageRequest::default() };
        let first = timeline::of(&tx, &[a.into()], &page).await.unwrap();
        assert_eq!((first.data[0].kind, first.data[0].event_type.as_str()), (TimelineKind::Note, "note.created"));
        assert_eq!(first.data[0].data["body"], "想开分店");
        assert_eq!(first.data[0].actor.name.as_deref(), Some("owner@a.example"));
        page.cursor = first.next_cursor;
        let second = timeline::of(&tx, &[a.into()], &page).await.unwrap();
        assert_eq!(second.data.last().unwrap().event_type, "account.created");
        note::delete(&tx, note.id).await.unwrap();
        let all = timeline::of(&tx, &[a.into()], &PageRequest::default()).await.unwrap();
        assert!(!format!("{:?}", all.data).contains("想开分店"), "a deleted note is gone");
    }
}
