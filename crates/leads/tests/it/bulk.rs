use crate::fixture::{create, created, named, refusal, stage_id, workspace};
use jobs::{Registry, Worker, operation};
use kernel::{Code, ids::LeadId, page::PageRequest};
use leads::lead::{self, BulkAssign, BulkEditor, Edit, LeadFilter, Move, Selection};
use serde_json::json;
use testing::{TestDb, on_both_databases};
use uuid::Uuid;

fn worker(db: &TestDb) -> Worker {
    Worker::new(db.db.clone(), Registry::default().perform(BulkEditor))
}

on_both_databases! {
    async fn many_leads_are_changed_at_once_and_those_that_are_not_are_named(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let (a, b, c) = (create(&tx, named("a")).await, create(&tx, named("b")).await, create(&tx, named("c")).await);
        lead::archive(&tx, c.id).await.unwrap();
        let missing = LeadId::from_uuid(Uuid::from_u128(7));
        let edit = Edit::Assign { owner_id: Some(workspace.owner) };
        let result = lead::edit_by_ids(&tx, vec![a.id, missing, b.id, c.id, a.id], &edit).await.unwrap();
        assert_eq!(result.updated, 2);
        let mut failed: Vec<_> = result.failed.into_iter().map(|it| (it.id, it.code)).collect();
        failed.sort();
        let mut expected = vec![
            (missing.to_string(), "not_found".to_owned()), (c.id.to_string(), "wrong_state".to_owned()),
        ];
        expected.sort();
        assert_eq!(failed, expected);
        assert_eq!(lead::get(&tx, a.id).await.unwrap().owner_id, Some(workspace.owner));
    }

    async fn leads_that_move_together_keep_places_between_which_there_is_room(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let mut ids = Vec::new();
        for n in 0..4 {
            ids.push(create(&tx, named(&format!("{n}"))).await.id);
        }
        let to = |before| Move { stage_id: before, lost_reason: None, lost_note: None, next_step: None, before_lead_id: None };
        let contacted = stage_id(&tx, "contacted").await;
        lead::edit_by_ids(&tx, ids.clone(), &Edit::Move { to: to(contacted) }).await.unwrap();
        let column = async || {
            let page = PageRequest { sort: Some("board".into()), ..PageRequest::default() };
            let page = lead::list(&tx, &LeadFilter::default(), &page).await.unwrap();
            page.data.into_iter().map(|lead| lead.id).collect::<Vec<_>>()
        };
        let order = column().await;
        let between = Move { before_lead_id: Some(order[1]), ..to(contacted) };
        lead::move_to(&tx, order[3], between).await.unwrap();
        assert_eq!(column().await, [order[0], order[3], order[1], order[2]]);
    }

    async fn an_operation_changes_all_that_a_filter_finds_and_counts_them(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        for n in 0..450 {
            create(&tx, named(&format!("lead {n}"))).await;
        }
        let filter: LeadFilter = serde_json::from_value(json!({"owner_id": "none", "q": "lead"})).unwrap();
        let edit = Edit::Assign { owner_id: Some(workspace.owner) };
        let started = lead::edit_by_filter(&tx, filter.clone(), edit).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(started.progress.total, Some(450));
        assert_eq!(worker(&db).run_due().await.unwrap(), 3);
        let tx = workspace.read().await;
        let ended = operation::get(&tx, started.id).await.unwrap();
        assert_eq!((ended.state.as_str(), ended.progress.done), ("succeeded", 450));
        assert_eq!(ended.counts, json!({"updated": 450, "failed": 0}));
        let page = PageRequest { count: Some(true), ..PageRequest::default() };
        assert_eq!(lead::list(&tx, &filter, &page).await.unwrap().total, Some(0));
    }

    async fn a_bulk_edit_names_leads_or_a_filter_and_not_both(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let lead = created(&workspace, named("a")).await;
        let input = |ids, filter| BulkAssign { lead_ids: ids, filter, owner_id: None };
        let both = input(Some(vec![lead.id]), Some(LeadFilter::default())).into_parts();
        assert_eq!(refusal(both).1, [" not_both"]);
        assert_eq!(refusal(input(None, None).into_parts()).1, [" one_of_required"]);
        let empty = input(Some(Vec::new()), None).into_parts();
        assert_eq!(refusal(empty).1, ["/lead_ids too_few"]);
        let (selection, _) = input(Some(vec![lead.id]), None).into_parts().unwrap();
        assert!(matches!(selection, Selection::Ids(ids) if ids == [lead.id]));
        let tx = workspace.write_with(crate::fixture::READER).await;
        let refused = lead::edit_by_filter(&tx, LeadFilter::default(), Edit::Archive).await;
        assert_eq!(refusal(refused).0, Code::MissingGrant);
    }
}
