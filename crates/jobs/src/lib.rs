//! What happened, and what is to be done about it: the outbox of domain events, the job queue, schedules, and
//! operations that a client can watch. The engine only: it knows no job.
//!
//! Why our own table instead of a job library: a job must be enqueued in the transaction that makes it
//! necessary, on both databases and through SeaORM's transaction. The libraries that work on SQLite and
//! PostgreSQL open connections of their own, so a crash between the two commits would lose or double the job.
//!
//! Tables: `domain_event`, `job`, `schedule`, `operation`.

pub mod catalogue;
mod claim;
#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod domain_event;
    pub mod job;
    pub mod operation;
    pub mod schedule;
}
pub mod dead_letter;
pub mod dispatcher;
pub mod event;
mod example;
mod listen;
pub mod operation;
mod perform;
mod queue;
mod record;
mod schedule;
mod settle;
mod subject;
mod worker;

pub use catalogue::{DomainEvent, EVENT_TYPES, EventType, event_type};
pub use dispatcher::Subscriber;
pub use listen::listen;
pub use perform::{Perform, Registry, Run};
pub use queue::{Enqueue, JobSpec, Lane, When, enqueue_above_workspaces, enqueue_all};
pub use record::Record;
pub use schedule::Schedule;
pub use subject::{Subject, SubjectKind, UnknownSubject};
pub use worker::Worker;
