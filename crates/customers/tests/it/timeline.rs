use crate::support::{account, subscription};
use customers::{
    note::{self, NewNote},
    timeline::{self, CustomerTimelineEntry, TimelineKind},
};
use kernel::{WorkspaceTx, history::Stretch, ids::AccountId};
use testing::on_both_databases;

async fn told(
    tx: &WorkspaceTx,
    id: AccountId,
    kinds: &[TimelineKind],
    stretch: Stretch,
    limit: u64,
) -> Vec<CustomerTimelineEntry> {
    timeline::of(tx, &[id.into()], kinds, stretch, limit).await.unwrap()
}

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
        let all = TimelineKind::ALL;
        let first = told(&tx, a, all, Stretch::default(), 2).await;
        assert_eq!((first[0].kind, first[0].event_type.as_str()), (TimelineKind::Note, "note.created"));
        assert_eq!(first[0].data["body"], "想开分店");
        assert_eq!(first[0].actor.name.as_deref(), Some("owner@a.example"));
        let before = first.last().map(|last| (last.at, last.id.uuid()));
        let rest = told(&tx, a, all, Stretch { before, since: None }, 9).await;
        assert_eq!(rest.last().unwrap().event_type, "account.created");
        for kind in [TimelineKind::Note, TimelineKind::Sale, TimelineKind::Event] {
            let of_kind = told(&tx, a, &[kind], Stretch::default(), 9).await;
            assert!(!of_kind.is_empty() && of_kind.iter().all(|entry| entry.kind == kind), "{kind}");
        }
        note::delete(&tx, note.id).await.unwrap();
        let all = told(&tx, a, all, Stretch::default(), 9).await;
        assert!(!format!("{all:?}").contains("想开分店"), "a deleted note is gone");
    }
}
