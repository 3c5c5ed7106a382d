use crate::support::{account, code, fields, pair, person};
use chrono::TimeDelta;
use customers::task::{self, NewTask, TaskFilter, TaskPatch, TaskPriority, TaskState};
use jobs::{Subject, event};
use kernel::{Grant, WorkspaceTx, filter::Many, ids::ApiKeyId, page::PageRequest, patch::Patch};
use testing::on_both_databases;

fn new(title: &str, subject: impl Into<Subject>) -> NewTask {
    NewTask {
        title: title.into(),
        description: None,
        subject_id: subject.into(),
        owner_id: Patch::Absent,
        due_at: None,
        priority: None,
    }
}

async fn titles(tx: &WorkspaceTx, filter: TaskFilter) -> Vec<String> {
    let page = task::list(tx, &filter, &PageRequest::default()).await.unwrap();
    page.data.into_iter().map(|task| task.title).collect()
}

on_both_databases! {
    async fn a_task_is_the_callers_own_unless_said_otherwise_and_names_its_subject(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "悦享").await;
        let made = task::create(&tx, new("回访", a.id)).await.unwrap();
        assert_eq!((made.owner_id, made.state, made.priority), (Some(w.owner), TaskState::Open, TaskPriority::Normal));
        assert_eq!(made.subject.label.as_deref(), Some("悦享"));
        assert_eq!(made.owner.unwrap().name, "owner@a.example");
        let nobody = task::create(&tx, NewTask { owner_id: Patch::Null, ..new("x", a.id) }).await.unwrap();
        assert_eq!(nobody.owner_id, None);
    }

    async fn a_task_is_done_once_and_can_be_opened_again_and_its_account_remembers(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "A").await;
        let id = task::create(&tx, new("Call", a.id)).await.unwrap().id;
        let done = task::complete(&tx, id).await.unwrap();
        assert_eq!((done.state, done.completed_at, done.version), (TaskState::Done, Some(tx.now()), 2));
        assert_eq!(task::complete(&tx, id).await.unwrap().version, 2);
        let open = task::reopen(&tx, id).await.unwrap();
        assert_eq!((open.state, open.completed_at), (TaskState::Open, None));
        let patch = TaskPatch { title: Patch::Value("Call again".into()), priority: Patch::Value(TaskPriority::High), ..TaskPatch::default() };
        assert_eq!(task::update(&tx, id, patch).await.unwrap().title, "Call again");
        task::delete(&tx, id).await.unwrap();
        assert_eq!(code(task::get(&tx, id).await), "not_found");
        let told = event::about(&tx, a.id.into(), None, 10).await.unwrap();
        let mut types: Vec<_> = told.iter().map(|it| it.event_type.as_str()).filter(|it| it.starts_with("task")).collect();
        types.sort_unstable();
        assert_eq!(types, ["task.completed", "task.created", "task.deleted", "task.reopened", "task.updated"]);
    }

    async fn tasks_are_listed_by_owner_state_and_due_date_soonest_first(db: TestDb) {
        let w = db.workspace("a").await;
        let member = w.member("wang@a.example", "sales").await;
        let tx = w.write().await;
        let (a, p) = (account(&tx, "A").await, person(&tx, "Li").await);
        let due = |hours| Some(tx.now() + TimeDelta::hours(hours));
        task::create(&tx, NewTask { due_at: due(5), ..new("later", a.id) }).await.unwrap();
        task::create(&tx, NewTask { due_at: due(-5), ..new("overdue", a.id) }).await.unwrap();
        task::create(&tx, new("some day", p.id)).await.unwrap();
        let done = task::create(&tx, NewTask { due_at: due(-9), ..new("done", p.id) }).await.unwrap();
        task::complete(&tx, done.id).await.unwrap();
        task::create(&tx, NewTask { owner_id: Patch::Value(member), ..new("拜访客户", a.id) }).await.unwrap();
        let open = || Some(Many(vec![TaskState::Open]));
        let me = || Some(Many(vec!["me".parse().unwrap()]));
        let filter = TaskFilter::default;
        assert_eq!(titles(&tx, TaskFilter { owner_id: me(), state: open(), ..filter() }).await, ["overdue", "later", "some day"]);
        assert_eq!(titles(&tx, TaskFilter { state: open(), due_at_lt: Some(tx.now()), ..filter() }).await, ["overdue"]);
        assert_eq!(titles(&tx, TaskFilter { subject_id: Some(p.id.into()), ..filter() }).await, ["done", "some day"]);
        assert_eq!(titles(&tx, TaskFilter { q: Some("bfkh".into()), ..filter() }).await, ["拜访客户"]);
        let next = task::next_of(&tx, [a.id.into(), p.id.into()]).await.unwrap();
        assert_eq!((next[&a.id.into()].title.as_str(), next[&p.id.into()].title.as_str()), ("overdue", "some day"));
    }

    async fn a_subject_that_is_not_there_or_carries_no_tasks_is_refused(db: TestDb) {
        let (w, other) = (db.workspace("a").await, db.workspace("b").await);
        let tx = other.write().await;
        let foreign = account(&tx, "A").await.id;
        tx.commit().await.unwrap();
        let tx = w.write().await;
        let wrong = NewTask { owner_id: Patch::Value(other.owner), ..new(" ", foreign) };
        let told = fields(task::create(&tx, wrong).await.unwrap_err());
        assert_eq!(told, [pair("/owner_id", "not_found"), pair("/subject_id", "not_found"), pair("/title", "required")]);
        let key: ApiKeyId = tx.new_id();
        assert_eq!(fields(task::create(&tx, new("x", key)).await.unwrap_err()), [pair("/subject_id", "not_allowed")]);
    }

    async fn a_task_needs_the_grants_of_what_it_is_about(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "A").await;
        let id = task::create(&tx, new("Call", a.id)).await.unwrap().id;
        tx.commit().await.unwrap();
        let tx = w.write_with([Grant::LeadsRead, Grant::LeadsWrite]).await;
        assert!(titles(&tx, TaskFilter::default()).await.is_empty());
        assert_eq!(code(task::get(&tx, id).await), "not_found");
        assert_eq!(code(task::create(&tx, new("x", a.id)).await), "missing_grant");
        drop(tx);
        let tx = w.write_with([Grant::CustomersRead]).await;
        assert_eq!(titles(&tx, TaskFilter::default()).await, ["Call"]);
        assert_eq!(code(task::complete(&tx, id).await), "missing_grant");
        drop(tx);
        let tx = w.write_with([Grant::EventsRead]).await;
        assert_eq!(code(task::list(&tx, &TaskFilter::default(), &PageRequest::default()).await), "missing_grant");
    }
}
