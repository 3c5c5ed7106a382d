//! A year of a vendor's life as plain facts: who, when, what. What tables they go to is the business of
//! [`crate::store`].

pub mod sales;

use chrono::{DateTime, NaiveDate, Utc};
use customers::{mrr::Fees, subscription::pauses::Pauses};
use jobs::{DomainEvent, Subject};
use kernel::{
    email::Email,
    ids::{
        AccountId, AttributeDefinitionId, CampaignId, ChannelId, DashboardId, DashboardTileId,
        LeadFormId, LeadId, LeadStageId, MemberId, NoteId, OperatorId, OrderId, PersonId, PlanId,
        SavedQuestionId, SavedViewId, SubscriptionId, TaskId, TouchId, WorkspaceId,
    },
    locale::Locale,
    phone::Phone,
};
use sales::Sales;
use serde_json::Value;

/// An instant.
pub type At = DateTime<Utc>;

pub struct Year {
    pub workspace: Workspace,
    pub members: Vec<Member>,
    pub stages: Vec<Stage>,
    pub channels: Vec<Channel>,
    pub campaigns: Vec<Campaign>,
    pub spends: Vec<Spend>,
    pub form: Form,
    pub plans: Vec<Plan>,
    pub attributes: Vec<Attribute>,
    pub views: Vec<View>,
    pub dashboard: Dashboard,
    pub leads: Vec<Lead>,
    pub touches: Vec<Touch>,
    pub accounts: Vec<Account>,
    pub people: Vec<Person>,
    pub subscriptions: Vec<Subscription>,
    pub orders: Vec<Order>,
    pub tasks: Vec<Task>,
    pub notes: Vec<Note>,
    pub sales: Sales,
    /// In the order of time.
    pub history: Vec<Fact>,
    /// In the order of time.
    pub uses: Vec<Use>,
}

impl Year {
    /// Other addresses for everything whose address is unique in an installation, for the `number`th demo in it.
    pub fn renumber(&mut self, number: u32) {
        self.workspace.slug = format!("{}-{number}", self.workspace.slug);
        self.form.slug = format!("{}-{number}", self.form.slug);
        for member in &mut self.members {
            member.email = member.email.replacen('@', &format!("-{number}@"), 1);
        }
    }
}

pub struct Workspace {
    pub id: WorkspaceId,
    pub name: &'static str,
    pub slug: String,
    pub locale: Locale,
    pub zone: &'static str,
    pub currency: &'static str,
    pub region: &'static str,
    pub created_at: At,
}

#[derive(Clone)]
pub struct Member {
    pub id: MemberId,
    pub operator_id: OperatorId,
    pub name: &'static str,
    pub email: String,
    pub role: &'static str,
    pub joined_at: At,
}

pub struct Stage {
    pub id: LeadStageId,
    pub key: &'static str,
    pub name: &'static str,
    pub status: &'static str,
    pub journey_stage: &'static str,
    pub probability: f64,
}

pub struct Channel {
    pub id: ChannelId,
    pub key: &'static str,
    pub name: &'static str,
    pub kind: &'static str,
    pub description: &'static str,
}

pub struct Campaign {
    pub id: CampaignId,
    pub channel_id: ChannelId,
    pub owner_id: MemberId,
    pub key: String,
    pub name: &'static str,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// In minor units.
    pub budget: i64,
    pub goal: &'static str,
    pub created_at: At,
}

pub struct Spend {
    pub id: uuid::Uuid,
    pub channel_id: ChannelId,
    pub campaign_id: Option<CampaignId>,
    pub on: NaiveDate,
    /// In minor units.
    pub amount: i64,
    pub note: &'static str,
    pub recorded_at: At,
}

pub struct Form {
    pub id: LeadFormId,
    pub slug: String,
    pub channel_id: ChannelId,
}

pub struct Plan {
    pub id: PlanId,
    pub key: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    /// In minor units.
    pub opening_fee: i64,
    pub annual_fee: i64,
    pub features: Value,
}

pub struct Attribute {
    pub id: AttributeDefinitionId,
    pub key: &'static str,
    pub label: &'static str,
    pub label_zh: &'static str,
    pub kind: &'static str,
    pub options: &'static [&'static str],
}

pub struct View {
    pub id: SavedViewId,
    pub list: &'static str,
    pub name: &'static str,
    pub params: Value,
    pub owner_id: MemberId,
}

/// A page of questions.
pub struct Dashboard {
    pub id: DashboardId,
    pub name: &'static str,
    pub owner_id: MemberId,
    pub questions: Vec<Question>,
}

/// A question, and where it stands: column, row, columns, rows.
pub struct Question {
    pub id: SavedQuestionId,
    pub tile_id: DashboardTileId,
    pub name: &'static str,
    pub kind: &'static str,
    pub parameters: Value,
    pub place: [i16; 4],
}

/// Where a shop is and what it sells.
#[derive(Clone)]
pub struct Shop {
    /// Its place in the vocabulary's industries.
    pub industry: usize,
    pub company: String,
    pub sign: String,
    /// The brand as addresses write it.
    pub brand: &'static str,
    pub city: &'static str,
    pub region: &'static str,
    pub stores: i64,
    pub employees: i32,
}

