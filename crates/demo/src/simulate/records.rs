//! What is written down along the way: timelines, tasks, notes.

use super::setting::Setting;
use crate::{
    calendar::Calendar,
    dice::Dice,
    vocabulary::fill,
    year::{At, Fact, Member, Note, Task, Who, Workspace},
};
use chrono::Duration;
use jobs::{DomainEvent, Subject};
use kernel::ids::{CampaignId, ChannelId, MemberId, NoteId, TaskId, TouchId};
use std::collections::HashMap;

pub struct Records {
    dice: Dice,
    pub history: Vec<Fact>,
    pub tasks: Vec<Task>,
    pub notes: Vec<Note>,
}

/// At least.
const TASKS_TODAY: usize = 3;

/// What fills the places of a text.
pub type Places<'a> = [(&'a str, &'a str)];

impl Records {
    pub fn new(setting: &Setting, workspace: &Workspace, members: &[Member]) -> Self {
        let mut records = Self {
            dice: setting.dice("records"),
            history: Vec::new(),
            tasks: Vec::new(),
            notes: Vec::new(),
        };
        let owner = Who::Member(members[0].id);
        records.fact(
            workspace.created_at,
            owner,
            DomainEvent::WorkspaceCreated { workspace_id: workspace.id },
        );
        for member in &members[1..] {
            let event =
                DomainEvent::MemberJoined { member_id: member.id, role: member.role.to_owned() };
            records.fact(member.joined_at, Who::Member(member.id), event);
        }
        records
    }

    pub fn fact(&mut self, at: At, who: Who, event: DomainEvent) {
        let id = self.dice.id(at);
        self.history.push(Fact { id, at, who, event });
    }

    /// What follows from another fact of the same instant is told after it.
    pub fn next_fact(&mut self, setting: &Setting, at: At, who: Who, event: DomainEvent) {
        let next = at + Duration::milliseconds(1);
        self.fact(if setting.has_happened(next) { next } else { at }, who, event);
    }

    pub fn note(
        &mut self,
        at: At,
        author_id: MemberId,
        subject: Subject,
        text: &str,
        places: &Places,
    ) {
        let note_id: NoteId = self.dice.id(at);
        let body = fill(text, places);
        let pinned = self.dice.chance(0.03);
        self.notes.push(Note { id: note_id, subject, body, author_id, pinned, created_at: at });
        self.fact(at, Who::Member(author_id), DomainEvent::NoteCreated { note_id, subject });
    }

    /// A task that was set at `at` and is due at `due_at`; done then, or still to do.
    pub fn task(
        &mut self,
        at: At,
        due_at: At,
        done_at: Option<At>,
        owner_id: MemberId,
        subject: Subject,
        title: String,
    ) {
        let task_id: TaskId = self.dice.id(at);
        let priority = match self.dice.weighted([12.0, 66.0, 18.0, 4.0]) {
            0 => "low",
            1 => "normal",
            2 => "high",
            _ => "urgent",
        };
        let who = Who::Member(owner_id);
        self.fact(at, who, DomainEvent::TaskCreated { task_id, subject, title: title.clone() });
        if let Some(done_at) = done_at {
            self.fact(
                done_at,
                who,
                DomainEvent::TaskCompleted { task_id, subject, title: title.clone() },
            );
        }
        let task = Task {
            id: task_id,
            subject,
            title,
            owner_id,
            due_at,
            priority,
            completed_at: done_at,
            created_at: at,
        };
        self.tasks.push(task);
    }

    /// A task that the product itself set.
    pub fn reminder(
        &mut self,
        at: At,
        due_at: At,
        owner_id: MemberId,
        subject: Subject,
        title: String,
    ) {
        let task_id: TaskId = self.dice.id(at);
        let event = DomainEvent::TaskCreated { task_id, subject, title: title.clone() };
        self.fact(at, Who::Job("leads.reclaim"), event);
        let task = Task {
            id: task_id,
            subject,
            title,
            owner_id,
            due_at,
            priority: "high",
            completed_at: None,
            created_at: at,
        };
        self.tasks.push(task);
    }

    /// Nobody has anything left to do with it, nor had planned to.
    pub fn drop_open_tasks(&mut self, of: Subject) {
        let is_open = |task: &Task| task.subject == of && task.completed_at.is_none();
        let gone: Vec<TaskId> =
            self.tasks.iter().filter(|task| is_open(task)).map(|task| task.id).collect();
        self.tasks.retain(|task| !is_open(task));
        let names = |event: &DomainEvent| matches!(event, DomainEvent::TaskCreated { task_id, .. } if gone.contains(task_id));
        if !gone.is_empty() {
            self.history.retain(|fact| !names(&fact.event));
        }
    }

    /// What was written down of somebody's work on a lead is told of somebody else.
    pub fn change_owners(&mut self, owners: &HashMap<Subject, (MemberId, MemberId)>) {
        let other = |subject: &Subject, member: MemberId| {
            owners.get(subject).filter(|(before, _)| *before == member).map(|(_, after)| *after)
        };
        for fact in &mut self.history {
            if let Who::Member(member) = fact.who
                && let Some(after) = other(&fact.event.about(), member)
            {
                fact.who = Who::Member(after);
            }
        }
        for task in &mut self.tasks {
            task.owner_id = other(&task.subject, task.owner_id).unwrap_or(task.owner_id);
        }
        for note in &mut self.notes {
            note.author_id = other(&note.subject, note.author_id).unwrap_or(note.author_id);
        }
    }

    /// What was told of a touch says by which channel it came.
    pub fn change_sources(&mut self, of: &HashMap<TouchId, (ChannelId, Option<CampaignId>)>) {
        for fact in &mut self.history {
            if let DomainEvent::LeadTouched { touch_id, channel_id, campaign_id, .. } =
                &mut fact.event
                && let Some((channel, campaign)) = of.get(touch_id)
            {
                (*channel_id, *campaign_id) = (Some(*channel), *campaign);
            }
        }
    }

    /// Everybody who has tasks has some for today, whatever chance has left them: the day has to begin with something.
    pub fn fill_today(&mut self, calendar: &Calendar, members: &[Member]) {
        for member in members {
            let mut open: Vec<_> = self
                .tasks
                .iter_mut()
                .filter(|task| task.owner_id == member.id && task.completed_at.is_none())
                .collect();
            open.sort_by_key(|task| std::cmp::Reverse((task.due_at, task.id)));
            let due = |task: &&mut Task| calendar.zone.day_of(task.due_at) == calendar.today;
            let missing = TASKS_TODAY.saturating_sub(open.iter().filter(|task| due(task)).count());
            for task in open.into_iter().filter(|task| !due(task)).take(missing) {
                task.due_at =
                    calendar.desk_time(calendar.today, &mut self.dice).max(task.created_at);
            }
        }
    }

    pub fn in_order(mut self) -> Self {
        self.history.sort_by_key(|fact| (fact.at, fact.id));
        self.tasks.sort_by_key(|task| (task.created_at, task.id));
        self.notes.sort_by_key(|note| (note.created_at, note.id));
        self
    }
}
