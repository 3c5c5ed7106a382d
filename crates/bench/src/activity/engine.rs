//! The product's crate in this process: what a question costs without HTTP, and what keeping the index fresh does.

use super::question::{Asking, Kind};
use crate::processor;
use crate::server::{Home, SECRET};
use activity::Memory;
use activity::question::{Asked, EventCondition, Question, UnitOfQuestion};
use anyhow::Result;
use kernel::ids::WorkspaceId;
use kernel::{Caller, Db, OpenDb, Secret};
use segments::audience::KnownCustomers;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use uuid::Uuid;

pub struct Engine {
    runtime: Runtime,
    db: Db,
    memory: Memory,
    caller: Caller,
}

/// How long a question took, and its figures.
pub struct Took {
    /// From an open snapshot to the answer.
    pub answer: Duration,
    /// The same and opening the snapshot.
    pub whole: Duration,
    pub cells: Value,
}

enum Typed {
    Question(Box<Question>),
    Segment(Box<[EventCondition; 2]>),
}

impl Engine {
    pub fn open(home: &Home<'_>, workspace: Uuid) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let open = OpenDb::new(home.database_url, Secret::new(SECRET.as_bytes()));
        let db = runtime.block_on(open.open())?;
        let caller = Caller::system(WorkspaceId::from(workspace), "bench");
        Ok(Self { runtime, db, memory: Memory::default(), caller })
    }

    /// Carries the log into the index. How long that took, and how much of it on a processor.
    pub fn settle(&self) -> Result<(Duration, Duration)> {
        let (started, used) = (Instant::now(), processor::used()?);
        self.runtime.block_on(activity::index::settle(&self.db, self.caller.workspace))?;
        Ok((started.elapsed(), processor::used()?.saturating_sub(used)))
    }

    /// As after a start: nothing of the index has been read yet.
    pub fn forget(&mut self) {
        self.memory = Memory::default();
    }

    pub fn ask(&self, asking: &Asking) -> Result<Took> {
        let typed = typed(asking)?;
        self.runtime.block_on(async {
            let started = Instant::now();
            let mut asked =
                Asked::open(&self.db, &self.memory, &KnownCustomers, &self.caller).await?;
            let opened = Instant::now();
            let (answered, answer) = answer(&mut asked, typed).await?;
            let cells = asking.cells(&answer)?;
            Ok(Took { answer: answered - opened, whole: answered - started, cells })
        })
    }
}

fn typed(asking: &Asking) -> Result<Typed> {
    let parameters = asking.parameters();
    if asking.kind == Kind::Segment {
        return Ok(Typed::Segment(Box::new(serde_json::from_value(parameters)?)));
    }
    let question = json!({ "kind": asking.kind.word(), "parameters": parameters });
    Ok(Typed::Question(Box::new(serde_json::from_value(question)?)))
}

/// When the answer was there, and the answer as the API writes it.
async fn answer(asked: &mut Asked<'_>, typed: Typed) -> Result<(Instant, Value)> {
    macro_rules! timed {
        ($answer:expr) => {{
            let answer = $answer;
            (Instant::now(), serde_json::to_value(answer)?)
        }};
    }
    let question = match typed {
        Typed::Segment(conditions) => {
            let [often, never] = *conditions;
            let often = asked.doers(UnitOfQuestion::Person, &often).await?;
            let never = asked.doers(UnitOfQuestion::Person, &never).await?.opposite();
            return Ok(timed!(often.and(never).units.count()));
        }
        Typed::Question(question) => *question,
    };
    Ok(match question {
        Question::Retention(question) => timed!(asked.retention(question).await?),
        Question::Trends(question) => timed!(asked.trends(question).await?),
        Question::Stickiness(question) => timed!(asked.stickiness(question).await?),
        Question::Funnel(question) => timed!(asked.funnel(question).await?),
        _ => anyhow::bail!("no such question is asked here"),
    })
}
