use crate::fixture::{create, created, named, refusal, with_phone, workspace};
use customers::{
    entity::{note, task},
    note::NewNote,
    task::NewTask,
};
use kernel::{Code, WorkspaceTx, ids::LeadId, page::PageRequest, patch::Patch};
use leads::{
    duplicate::{self, LeadDuplicateReason},
    entity::{lead as row, touch},
    lead::{self, LeadFilter, LeadPatch, NewLead},
    merge::{self, MergeLeads},
    touch::NewTouch,
};
use proptest::{
    prelude::{Strategy, prop},
    strategy::ValueTree as _,
    test_runner::TestRunner,
};
use sea_orm::QueryOrder as _;
use std::collections::HashMap;
use testing::{TestDb, on_both_databases};

fn of(loser_ids: Vec<LeadId>) -> MergeLeads {
    MergeLeads { loser_ids, field_choices: HashMap::new() }
}

async fn with_tail(tx: &WorkspaceTx, input: NewLead) -> LeadId {
    let lead = create(tx, NewLead { touch: Some(NewTouch::default()), ..input }).await;
    let owner_id = Patch::Absent;
    let (title, subject_id) = ("Call".to_owned(), lead.id.into());
    let (description, due_at, priority) = (None, None, None);
    customers::task::create(
        tx,
        NewTask { title, description, subject_id, owner_id, due_at, priority },
    )
    .await
    .unwrap();
    customers::note::create(tx, NewNote { subject_id, body: "Hello".into(), pinned: false })
        .await
        .unwrap();
    lead.id
}

/// Everything that a merge may change, but for versions and times of change, which only move on.
async fn snapshot(tx: &WorkspaceTx) -> Vec<String> {
    let leads = tx.find::<row::Entity>().order_by_asc(row::Column::Id).all(&tx.db).await.unwrap();
    let leads = leads.into_iter().map(|lead| row::Model {
        version: 0,
        updated_at: lead.created_at,
        ..lead
    });
    let mut all: Vec<_> = leads
        .map(|lead| format!("{lead:?} {:?}", lead.phone.as_ref().map(ToString::to_string)))
        .collect();
    let touches =
        tx.find::<touch::Entity>().order_by_asc(touch::Column::Id).all(&tx.db).await.unwrap();
    all.extend(touches.iter().map(|it| format!("{it:?}")));
    let tasks = tx.find::<task::Entity>().order_by_asc(task::Column::Id).all(&tx.db).await.unwrap();
    all.extend(tasks.iter().map(|it| format!("{it:?}")));
    let notes = tx.find::<note::Entity>().order_by_asc(note::Column::Id).all(&tx.db).await.unwrap();
    all.extend(notes.iter().map(|it| format!("{it:?}")));
    all
}

/// Leads of which any field may be missing.
fn random_lead() -> impl Strategy<Value = NewLead> {
    let texts = prop::array::uniform4(prop::option::of("[a-z张李]{1,6}"));
    let tags = prop::collection::vec("[a-c]", 0..3);
    (texts, prop::option::of(13_800_000_000_u64..13_800_000_004), tags, "[a-z]{8}").prop_map(
        |([company, city, note, title], phone, tags, external_id)| NewLead {
            name: Some("x".into()),
            company,
            city,
            note,
            title,
            phone: phone.map(|it| it.to_string()),
            tags,
            external_id: Some(external_id),
            ..NewLead::default()
        },
    )
}

async fn random_merges_are_undone_exactly(db: &TestDb, cases: u32) {
    let workspace = workspace(db, "a").await;
    let mut runner = TestRunner::deterministic();
    let strategy = prop::collection::vec(random_lead(), 2..5);
    for _ in 0..cases {
        let leads = strategy.new_tree(&mut runner).unwrap().current();
        let tx = workspace.write().await;
        let mut ids = Vec::new();
        for lead in leads {
            if let Ok(made) = lead::create(&tx, NewLead { external_id: None, ..lead.clone() }).await
            {
                let id = Patch::Value(format!(
                    "{}-{}",
                    lead.external_id.unwrap_or_default(),
                    made.lead.id
                ));
                lead::update(
                    &tx,
                    made.lead.id,
                    LeadPatch { external_id: id, ..LeadPatch::default() },
                )
                .await
                .unwrap();
                leads::touch::add(&tx, made.lead.id, NewTouch::default()).await.unwrap();
                ids.push(made.lead.id);
            }
        }
        let before = snapshot(&tx).await;
        let merged = merge::merge(&tx, ids[0], of(ids[1..].to_vec())).await.unwrap();
        assert_ne!(snapshot(&tx).await, before);
        merge::undo(&tx, merged.merge_id).await.unwrap();
        assert_eq!(snapshot(&tx).await, before);
        // The next case starts afresh.
        drop(tx);
    }
}

#[tokio::test]
async fn on_sqlite_random_merges_are_undone_exactly() {
    Box::pin(random_merges_are_undone_exactly(&TestDb::sqlite().await, 60)).await;
}

#[tokio::test]
async fn on_postgres_random_merges_are_undone_exactly() {
    Box::pin(random_merges_are_undone_exactly(&TestDb::postgres().await, 8)).await;
}

