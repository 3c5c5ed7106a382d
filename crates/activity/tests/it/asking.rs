//! What tests of questions have in common: a workspace that cuts time as they like, events that are simply sent, and
//! questions to it.

use activity::{
    Bits, CheckedBatch, EventBatch, Memory, Source, ingest,
    question::{Asked, Breakdown, Customers, Held, Question, UnitOfQuestion},
};
use chrono::{DateTime, TimeDelta, Utc};
use identity::workspace::WorkspacePatch;
use kernel::{Error, ids::SegmentId};
use serde_json::{Value, json};
use testing::{TestDb, TestWorkspace};

/// Customers as a test says that they are: what is known of them lies above this crate.
#[derive(Default)]
pub struct Known {
    pub members: Bits,
    pub held: Held,
}

#[async_trait::async_trait]
impl Customers for Known {
    async fn members(&self, _: &Asked<'_>, _: UnitOfQuestion, _: SegmentId) -> Result<Bits, Error> {
        Ok(self.members.clone())
    }

    async fn held(&self, _: &Asked<'_>, _: UnitOfQuestion, _: &Breakdown) -> Result<Held, Error> {
        Ok(self.held.clone())
    }
}

pub struct Desk {
    pub db: TestDb,
    pub workspace: TestWorkspace,
    pub memory: Memory,
    pub known: Known,
    sent: u32,
}

impl Desk {
    pub async fn new(db: TestDb) -> Self {
        let workspace = db.workspace("a").await;
        Self { db, workspace, memory: Memory::default(), known: Known::default(), sent: 0 }
    }

    pub async fn cut_time(&self, zone: &str, week_start: i32) {
        let tx = self.workspace.write().await;
        let patch = json!({ "time_zone": zone, "week_start": week_start });
        let patch: WorkspacePatch = serde_json::from_value(patch).unwrap();
        identity::workspace::update(&tx, patch).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Sends events; each gets a message id of its own.
    pub async fn send(&mut self, events: Vec<Value>) {
        for events in events.chunks(500) {
            let events: Vec<Value> = events.iter().map(|event| self.numbered(event)).collect();
            let body = json!({ "events": events }).to_string();
            let tx = self.workspace.write().await;
            let batch = EventBatch::read(body.as_bytes()).unwrap();
            let batch = CheckedBatch::of(batch, tx.now());
            let result = ingest(&tx, &self.memory, Source::Server, batch).await.unwrap();
            assert_eq!(result.accepted, events.len(), "{:?}", result.results);
            tx.commit().await.unwrap();
        }
    }

    fn numbered(&mut self, event: &Value) -> Value {
        self.sent += 1;
        let mut event = event.clone();
        event["message_id"] = json!(format!("m{}", self.sent));
        event
    }

    /// The segment of [`Known::members`].
    pub const fn segment(&self) -> SegmentId {
        SegmentId::from_uuid(self.workspace.id.uuid())
    }

    pub async fn settle(&self) {
        activity::index::settle(&self.db.db, self.workspace.id).await.unwrap();
    }

    pub async fn asked(&self) -> Asked<'_> {
        let caller = self.workspace.caller();
        Asked::open(&self.db.db, &self.memory, &self.known, &caller).await.unwrap()
    }

    /// The answer as a client reads it. Every check that it names holds, and every list behind a figure is as long as
    /// the figure says.
    pub async fn ask(&self, question: Value) -> Value {
        let question = question_of(question);
        let mut asked = self.asked().await;
        let answer = match question.clone() {
            Question::Trends(question) => json!(asked.trends(question).await.unwrap()),
            Question::Funnel(question) => json!(asked.funnel(question).await.unwrap()),
            Question::Retention(question) => json!(asked.retention(question).await.unwrap()),
            Question::Stickiness(question) => json!(asked.stickiness(question).await.unwrap()),
            Question::Lifecycle(question) => json!(asked.lifecycle(question).await.unwrap()),
            Question::Paths(question) => json!(asked.paths(question).await.unwrap()),
            Question::Adoption(question) => json!(asked.adoption(question).await.unwrap()),
        };
        for check in answer["checks"].as_array().unwrap() {
            assert_eq!(check["holds"], true, "{check} of {answer}");
        }
        for (cell, figure) in figures(&answer) {
            let units = asked.cell(question.clone(), &cell).await.unwrap();
            assert_eq!(units.map(|units| units.count()), Some(figure), "cell {cell} of {answer}");
        }
        answer
    }
}

/// `ask` says which question the other fields are of.
fn question_of(mut question: Value) -> Question {
    let kind = question.as_object_mut().unwrap().remove("ask");
    serde_json::from_value(json!({ "kind": kind, "parameters": question })).unwrap()
}

/// Every figure of an answer that opens a list.
fn figures(answer: &Value) -> Vec<(String, u64)> {
    let groups = answer["groups"].as_array().into_iter().flatten();
    let mut found: Vec<_> = groups.flat_map(figures).collect();
    let mut add = |cell: &Value, figure: &Value| {
        if let (Some(cell), Some(figure)) = (cell.as_str(), figure.as_u64()) {
            found.push((cell.to_owned(), figure));
        }
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for row in list(&answer["rows"]) {
        add(&row["cell"], &row["cohort_size"]);
        for cell in list(&row["cells"]) {
            add(&cell["cell"], &cell["units"]);
        }
        for name in ["new", "returning", "resurrecting", "dormant"] {
            add(&row["cells"][name], &row[name]);
        }
    }
    for series in list(&answer["series"]) {
        for value in list(&series["values"]) {
            add(&value["cell"], &value["value"]);
        }
    }
    for cell in list(&answer["exactly"]).into_iter().chain(list(&answer["at_least"])) {
        add(&cell["cell"], &cell["units"]);
    }
    for step in list(&answer["steps"]) {
        add(&step["cells"]["reached"], &step["units"]);
        add(&step["cells"]["dropped"], &step["dropped"]);
        add(&step["cells"]["still_open"], &step["still_open"]);
    }
    for step in list(&answer["steps"]) {
        for node in list(&step["nodes"]) {
            add(&node["cells"]["units"], &node["units"]);
            add(&node["cells"]["ended"], &node["ended_units"]);
        }
    }
    for link in list(&answer["links"]) {
        add(&link["cell"], &link["units"]);
    }
    for one in list(&answer["features"]) {
        for name in ["adopters", "new", "kept", "earlier", "lost", "others"] {
            add(&one["cells"][name], &one[name]);
        }
    }
    for count in list(&answer["breadth"]) {
        add(&count["cell"], &count["units"]);
    }
    let whole = if answer["active"].is_null() { "units" } else { "active" };
    add(&answer["cell"], &answer[whole]);
    for state in ["converted", "dropped", "still_open", "excluded"] {
        add(&answer["cells"][state], &answer[state]);
    }
    found
}

/// What a person did, by the sender's ids.
pub fn did(person: &str, name: &str, at: DateTime<Utc>) -> Value {
    json!({ "name": name, "occurred_at": at, "person_external_id": person })
}

pub fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn days(count: i64) -> TimeDelta {
    TimeDelta::days(count)
}
