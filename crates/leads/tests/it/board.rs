use crate::fixture::{create, named, refusal, stage_id, workspace};
use kernel::{Code, WorkspaceTx, filter::Many, ids::LeadId, page::PageRequest};
use leads::lead::{self, BoardRequest, LeadFilter, Move};
use testing::on_both_databases;

/// The names of the leads in a column of the board.
async fn column(tx: &WorkspaceTx, key: &str) -> Vec<String> {
    let board = lead::board(tx, &LeadFilter::default(), &BoardRequest::default()).await.unwrap();
    let column = board.columns.into_iter().find(|column| column.stage.key == key).unwrap();
    column.leads.into_iter().map(|lead| lead.name.unwrap()).collect()
}

async fn move_before(tx: &WorkspaceTx, id: LeadId, key: &str, before: Option<LeadId>) {
    let stage_id = stage_id(tx, key).await;
    let to = Move {
        stage_id,
        lost_reason: None,
        lost_note: None,
        next_step: None,
        before_lead_id: before,
    };
    lead::move_to(tx, id, to).await.unwrap();
}

on_both_databases! {
    async fn what_comes_last_is_on_top_and_a_lead_goes_where_it_is_put(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let mut ids = Vec::new();
        for name in ["a", "b", "c", "d"] {
            let tx = workspace.write().await;
            ids.push(create(&tx, named(name)).await.id);
            tx.commit().await.unwrap();
            db.clock.advance(chrono::TimeDelta::seconds(1));
        }
        let tx = workspace.write().await;
        assert_eq!(column(&tx, "new").await, ["d", "c", "b", "a"]);
        move_before(&tx, ids[0], "new", Some(ids[2])).await;
        assert_eq!(column(&tx, "new").await, ["d", "a", "c", "b"]);
        move_before(&tx, ids[1], "new", Some(ids[3])).await;
        assert_eq!(column(&tx, "new").await, ["b", "d", "a", "c"]);
        move_before(&tx, ids[3], "contacted", None).await;
        move_before(&tx, ids[2], "contacted", None).await;
        assert_eq!(column(&tx, "contacted").await, ["c", "d"]);
        move_before(&tx, ids[1], "contacted", Some(ids[3])).await;
        assert_eq!(column(&tx, "contacted").await, ["c", "b", "d"]);
        assert_eq!(column(&tx, "new").await, ["a"]);
        let elsewhere = Move {
            stage_id: stage_id(&tx, "new").await, lost_reason: None, lost_note: None,
            next_step: None,
            before_lead_id: Some(ids[3]),
        };
        let refused = lead::move_to(&tx, ids[0], elsewhere).await;
        assert_eq!(refusal(refused), (Code::Invalid, vec!["/before_lead_id not_found".to_owned()]));
    }

    async fn a_column_has_its_total_and_goes_on_in_the_list(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        for n in 0..5 {
            create(&tx, named(&format!("lead {n}"))).await;
        }
        let request = BoardRequest { per_stage: Some(2) };
        let board = lead::board(&tx, &LeadFilter::default(), &request).await.unwrap();
        assert_eq!(board.columns.len(), 8);
        let column = &board.columns[0];
        assert_eq!((column.total, column.leads.len()), (5, 2));
        let of_stage = LeadFilter { stage_id: Some(Many(vec![column.stage.id])), ..LeadFilter::default() };
        let rest = PageRequest {
            sort: Some("board".into()), cursor: column.next_cursor.clone(), ..PageRequest::default()
        };
        let rest = lead::list(&tx, &of_stage, &rest).await.unwrap().data;
        let mut all: Vec<_> = column.leads.iter().chain(&rest).map(|lead| lead.id).collect();
        all.sort();
        all.dedup();
        assert_eq!((rest.len(), all.len()), (3, 5));
    }

    async fn the_counts_add_up_whatever_they_are_counted_by(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        for n in 0..4 {
            create(&tx, named(&format!("lead {n}"))).await;
        }
        let first = lead::list(&tx, &LeadFilter::default(), &PageRequest::default()).await.unwrap().data[0].id;
        move_before(&tx, first, "won", None).await;
        let counts = lead::counts(&tx, &LeadFilter::default()).await.unwrap();
        assert_eq!((counts.total, counts.open, counts.unassigned), (4, 3, 3));
        assert_eq!(counts.by_stage.iter().map(|it| it.count).sum::<u64>(), 4);
        assert_eq!(counts.by_channel.iter().map(|it| it.count).sum::<u64>(), 4);
        assert_eq!(counts.by_stage[0].count, 3);
    }
}
