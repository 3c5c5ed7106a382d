//! What lists cost: how many queries, and from which indexes they are answered.

use crate::fixture::workspace;
use chrono::TimeDelta;
use kernel::{
    Backend, Caller, Db, WorkspaceTx,
    ids::LeadId,
    page::PageRequest,
    phone::{Phone, Region},
};
use leads::{
    channel::ChannelFilter,
    entity::lead as lead_entity,
    lead::{self, LeadFilter, LeadRow},
    stage,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DbBackend, QueryFilter as _, QueryTrait as _, Statement,
};
use serde_json::json;
use std::sync::{Arc, Mutex};
use testing::{TestWorkspace, on_both_databases};

/// The database with a record of every statement that a reader runs.
fn recorded(db: &Db) -> (Db, Arc<Mutex<Vec<Statement>>>) {
    let seen: Arc<Mutex<Vec<Statement>>> = Arc::default();
    let mut db = db.clone();
    let record = seen.clone();
    db.readers.set_metric_callback(move |info| record.lock().unwrap().push(info.statement.clone()));
    (db, seen)
}

async fn fill(workspace: &TestWorkspace, count: usize) {
    let tx = workspace.write().await;
    let stages = stage::list(&tx).await.unwrap();
    let channels = leads::channel::list(&tx, &ChannelFilter::default(), &PageRequest::default())
        .await
        .unwrap()
        .data;
    let rows = (0..count).map(|n| {
        let age = TimeDelta::minutes(i64::try_from(n).unwrap());
        let mut row = LeadRow::new(tx.new_id(), stages[n % stages.len()].id, tx.now() - age);
        row.name = Some(format!("Lead {n}"));
        let phone = format!("+86138{:08}", n / 2);
        row.phone = Phone::parse(&phone, Region::CHINA).ok();
        row.owner_id = (n % 3 == 0).then_some(workspace.owner);
        row.channel_id = Some(channels[n % channels.len()].id);
        row
    });
    lead::insert_many(&tx, rows.collect()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn list(db: &Db, caller: Caller, filter: serde_json::Value, page: PageRequest) -> usize {
    let filter: LeadFilter = serde_json::from_value(filter).unwrap();
    let tx = WorkspaceTx::read(db, caller).await.unwrap();
    lead::list(&tx, &filter, &page).await.unwrap().data.len()
}

/// How the database would answer a statement, in its own words.
async fn plan(tx: &WorkspaceTx, statement: &Statement) -> String {
    let (backend, explain) = match tx.backend() {
        Backend::Sqlite => (DbBackend::Sqlite, "EXPLAIN QUERY PLAN "),
        Backend::Postgres => (DbBackend::Postgres, "EXPLAIN "),
    };
    let values = statement.values.clone().map(|values| values.0).unwrap_or_default();
    let sql = format!("{explain}{}", statement.sql);
    let rows =
        tx.db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await.unwrap();
    let column = if tx.backend() == Backend::Sqlite { "detail" } else { "QUERY PLAN" };
    rows.iter().map(|row| row.try_get::<String>("", column).unwrap()).collect::<Vec<_>>().join("\n")
}

on_both_databases! {
    async fn a_list_takes_three_queries_whatever_the_page_size(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        fill(&workspace, 300).await;
        let (recorded, seen) = recorded(&db.db);
        let mut counts = Vec::new();
        for limit in [1, 50, 200] {
            seen.lock().unwrap().clear();
            let page = PageRequest { limit: Some(limit), ..PageRequest::default() };
            let found = list(&recorded, workspace.caller(), json!({"include": "owner,channel"}), page).await;
            assert_eq!(found as u64, limit);
            let of_leads = seen.lock().unwrap().iter().filter(|it| it.sql.contains("FROM")).count();
            counts.push(of_leads);
        }
        assert_eq!(counts, [3, 3, 3]);
    }

    async fn every_list_order_is_read_from_an_index_without_sorting(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        fill(&workspace, 3000).await;
        let analyse = workspace.write().await;
        analyse.db.execute_unprepared("ANALYZE").await.unwrap();
        analyse.commit().await.unwrap();
        let (recorded, seen) = recorded(&db.db);
        for sort in ["-created_at", "created_at", "-updated_at", "name", "stage", "-last_touch_at"] {
            for filter in [json!({}), json!({"status_type": "open"}), json!({"owner_id": "me"})] {
                seen.lock().unwrap().clear();
                let page = PageRequest { limit: Some(50), sort: Some(sort.into()), ..PageRequest::default() };
                list(&recorded, workspace.caller(), filter.clone(), page).await;
                let statement = seen.lock().unwrap().iter().find(|it| it.sql.contains("\"lead\"")).unwrap().clone();
                let plan = plan(&workspace.read().await, &statement).await;
                assert!(plan.contains("lead_live_"), "{sort} {filter}: {plan}");
                if filter == json!({}) {
                    let sorts = plan.contains("TEMP B-TREE") || plan.contains("Sort Key");
                    assert!(!sorts, "{sort} {filter}: {plan}");
                }
            }
        }
    }

    async fn leads_are_found_by_their_ids_without_reading_the_rest_of_the_workspace(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        fill(&workspace, 3000).await;
        db.db.refresh_statistics().await.unwrap();
        // SQLite tells a connection what was counted when it begins; this one did the counting.
        let tx = workspace.write().await;
        if tx.backend() == Backend::Postgres {
            // As it does by itself within a minute.
            tx.db.execute_unprepared("ANALYZE lead").await.unwrap();
        }
        let some: Vec<LeadId> = (0..5).map(|_| tx.new_id()).collect();
        let by_ids = tx.find::<lead_entity::Entity>().filter(lead_entity::Column::Id.is_in(some));
        let plan = plan(&tx, &by_ids.build(db.db.backend.into())).await;
        let reads_index = plan.contains("sqlite_autoindex_lead_1") || plan.contains("lead_pkey");
        assert!(reads_index, "{plan}");
    }
}
