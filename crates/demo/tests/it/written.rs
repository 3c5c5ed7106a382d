//! What was written is what the product itself would have written.

use crate::digest::{NOW, write};
use customers::{
    entity::{account, affiliation, customer_order, subscription},
    mrr, standing,
};
use demo::{Year, store};
use identity::workspace::MrrWhilePaused;
use jobs::entity::{domain_event, job};
use kernel::{Actor, Caller, Db, Grants, WorkspaceTx, locale::Locale};
use leads::entity::{lead, lead_form, touch};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DbBackend, PaginatorTrait as _, QueryFilter as _,
    Statement,
};
use std::{collections::HashMap, sync::Arc};
use testing::{MockClock, SeededRandom, TestDb, on_both_databases};

pub async fn read(db: &Db, year: &Year) -> WorkspaceTx {
    let owner = &year.members[0];
    let caller = Caller {
        workspace: year.workspace.id,
        actor: Actor::Member { member: owner.id, operator: owner.operator_id },
        grants: Grants::all(),
        request_id: "req_test".to_owned(),
        expected_version: None,
    };
    WorkspaceTx::read(db, caller).await.unwrap()
}

#[tokio::test]
async fn postgresql_knows_the_sizes_of_its_tables_as_soon_as_the_year_is_written() {
    let db = TestDb::postgres().await;
    let year = write(&db, 3, Locale::En).await;
    let sql = "SELECT CAST(reltuples AS bigint) AS rows FROM pg_class WHERE relname = 'lead'";
    let size = Statement::from_string(DbBackend::Postgres, sql);
    let row = db.db.readers.query_one_raw(size).await.unwrap().unwrap();
    let known: i64 = row.try_get("", "rows").unwrap();
    assert_eq!(usize::try_from(known).unwrap(), year.leads.len());
}