/// A human and how to reach them.
#[derive(Clone)]
pub struct Contact {
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub wechat: Option<String>,
}

pub struct Lead {
    pub id: LeadId,
    pub shop: Shop,
    pub contact: Contact,
    pub title: &'static str,
    pub message: Option<&'static str>,
    pub tags: Vec<&'static str>,
    /// Its place in the stages.
    pub stage: usize,
    pub owner_id: Option<MemberId>,
    pub channel_id: ChannelId,
    pub campaign_id: Option<CampaignId>,
    pub created_at: At,
    pub updated_at: At,
    pub last_touch_at: At,
    pub closed_at: Option<At>,
    pub lost: Option<(&'static str, String)>,
    /// The stage it was in before it was lost.
    pub lost_from: Option<usize>,
    pub archived_at: Option<At>,
    pub account_id: Option<AccountId>,
    pub person_id: Option<PersonId>,
}

pub struct Touch {
    pub id: TouchId,
    pub lead_id: LeadId,
    pub at: At,
    pub kind: &'static str,
    pub channel_id: ChannelId,
    pub campaign_id: Option<CampaignId>,
    pub form_id: Option<LeadFormId>,
    pub utm: Option<(&'static str, &'static str)>,
    pub utm_campaign: Option<String>,
    pub referrer: Option<&'static str>,
    pub url: Option<String>,
    pub heard_from: Option<&'static str>,
    pub message: Option<&'static str>,
}

pub struct Account {
    pub id: AccountId,
    pub external_id: String,
    pub shop: Shop,
    pub address: String,
    pub phone: Option<Phone>,
    pub owner_id: MemberId,
    pub lifecycle_stage: &'static str,
    pub stage_since: At,
    pub tags: Vec<&'static str>,
    pub attributes: Value,
    pub people: usize,
    pub plan: usize,
    /// In minor units; 0 once it left.
    pub annual_fee: i64,
    pub renews_on: Option<NaiveDate>,
    pub created_at: At,
    pub updated_at: At,
    pub version: i64,
}

pub struct Person {
    pub id: PersonId,
    pub affiliation_id: uuid::Uuid,
    /// Its place in the accounts.
    pub account: usize,
    pub external_id: String,
    pub contact: Contact,
    pub title: &'static str,
    pub role: &'static str,
    pub concern: Option<&'static str>,
    pub say: i32,
    pub is_primary: bool,
    pub use_share: u8,
    pub created_at: At,
}

pub struct Term {
    pub id: uuid::Uuid,
    pub plan: usize,
    pub starts_on: NaiveDate,
    /// The first day after it.
    pub ends_on: NaiveDate,
    /// In minor units, as it was when the term began.
    pub annual_fee: i64,
    pub stores: i64,
    pub bought_at: At,
}

pub struct Subscription {
    pub id: SubscriptionId,
    pub account: usize,
    pub plan: usize,
    pub starts_on: NaiveDate,
    pub terms: Vec<Term>,
    /// In minor units, as it is now.
    pub annual_fee: i64,
    /// What it cost over time.
    pub fees: Fees,
    pub pauses: Pauses,
    pub stores: i64,
    pub ended: Option<End>,
    pub created_at: At,
    pub updated_at: At,
    pub version: i64,
}

pub struct End {
    pub on: NaiveDate,
    pub at: At,
    pub reason: &'static str,
    pub note: &'static str,
}

impl Subscription {
    /// The first day that isn't paid for.
    pub fn renews_on(&self) -> NaiveDate {
        let bought = self.terms.last().map_or(self.starts_on, |term| term.ends_on);
        self.pauses.moved(bought).unwrap_or(bought)
    }
}

pub struct Order {
    pub id: OrderId,
    pub account: usize,
    pub subscription_id: SubscriptionId,
    pub plan: usize,
    pub kind: &'static str,
    /// In minor units, never negative: the kind tells in which direction the money goes.
    pub amount: i64,
    pub on: NaiveDate,
    pub note: String,
    pub created_at: At,
}

pub struct Task {
    pub id: TaskId,
    pub subject: Subject,
    pub title: String,
    pub owner_id: MemberId,
    pub due_at: At,
    pub priority: &'static str,
    pub completed_at: Option<At>,
    pub created_at: At,
}

pub struct Note {
    pub id: NoteId,
    pub subject: Subject,
    pub body: String,
    pub author_id: MemberId,
    pub pinned: bool,
    pub created_at: At,
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Member(MemberId),
    Visitor,
    Import,
    /// A job of the product, by its kind.
    Job(&'static str),
}

/// An entry of timelines and of the audit trail.
pub struct Fact {
    pub id: uuid::Uuid,
    pub at: At,
    pub who: Who,
    pub event: DomainEvent,
}

/// One use of the vendor's product by a person: a behaviour event.
#[derive(Clone, Copy, Debug)]
pub struct Use {
    pub message_id: uuid::Uuid,
    pub at: At,
    /// Its place in the people.
    pub person: u32,
    /// Its place in [`crate::usage::ACTIONS`].
    pub action: u8,
    /// What the property of the action measures: an amount, a count.
    pub figure: u32,
}