on_both_databases! {
    async fn the_winner_takes_what_it_lacks_and_everything_that_hangs_on_the_losers(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let winner = with_tail(&tx, named("张伟")).await;
        let loser = with_tail(&tx, NewLead {
            company: Some("悦享美容".into()), tags: vec!["VIP".into()], external_id: Some("x".into()),
            ..with_phone("Zhang Wei", "13800001234")
        }).await;
        let before = snapshot(&tx).await;
        let merged = merge::merge(&tx, winner, of(vec![loser])).await.unwrap();
        let lead = &merged.lead;
        assert_eq!((lead.name.as_deref(), lead.company.as_deref()), (Some("张伟"), Some("悦享美容")));
        assert_eq!((lead.phone.as_deref(), lead.external_id.as_deref()), (Some("+8613800001234"), Some("x")));
        assert_eq!(lead.tags, ["VIP"]);
        let touches = leads::touch::list(&tx, winner, &PageRequest::default()).await.unwrap().data;
        assert_eq!(touches.len(), 2);
        let filter = customers::task::TaskFilter { subject_id: Some(winner.into()), ..Default::default() };
        assert_eq!(customers::task::list(&tx, &filter, &PageRequest::default()).await.unwrap().data.len(), 2);
        let gone = lead::get(&tx, loser).await.unwrap();
        assert_eq!((gone.merged_into_id, gone.archived_at), (Some(winner), Some(tx.now())));
        assert_eq!(lead::list(&tx, &LeadFilter::default(), &PageRequest::default()).await.unwrap().data.len(), 1);
        let archived = LeadFilter { archived: Some(true), ..LeadFilter::default() };
        assert!(lead::list(&tx, &archived, &PageRequest::default()).await.unwrap().data.is_empty());
        assert_eq!(refusal(lead::unarchive(&tx, loser).await).0, Code::WrongState);

        let undone = merge::undo(&tx, merged.merge_id).await.unwrap();
        assert_eq!((undone.company, undone.external_id), (None, None));
        assert_eq!(snapshot(&tx).await, before);
        assert_eq!(refusal(merge::undo(&tx, merged.merge_id).await).0, Code::WrongState);
    }

    async fn undoing_keeps_what_was_changed_after_the_merge(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let winner = create(&tx, named("张伟")).await.id;
        let loser = create(&tx, NewLead { company: Some("A".into()), city: Some("B".into()), ..named("x") }).await.id;
        let merged = merge::merge(&tx, winner, of(vec![loser])).await.unwrap();
        let patch = LeadPatch { company: Patch::Value("C".into()), ..LeadPatch::default() };
        lead::update(&tx, winner, patch).await.unwrap();
        leads::touch::add(&tx, winner, NewTouch::default()).await.unwrap();
        let undone = merge::undo(&tx, merged.merge_id).await.unwrap();
        assert_eq!((undone.company.as_deref(), undone.city), (Some("C"), None));
        assert_eq!(leads::touch::list(&tx, winner, &PageRequest::default()).await.unwrap().data.len(), 1);
    }

    async fn merges_into_one_lead_are_undone_from_the_last(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let ids = [create(&tx, named("a")).await.id, create(&tx, named("b")).await.id, create(&tx, named("c")).await.id];
        let before = snapshot(&tx).await;
        let first = merge::merge(&tx, ids[0], of(vec![ids[1]])).await.unwrap().merge_id;
        let second = merge::merge(&tx, ids[0], of(vec![ids[2]])).await.unwrap().merge_id;
        assert_eq!(refusal(merge::undo(&tx, first).await).0, Code::WrongState);
        merge::undo(&tx, second).await.unwrap();
        merge::undo(&tx, first).await.unwrap();
        assert_eq!(snapshot(&tx).await, before);
    }

    async fn what_can_not_be_merged_is_named(db: TestDb) {
        let (ours, theirs) = (workspace(&db, "a").await, workspace(&db, "b").await);
        let foreign = created(&theirs, named("x")).await.id;
        let tx = ours.write().await;
        let winner = create(&tx, named("a")).await.id;
        let archived = create(&tx, named("b")).await.id;
        lead::archive(&tx, archived).await.unwrap();
        let refused = merge::merge(&tx, winner, of(vec![foreign, archived])).await;
        assert_eq!(refusal(refused).1, ["/loser_ids/0 not_found", "/loser_ids/1 not_allowed"]);
        let mut itself = of(vec![winner]);
        itself.field_choices = [("stage".to_owned(), winner), ("name".to_owned(), archived)].into();
        assert_eq!(refusal(merge::merge(&tx, winner, itself).await).1, [
            "/field_choices/name not_allowed", "/field_choices/stage unknown_field", "/loser_ids/0 not_allowed",
        ]);
        drop(tx);
        let tx = theirs.write().await;
        let other = kernel::ids::MergeId::from_uuid(uuid::Uuid::from_u128(1));
        assert_eq!(refusal(merge::undo(&tx, other).await).0, Code::NotFound);
    }
}

on_both_databases! {
    async fn a_company_is_found_again_however_its_name_is_written_but_not_in_another_city(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let of = |company: &str| NewLead { company: Some(company.into()), ..named("陈静") };
        let first = create(&tx, of("杭州好味餐饮有限公司")).await.id;
        let again = create(&tx, of("好味餐饮（杭州）")).await.id;
        create(&tx, of("好味餐饮（上海）有限公司")).await;
        create(&tx, of("杭州美味餐饮有限公司")).await;
        let found = duplicate::list(&tx, first).await.unwrap();
        let found: Vec<_> = found.iter().map(|it| (it.lead.id, it.reasons.clone())).collect();
        assert_eq!(found, [(again, vec![LeadDuplicateReason::Company])]);
    }
}