on_both_databases! {
    async fn every_fact_of_the_year_is_a_row_and_nothing_is_left_to_do(db: TestDb) {
        let year = write(&db, 3, Locale::ZhCn).await;
        let tx = read(&db.db, &year).await;
        let count = |rows: u64| usize::try_from(rows).unwrap();
        assert_eq!(count(tx.find::<lead::Entity>().count(&tx.db).await.unwrap()), year.leads.len());
        assert_eq!(count(tx.find::<touch::Entity>().count(&tx.db).await.unwrap()), year.touches.len());
        assert_eq!(count(tx.find::<account::Entity>().count(&tx.db).await.unwrap()), year.accounts.len());
        assert_eq!(count(tx.find::<customer_order::Entity>().count(&tx.db).await.unwrap()), year.orders.len());
        assert_eq!(count(tx.find::<domain_event::Entity>().count(&tx.db).await.unwrap()), year.history.len());
        let events = tx.find::<activity::entity::event::Entity>().count(&tx.db).await.unwrap();
        assert_eq!(count(events), year.uses.len());
        let waiting = tx.find::<domain_event::Entity>().filter(domain_event::Column::Dispatched.eq(false));
        assert_eq!(waiting.count(&tx.db).await.unwrap(), 0);
        let system = kernel::SystemTx::read(&db.db).await.unwrap();
        assert_eq!(system.find::<job::Entity>().count(&system.db).await.unwrap(), 0);
        let forms = tx.find::<lead_form::Entity>().filter(lead_form::Column::Published.eq(true));
        assert_eq!(forms.count(&tx.db).await.unwrap(), 1);
    }

    async fn the_standing_of_every_account_follows_from_its_subscriptions(db: TestDb) {
        let year = write(&db, 4, Locale::En).await;
        let tx = read(&db.db, &year).await;
        let mut contracts: HashMap<_, Vec<_>> = HashMap::new();
        for row in tx.find::<subscription::Entity>().all(&tx.db).await.unwrap() {
            contracts.entry(row.account_id).or_default().push(row);
        }
        let mut paying = 0;
        for row in tx.find::<account::Entity>().all(&tx.db).await.unwrap() {
            let stored = contracts.remove(&row.id).unwrap_or_default();
            let mut rows = stored.clone();
            let paid = standing::of_subscriptions(&mut rows, MrrWhilePaused::Zero);
            assert_eq!(rows, stored, "each part of the MRR");
            assert_eq!((row.mrr, row.mrr_currency), paid.mrr.unzip());
            assert_eq!((row.renews_on, row.plan_id), (paid.renews_on, paid.plan_id));
            paying += usize::from(row.mrr.is_some());
            let people = tx.find::<affiliation::Entity>().filter(affiliation::Column::AccountId.eq(row.id));
            assert_eq!(i64::try_from(people.count(&tx.db).await.unwrap()).unwrap(), row.people_count);
        }
        assert!(paying >= 10, "{paying} accounts pay");
    }

    async fn the_ledger_of_revenue_is_what_the_accounts_say(db: TestDb) {
        let year = write(&db, 1, Locale::En).await;
        let at = NOW.parse().unwrap();
        let then = db.db.with(Arc::new(MockClock::at(at)), Arc::new(SeededRandom::from_seed(1)));
        let tx = read(&then, &year).await;
        let summary = mrr::summary(&tx, &mrr::MrrSummaryQuery::default()).await.unwrap();
        assert_eq!(summary.currencies.len(), 1);
        assert!(summary.currencies[0].checks.iter().all(|check| check.holds));
        let movements = mrr::list(&tx, &mrr::MrrMovementFilter::default()).await.unwrap();
        let changes: usize = year.subscriptions.iter().map(|it| it.fees.days().count()).sum();
        let ended = year.subscriptions.iter().filter(|it| it.ended.is_some()).count();
        assert!(changes + ended > 0);
        let today = year.subscriptions.iter().flat_map(|it| it.pauses.days());
        let paused = today.filter(|day| *day <= at.date_naive()).count();
        assert_eq!(movements.total, year.subscriptions.len() + changes + ended + paused);
    }

    async fn a_lead_of_the_demo_is_found_by_pinyin_and_read_with_its_timeline(db: TestDb) {
        let year = write(&db, 5, Locale::ZhCn).await;
        let tx = read(&db.db, &year).await;
        let filter = leads::lead::LeadFilter { q: Some("wang".to_owned()), ..Default::default() };
        let page = kernel::page::PageRequest::default();
        let found = leads::lead::list(&tx, &filter, &page).await.unwrap();
        assert!(!found.data.is_empty());
        let won = year.leads.iter().find(|lead| lead.account_id.is_some()).unwrap();
        let about = jobs::event::about(&tx, won.id.into(), None, 100).await.unwrap();
        let types: Vec<_> = about.iter().map(|entry| entry.event_type.as_str()).collect();
        assert!(types.contains(&"lead.created") && types.contains(&"lead.stage_changed"), "{types:?}");
    }

    async fn a_second_demo_takes_addresses_of_its_own_and_the_same_one_is_told_apart(db: TestDb) {
        let first = write(&db, 1, Locale::ZhCn).await;
        let second = write(&db, 2, Locale::ZhCn).await;
        assert_eq!(first.workspace.slug, "yundian");
        assert_eq!(second.workspace.slug, "yundian-2");
        assert_eq!(second.members[0].email, "demo-2@yundian.example");
        let again = demo::simulate(1, Locale::ZhCn, 0.05, NOW.parse().unwrap());
        assert!(store::settle(&db.db, again).await.unwrap().is_none());
        assert!(!store::is_empty(&db.db).await.unwrap());
        let tx = read(&db.db, &second).await;
        let leads = tx.find::<lead::Entity>().count(&tx.db).await.unwrap();
        assert_eq!(usize::try_from(leads).unwrap(), second.leads.len());
        let any: Option<lead::Model> = tx.find::<lead::Entity>().one(&tx.db).await.unwrap();
        assert!(any.is_some_and(|row| row.workspace_id == second.workspace.id));
    }
}
