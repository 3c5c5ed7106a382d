//! Questions across domains: how far customers come on their journey, what waits for somebody today, what a new workspace
//! has still to set up; and the dashboards on which questions about behaviour are kept.

mod changes;
pub mod checklist;
pub mod dashboard;
pub mod dictionary;
#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod dashboard;
    pub mod dashboard_tile;
    pub mod saved_question;
}
pub mod home;
pub mod journey;
pub mod kept;
pub mod saved_question;
pub mod story;
