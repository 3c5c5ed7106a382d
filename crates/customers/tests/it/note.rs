use crate::support::{account, code, fields, pair};
use customers::note::{self, NewNote, NoteFilter, NotePatch};
use jobs::event;
use kernel::{Grant, page::PageRequest, patch::Patch};
use testing::on_both_databases;

on_both_databases! {
    async fn a_note_is_written_rewritten_found_and_deleted_and_its_text_stays_out_of_the_audit_trail(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "A").await;
        let body = "Wants a **second shop** / 想开分店".to_owned();
        let made = note::create(&tx, NewNote { subject_id: a.id.into(), body, pinned: false }).await.unwrap();
        assert_eq!(made.author.name.as_deref(), Some("owner@a.example"));
        assert_eq!(made.subject.label.as_deref(), Some("A"));
        let patch = NotePatch { body: Patch::Value("Second Shop in May".into()), pinned: Patch::Value(true) };
        let seen = note::update(&tx, made.id, patch).await.unwrap();
        assert_eq!((seen.pinned, seen.version), (true, 2));
        let filter = NoteFilter { subject_id: Some(a.id.into()), pinned: Some(true), q: Some("may SHOP".into()) };
        assert_eq!(note::list(&tx, &filter, &PageRequest::default()).await.unwrap().data.len(), 1);
        note::delete(&tx, made.id).await.unwrap();
        assert!(note::list(&tx, &NoteFilter::default(), &PageRequest::default()).await.unwrap().data.is_empty());
        let told = event::about(&tx, a.id.into(), None, 10).await.unwrap();
        assert_eq!(told.iter().filter(|it| it.event_type.starts_with("note.")).count(), 3);
        assert!(told.iter().all(|it| !format!("{it:?}").to_lowercase().contains("shop")));
    }

    async fn a_blank_or_endless_note_is_refused(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "A").await;
        for (body, expected) in [("  ".to_owned(), "required"), ("长".repeat(20_001), "too_long")] {
            let new = NewNote { subject_id: a.id.into(), body, pinned: false };
            assert_eq!(fields(note::create(&tx, new).await.unwrap_err()), [pair("/body", expected)]);
        }
        let longest = NewNote { subject_id: a.id.into(), body: "长".repeat(20_000), pinned: false };
        assert!(note::create(&tx, longest).await.is_ok());
    }

    async fn a_note_needs_the_grants_of_what_it_is_about(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "A").await;
        let new = || NewNote { subject_id: a.id.into(), body: "x".into(), pinned: false };
        let id = note::create(&tx, new()).await.unwrap().id;
        tx.commit().await.unwrap();
        let tx = w.write_with([Grant::CustomersRead]).await;
        assert_eq!(code(note::create(&tx, new()).await), "missing_grant");
        assert_eq!(code(note::delete(&tx, id).await), "missing_grant");
        assert!(note::get(&tx, id).await.is_ok());
    }
}
