//! Everything that can happen, as one list: a subscriber reads it here and needs no sibling crate.
//!
//! An event carries ids and plain facts, never contact data: it lives on in the audit trail and leaves the
//! house by webhook. Who may see more fetches the object.

use crate::{Subject, example::Example};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::ids::{
    AccountId, AdvocateId, ApiKeyId, AttributeDefinitionId, AttributionRunId, CampaignId,
    ChannelId, ChannelRulesId, ChannelSpendId, DashboardId, EventNameId, ExchangeRateId, ImportId,
    InvitationId, JobId, KitItemId, LeadActivityId, LeadContactId, LeadFormId, LeadId, LeadRulesId,
    LeadStageId, MemberId, MergeId, NoteId, OperatorId, OrderId, PersonId, PlanId, QuoteId,
    ReferralId, ReferralRewardId, SavedQuestionId, SavedViewId, SegmentId, SessionId,
    SubscriptionId, TaskId, TouchId, ValidityDisputeId, WebhookEndpointId, WorkCalendarId,
    WorkspaceId,
};
use serde::Serialize;
use serde_json::Value;

macro_rules! domain_events {
    ($($(#[doc = $doc:literal])+ $visibility:ident $name:ident = $text:literal, $zh:literal
        { $($field:ident: $type:ty),* $(,)? } of $subject:ident $(about $about:ident)?;)+) => {
        /// Something that happened in a workspace, recorded in the transaction that made it happen.
        #[derive(Clone, Debug, Serialize)]
        #[serde(untagged)]
        pub enum DomainEvent { $($(#[doc = $doc])+ $name { $($field: $type),* },)+ }

        impl DomainEvent {
            /// The stable name, `object.verb_in_the_past`.
            pub const fn event_type(&self) -> &'static str {
                match self { $(Self::$name { .. } => $text),+ }
            }

            /// The object that changed.
            #[expect(unused_variables, reason = "each arm uses the one field it needs")]
            pub fn subject(&self) -> Subject {
                match self { $(Self::$name { $($field),* } => Subject::from(*$subject)),+ }
            }

            /// The object on whose timeline this is read: the lead of a task, the account of an order.
            #[expect(unused_variables, reason = "each arm uses the one field it needs")]
            pub fn about(&self) -> Subject {
                match self { $(Self::$name { $($field),* } => domain_events!(@about $subject $($about)?)),+ }
            }
        }

        /// One row of the catalogue.
        #[derive(Clone, Copy, Debug)]
        pub struct EventType {
            pub name: &'static str,
            en: &'static str,
            zh: &'static str,
            /// The fields of `data`.
            pub fields: &'static [&'static str],
            /// Makes `data` with values to show.
            pub example: fn() -> Value,
            /// Whether webhooks may carry it; what concerns sign-in and secrets stays in the house.
            pub public: bool,
        }

        impl EventType {
            /// One sentence for whoever subscribes to it.
            pub const fn description(&self, chinese: bool) -> &'static str {
                if chinese { self.zh } else { self.en }
            }
        }

        /// Every event there is.
        pub const EVENT_TYPES: &[EventType] = &[$(EventType {
            name: $text,
            en: concat!($($doc),+).trim_ascii(),
            zh: $zh,
            fields: &[$(stringify!($field)),*],
            example: || {
                let event = DomainEvent::$name { $($field: Example::of(stringify!($field))),* };
                serde_json::to_value(event).unwrap_or_default()
            },
            public: domain_events!(@public $visibility),
        }),+];
    };
    (@about $subject:ident) => { Subject::from(*$subject) };
    (@about $subject:ident $about:ident) => { Subject::from(*$about) };
    (@public public) => { true };
    (@public internal) => { false };
}

domain_events! {
    // --- leads -----------------------------------------------------------------
    /// A lead came in or was entered.
    public LeadCreated = "lead.created", "新线索进来了，或被录入。" { lead_id: LeadId, channel_id: Option<ChannelId>, campaign_id: Option<CampaignId>, form_id: Option<LeadFormId> } of lead_id;
    /// Fields of a lead changed.
    public LeadUpdated = "lead.updated", "线索的资料有改动。" { lead_id: LeadId } of lead_id;
    /// A lead got another owner, or none.
    public LeadAssigned = "lead.assigned", "线索换了负责人，或不再有负责人。" { lead_id: LeadId, owner_id: Option<MemberId>, previous_owner_id: Option<MemberId> } of lead_id;
    /// A lead moved to another stage.
    public LeadStageChanged = "lead.stage_changed", "线索进入了另一个阶段。" { lead_id: LeadId, stage_id: LeadStageId, previous_stage_id: LeadStageId, status_type: String, lost_reason: Option<String> } of lead_id;
    /// A lead was archived.
    public LeadArchived = "lead.archived", "线索已归档。" { lead_id: LeadId } of lead_id;
    /// An archived lead was brought back.
    public LeadUnarchived = "lead.unarchived", "已归档的线索被恢复。" { lead_id: LeadId } of lead_id;
    /// Other leads were merged into this one.
    public LeadMerged = "lead.merged", "其他线索合并到了这条线索。" { lead_id: LeadId, merge_id: MergeId, merged_lead_ids: Vec<LeadId> } of lead_id;
    /// A merge was undone and the leads stand apart again.
    public LeadMergeUndone = "lead.merge_undone", "合并已撤销，线索恢复为各自独立。" { lead_id: LeadId, merge_id: MergeId, restored_lead_ids: Vec<LeadId> } of lead_id;
    /// A lead became a customer.
    public LeadConverted = "lead.converted", "线索转为客户。" { lead_id: LeadId, account_id: AccountId, person_id: Option<PersonId> } of lead_id about account_id;
    /// A lead was in touch with a channel again.
    public LeadTouched = "lead.touched", "线索再次与渠道产生触点。" { lead_id: LeadId, touch_id: TouchId, channel_id: Option<ChannelId>, campaign_id: Option<CampaignId> } of lead_id;
    /// The score of a lead crossed a threshold.
    public LeadScoreCrossed = "lead.score_crossed", "线索评分越过了阈值。" { lead_id: LeadId, threshold: String, direction: String, score: f64, grade: String } of lead_id;
    /// The draft of the scoring rules changed.
    internal LeadScoreDraftUpdated = "lead_score.draft_updated", "评分规则草稿有改动。" { workspace_id: WorkspaceId } of workspace_id;
    /// New scoring rules are in force.
    public LeadScorePublished = "lead_score.published", "新的评分规则已生效。" { workspace_id: WorkspaceId, number: i32 } of workspace_id;
    /// A model learned from the outcomes of leads.
    public LeadScoreModelTrained = "lead_score.model_trained", "已根据线索结果训练出新模型。" { workspace_id: WorkspaceId, number: i32, promoted: bool } of workspace_id;
    /// Somebody of ours was in touch with a lead, or tried to be.
    public LeadActivityLogged = "lead.activity_logged", "记录了一次对线索的跟进。" { lead_id: LeadId, lead_activity_id: LeadActivityId, kind: String, outcome: String } of lead_id;
    /// A follow-up that was logged by mistake was taken back.
    public LeadActivityDeleted = "lead.activity_deleted", "撤回了一次误记的跟进。" { lead_id: LeadId, lead_activity_id: LeadActivityId } of lead_id;
    /// Criteria of a lead's validity were answered.
    public LeadReviewed = "lead.reviewed", "对线索做了有效性判定。" { lead_id: LeadId } of lead_id;
    /// A lead became valid or invalid, or is undecided again.
    public LeadValidityChanged = "lead.validity_changed", "线索的有效性发生变化。" { lead_id: LeadId, validity: String, previous_validity: String } of lead_id;
    /// Somebody disputes what a lead is taken for.
    public LeadValidityDisputed = "lead.validity_disputed", "有人对线索的有效性提出异议。" { lead_id: LeadId, validity_dispute_id: ValidityDisputeId } of lead_id;
    /// A dispute about a lead's validity was decided.
    public LeadValidityDisputeResolved = "lead.validity_dispute_resolved", "线索有效性的异议已处理。" { lead_id: LeadId, validity_dispute_id: ValidityDisputeId, outcome: String } of lead_id;
    /// What is done of a stage's checklist with a lead changed.
    public LeadChecklistChanged = "lead.checklist_changed", "线索的阶段清单有勾选变化。" { lead_id: LeadId, stage_id: LeadStageId } of lead_id;
    /// Somebody was added to the decision chain of a lead.
    public LeadContactAdded = "lead.contact_added", "线索的决策链新增了一位联系人。" { lead_id: LeadId, lead_contact_id: LeadContactId } of lead_id;
    /// What is known of somebody in the decision chain of a lead changed.
    public LeadContactUpdated = "lead.contact_updated", "线索决策链中联系人的资料有改动。" { lead_id: LeadId, lead_contact_id: LeadContactId } of lead_id;
    /// Somebody was taken out of the decision chain of a lead.
    public LeadContactRemoved = "lead.contact_removed", "从线索的决策链移除了一位联系人。" { lead_id: LeadId, lead_contact_id: LeadContactId } of lead_id;
    /// An item of the sales kit was used with a lead.
    public KitItemUsed = "lead.kit_item_used", "对线索使用了一份销售资料。" { lead_id: LeadId, kit_item_id: KitItemId } of lead_id;
    /// An item was added to the sales kit.
    public KitItemCreated = "kit_item.created", "销售资料库新增了一份资料。" { kit_item_id: KitItemId } of kit_item_id;
    /// An item of the sales kit changed.
    public KitItemUpdated = "kit_item.updated", "销售资料有改动。" { kit_item_id: KitItemId } of kit_item_id;
    /// An item of the sales kit was archived.
    public KitItemArchived = "kit_item.archived", "销售资料已归档。" { kit_item_id: KitItemId } of kit_item_id;
    /// An archived item of the sales kit was brought back.
    public KitItemUnarchived = "kit_item.unarchived", "已归档的销售资料被恢复。" { kit_item_id: KitItemId } of kit_item_id;
    /// A quote for a lead was drafted.
    public QuoteCreated = "quote.created", "为线索起草了一份报价单。" { quote_id: QuoteId, lead_id: LeadId, number: String } of quote_id about lead_id;
    /// The draft of a quote changed.
    public QuoteUpdated = "quote.updated", "报价单草稿有改动。" { quote_id: QuoteId, lead_id: LeadId, number: String } of quote_id about lead_id;
    /// A quote was sent: from now on it stays as it is.
    public QuoteSent = "quote.sent", "报价单已发出，此后内容不再改动。" { quote_id: QuoteId, lead_id: LeadId, number: String } of quote_id about lead_id;
    /// A quote was accepted.
    public QuoteAccepted = "quote.accepted", "报价单已被接受。" { quote_id: QuoteId, lead_id: LeadId, number: String } of quote_id about lead_id;
    /// A quote was declined.
    public QuoteDeclined = "quote.declined", "报价单被婉拒。" { quote_id: QuoteId, lead_id: LeadId, number: String } of quote_id about lead_id;
    /// A quote was withdrawn: its link leads nowhere any more.
    public QuoteWithdrawn = "quote.withdrawn", "报价单已撤回，链接随即失效。" { quote_id: QuoteId, lead_id: LeadId, number: String } of quote_id about lead_id;
    /// What makes a lead valid was changed.
    internal ValidityPolicyUpdated = "validity_policy.updated", "线索的有效标准有改动。" { workspace_id: WorkspaceId } of workspace_id;
    /// The sales targets of a month were set.
    internal SalesTargetsUpdated = "sales_targets.updated", "销售目标有改动。" { workspace_id: WorkspaceId } of workspace_id;
    /// A channel was created.
    public ChannelCreated = "channel.created", "新建了渠道。" { channel_id: ChannelId } of channel_id;
    /// A channel changed.
    public ChannelUpdated = "channel.updated", "渠道有改动。" { channel_id: ChannelId } of channel_id;
    /// A channel was archived.
    public ChannelArchived = "channel.archived", "渠道已归档。" { channel_id: ChannelId } of channel_id;
    /// A campaign was created.
    public CampaignCreated = "campaign.created", "新建了活动。" { campaign_id: CampaignId } of campaign_id;
    /// A campaign changed.
    public CampaignUpdated = "campaign.updated", "活动有改动。" { campaign_id: CampaignId } of campaign_id;
    /// A campaign was archived.
    public CampaignArchived = "campaign.archived", "活动已归档。" { campaign_id: CampaignId } of campaign_id;
    /// A form was created.
    public LeadFormCreated = "lead_form.created", "新建了表单。" { lead_form_id: LeadFormId } of lead_form_id;
    /// A form changed.
    public LeadFormUpdated = "lead_form.updated", "表单有改动。" { lead_form_id: LeadFormId } of lead_form_id;
    /// A form was archived.
    public LeadFormArchived = "lead_form.archived", "表单已归档。" { lead_form_id: LeadFormId } of lead_form_id;
    /// A stage of leads was created.
    public LeadStageCreated = "lead_stage.created", "新建了线索阶段。" { lead_stage_id: LeadStageId } of lead_stage_id;
    /// A stage of leads changed.
    public LeadStageUpdated = "lead_stage.updated", "线索阶段有改动。" { lead_stage_id: LeadStageId } of lead_stage_id;
    /// A stage of leads was archived.
    public LeadStageArchived = "lead_stage.archived", "线索阶段已归档。" { lead_stage_id: LeadStageId } of lead_stage_id;

    // --- money of leads --------------------------------------------------------
    /// What a channel cost was entered.
    public ChannelSpendAdded = "channel_spend.added", "记了一笔渠道花费。" { channel_spend_id: ChannelSpendId, channel_id: Option<ChannelId>, campaign_id: Option<CampaignId> } of channel_spend_id;
    /// An entry of spend changed.
    public ChannelSpendUpdated = "channel_spend.updated", "一笔渠道花费有改动。" { channel_spend_id: ChannelSpendId, channel_id: Option<ChannelId>, campaign_id: Option<CampaignId> } of channel_spend_id;
    /// An entry of spend was deleted.
    public ChannelSpendDeleted = "channel_spend.deleted", "一笔渠道花费已删除。" { channel_spend_id: ChannelSpendId } of channel_spend_id;
    /// A deleted entry of spend was brought back.
    public ChannelSpendRestored = "channel_spend.restored", "已删除的渠道花费被恢复。" { channel_spend_id: ChannelSpendId } of channel_spend_id;
    /// An exchange rate was entered or corrected.
    public ExchangeRateSet = "exchange_rate.set", "录入或更正了汇率。" { exchange_rate_id: ExchangeRateId } of exchange_rate_id;
    /// An exchange rate was deleted.
    public ExchangeRateDeleted = "exchange_rate.deleted", "汇率已删除。" { exchange_rate_id: ExchangeRateId } of exchange_rate_id;
    /// The review of a campaign was written.
    public CampaignReviewed = "campaign.reviewed", "活动写了复盘。" { campaign_id: CampaignId, decision: String } of campaign_id;
    /// The rules that tell the channel of a touch changed.
    public ChannelRulesUpdated = "channel_rules.updated", "渠道归类规则有改动。" { channel_rules_id: ChannelRulesId } of channel_rules_id;
    /// Past touches were given their channel anew.
    public TouchesReclassified = "channel_rules.applied", "过往触点已按规则重新归类。" { channel_rules_id: ChannelRulesId, touches: i64 } of channel_rules_id;
    /// Credit for conversions was given out.
    public AttributionRunCreated = "attribution_run.created", "完成了一次归因计算。" { attribution_run_id: AttributionRunId } of attribution_run_id;

    /// Somebody got a code to refer others with.
    public AdvocateCreated = "advocate.created", "新增了推荐人。" { advocate_id: AdvocateId } of advocate_id;
    /// Fields of an advocate changed.
    public AdvocateUpdated = "advocate.updated", "推荐人的资料有改动。" { advocate_id: AdvocateId } of advocate_id;
    /// Somebody sent us a lead.
    public ReferralCreated = "referral.created", "有人推荐来一条线索。" { referral_id: ReferralId, lead_id: LeadId, advocate_id: AdvocateId } of referral_id about lead_id;
    /// A referral qualified, was won or lost, or stands elsewhere now.
    public ReferralStateChanged = "referral.state_changed", "推荐的进展有变化。" { referral_id: ReferralId, lead_id: LeadId, state: String, previous_state: String } of referral_id about lead_id;
    /// Somebody of ours accepted or refused a referral.
    public ReferralReviewed = "referral.reviewed", "推荐已通过或驳回审核。" { referral_id: ReferralId, lead_id: LeadId, verdict: String } of referral_id about lead_id;
    /// A reward was earned, paid, cancelled, or is worth something else now.
    public ReferralRewardChanged = "referral_reward.changed", "推荐奖励有变化。" { referral_reward_id: ReferralRewardId, referral_id: ReferralId, state: String } of referral_reward_id;

    // --- customers -------------------------------------------------------------
    /// An account was created.
    public AccountCreated = "account.created", "新建了客户。" { account_id: AccountId } of account_id;
    /// Fields of an account changed.
    public AccountUpdated = "account.updated", "客户的资料有改动。" { account_id: AccountId } of account_id;
    /// An account got another owner, or none.
    public AccountAssigned = "account.assigned", "客户换了负责人，或不再有负责人。" { account_id: AccountId, owner_id: Option<MemberId>, previous_owner_id: Option<MemberId> } of account_id;
    /// An account was archived.
    public AccountArchived = "account.archived", "客户已归档。" { account_id: AccountId } of account_id;
    /// An archived account was brought back.
    public AccountUnarchived = "account.unarchived", "已归档的客户被恢复。" { account_id: AccountId } of account_id;
    /// Other accounts were merged into this one.
    public AccountMerged = "account.merged", "其他客户合并到了这个客户。" { account_id: AccountId, merge_id: MergeId, merged_account_ids: Vec<AccountId> } of account_id;
    /// A merge was undone and the accounts stand apart again.
    public AccountMergeUndone = "account.merge_undone", "合并已撤销，客户恢复为各自独立。" { account_id: AccountId, merge_id: MergeId, restored_account_ids: Vec<AccountId> } of account_id;
    /// A person was created.
    public PersonCreated = "person.created", "新建了联系人。" { person_id: PersonId } of person_id;
    /// Fields of a person changed.
    public PersonUpdated = "person.updated", "联系人的资料有改动。" { person_id: PersonId } of person_id;
    /// A person was archived.
    public PersonArchived = "person.archived", "联系人已归档。" { person_id: PersonId } of person_id;
    /// An archived person was brought back.
    public PersonUnarchived = "person.unarchived", "已归档的联系人被恢复。" { person_id: PersonId } of person_id;
    /// What a person did, and the ids by which senders knew them, was erased.
    public PersonBehaviourErased = "person.behaviour_erased", "联系人的行为数据已清除。" { person_id: PersonId } of person_id;
    /// Other people were merged into this one.
    public PersonMerged = "person.merged", "其他联系人合并到了这个联系人。" { person_id: PersonId, merge_id: MergeId, merged_person_ids: Vec<PersonId> } of person_id;
    /// A merge was undone and the people stand apart again.
    public PersonMergeUndone = "person.merge_undone", "合并已撤销，联系人恢复为各自独立。" { person_id: PersonId, merge_id: MergeId, restored_person_ids: Vec<PersonId> } of person_id;
    /// A person became a contact of an account, or the role there changed.
    public PersonLinked = "person.linked", "联系人加入了某个客户，或在其中的角色有变化。" { person_id: PersonId, account_id: AccountId, role: String } of person_id about account_id;
    /// A person is no longer a contact of an account.
    public PersonUnlinked = "person.unlinked", "联系人不再属于某个客户。" { person_id: PersonId, account_id: AccountId } of person_id about account_id;
    /// A plan was created.
    public PlanCreated = "plan.created", "新建了套餐。" { plan_id: PlanId } of plan_id;
    /// A plan changed.
    public PlanUpdated = "plan.updated", "套餐有改动。" { plan_id: PlanId } of plan_id;
    /// A plan was archived.
    public PlanArchived = "plan.archived", "套餐已归档。" { plan_id: PlanId } of plan_id;
    /// An order was entered.
    public OrderCreated = "order.created", "录入了订单。" { order_id: OrderId, account_id: AccountId, kind: String } of order_id about account_id;
    /// An order was declared void.
    public OrderVoided = "order.voided", "订单已作废。" { order_id: OrderId, account_id: AccountId } of order_id about account_id;
    /// A subscription began.
    public SubscriptionCreated = "subscription.created", "开通了订阅。" { subscription_id: SubscriptionId, account_id: AccountId } of subscription_id about account_id;
    /// Fields of a subscription changed.
    public SubscriptionUpdated = "subscription.updated", "订阅有改动。" { subscription_id: SubscriptionId, account_id: AccountId } of subscription_id about account_id;
    /// A subscription was renewed for another term.
    public SubscriptionRenewed = "subscription.renewed", "订阅续约了一个周期。" { subscription_id: SubscriptionId, account_id: AccountId } of subscription_id about account_id;
    /// A subscription was paused, or is going to be on that day.
    public SubscriptionPaused = "subscription.paused", "订阅已暂停，或将在该日暂停。" { subscription_id: SubscriptionId, account_id: AccountId, paused_on: NaiveDate, resumes_on: Option<NaiveDate>, reason: Option<String> } of subscription_id about account_id;
    /// A paused subscription runs again, or is going to from that day on.
    public SubscriptionResumed = "subscription.resumed", "暂停的订阅已恢复，或将在该日恢复。" { subscription_id: SubscriptionId, account_id: AccountId, resumes_on: NaiveDate } of subscription_id about account_id;
    /// A subscription ended.
    public SubscriptionEnded = "subscription.ended", "订阅已结束。" { subscription_id: SubscriptionId, account_id: AccountId, reason: Option<String> } of subscription_id about account_id;
    /// A task was created.
    public TaskCreated = "task.created", "新建了任务。" { task_id: TaskId, subject: Subject, title: String } of task_id about subject;
    /// Fields of a task changed.
    public TaskUpdated = "task.updated", "任务有改动。" { task_id: TaskId, subject: Subject } of task_id about subject;
    /// A task was done.
    public TaskCompleted = "task.completed", "任务已完成。" { task_id: TaskId, subject: Subject, title: String } of task_id about subject;
    /// A task that was done is open again.
    public TaskReopened = "task.reopened", "已完成的任务重新打开。" { task_id: TaskId, subject: Subject, title: String } of task_id about subject;
    /// A task was deleted.
    public TaskDeleted = "task.deleted", "任务已删除。" { task_id: TaskId, subject: Subject } of task_id about subject;
    /// A note was written.
    public NoteCreated = "note.created", "写了一条备注。" { note_id: NoteId, subject: Subject } of note_id about subject;
    /// A note was rewritten.
    public NoteUpdated = "note.updated", "备注有修改。" { note_id: NoteId, subject: Subject } of note_id about subject;
    /// A note was deleted.
    public NoteDeleted = "note.deleted", "备注已删除。" { note_id: NoteId, subject: Subject } of note_id about subject;
    /// An attribute was defined.
    public AttributeDefinitionCreated = "attribute_definition.created", "定义了新的自定义属性。" { attribute_definition_id: AttributeDefinitionId } of attribute_definition_id;
    /// The definition of an attribute changed.
    public AttributeDefinitionUpdated = "attribute_definition.updated", "自定义属性的定义有改动。" { attribute_definition_id: AttributeDefinitionId } of attribute_definition_id;
    /// An attribute was archived.
    public AttributeDefinitionArchived = "attribute_definition.archived", "自定义属性已归档。" { attribute_definition_id: AttributeDefinitionId } of attribute_definition_id;

    // --- activity --------------------------------------------------------------
    /// What the catalogue says of an event changed, or the event was denied or allowed.
    public EventNameUpdated = "event_name.updated", "事件目录有改动，或某个事件被屏蔽、恢复。" { event_name_id: EventNameId, denied: bool } of event_name_id;

    // --- segments --------------------------------------------------------------
    /// A segment was created.
    public SegmentCreated = "segment.created", "新建了分群。" { segment_id: SegmentId } of segment_id;
    /// A segment changed.
    public SegmentUpdated = "segment.updated", "分群有改动。" { segment_id: SegmentId } of segment_id;
    /// A segment was archived.
    public SegmentArchived = "segment.archived", "分群已归档。" { segment_id: SegmentId } of segment_id;
    /// An archived segment was brought back.
    public SegmentUnarchived = "segment.unarchived", "已归档的分群被恢复。" { segment_id: SegmentId } of segment_id;
    /// An account or person fulfils the condition of a segment from now on.
    public SegmentEntered = "segment.entered", "客户或联系人进入了分群。" { segment_id: SegmentId, subject: Subject } of segment_id about subject;
    /// An account or person no longer fulfils the condition of a segment.
    public SegmentLeft = "segment.left", "客户或联系人离开了分群。" { segment_id: SegmentId, subject: Subject } of segment_id about subject;

    // --- routing of leads --------------------------------------------------------
    /// A lead found no owner and waits for one.
    public LeadWaiting = "lead.waiting", "线索没有分配到负责人，正在等待。" { lead_id: LeadId, reason: String } of lead_id;
    /// A lead went to the public pool.
    public LeadPooled = "lead.pooled", "线索进入公海。" { lead_id: LeadId, pool_key: String, reason: String, previous_owner_id: Option<MemberId> } of lead_id;
    /// Somebody took a lead from the public pool.
    public LeadClaimed = "lead.claimed", "线索被从公海领取。" { lead_id: LeadId, owner_id: MemberId, pool_key: String } of lead_id;
    /// The protection of a lead ends soon: its owner should follow up.
    public LeadProtectionWarned = "lead.protection_warned", "线索的保护期即将结束，负责人需要跟进。" { lead_id: LeadId, owner_id: MemberId, protected_until: DateTime<Utc> } of lead_id;
    /// The protection of a lead ends very soon: whoever leads the team is told.
    public LeadProtectionEscalated = "lead.protection_escalated", "线索的保护期马上结束，已上报主管。" { lead_id: LeadId, owner_id: MemberId, protected_until: DateTime<Utc> } of lead_id;
    /// The first answer to a lead is later than promised.
    public LeadResponseBreached = "lead.response_breached", "线索的首次响应已超时。" { lead_id: LeadId, owner_id: Option<MemberId>, due_at: DateTime<Utc> } of lead_id;
    /// The first answer to a lead was given.
    public LeadAnswered = "lead.answered", "线索得到了首次响应。" { lead_id: LeadId, is_in_time: bool } of lead_id;
    /// Rules of assignment, public pool or response time were published.
    internal LeadRulesPublished = "lead_rules.published", "线索的分配、公海或响应时限规则已发布。" { lead_rules_id: LeadRulesId, kind: String } of lead_rules_id;

    // --- data in and out ---------------------------------------------------------
    /// An import ended.
    public ImportFinished = "import.finished", "导入已结束。" { import_id: ImportId, state: String } of import_id;
    /// An import was undone.
    public ImportUndone = "import.undone", "导入已撤销。" { import_id: ImportId } of import_id;

    // --- workspace ---------------------------------------------------------------
    /// The workspace was set up.
    internal WorkspaceCreated = "workspace.created", "工作区已建立。" { workspace_id: WorkspaceId } of workspace_id;
    /// Settings of the workspace changed.
    internal WorkspaceUpdated = "workspace.updated", "工作区的设置有改动。" { workspace_id: WorkspaceId } of workspace_id;
    /// Somebody was invited.
    internal InvitationCreated = "invitation.created", "邀请了一位成员。" { invitation_id: InvitationId, role: String } of invitation_id;
    /// An invitation was sent again.
    internal InvitationResent = "invitation.resent", "重新发送了邀请。" { invitation_id: InvitationId } of invitation_id;
    /// An invitation was taken back.
    internal InvitationRevoked = "invitation.revoked", "邀请已收回。" { invitation_id: InvitationId } of invitation_id;
    /// Somebody joined the workspace.
    internal MemberJoined = "member.joined", "有成员加入工作区。" { member_id: MemberId, role: String } of member_id;
    /// A member's role or status changed.
    internal MemberUpdated = "member.updated", "成员的角色或状态有变化。" { member_id: MemberId } of member_id;
    /// A member left or was removed.
    internal MemberRemoved = "member.removed", "成员离开或被移除。" { member_id: MemberId } of member_id;
    /// A member signed in.
    internal SessionStarted = "session.started", "成员登录。" { session_id: SessionId } of session_id;
    /// A session ended: signed out, revoked, or its refresh token was used twice.
    internal SessionRevoked = "session.revoked", "登录会话结束：退出、被撤销，或刷新令牌被重复使用。" { session_id: SessionId, reason: String } of session_id;
    /// A password changed.
    internal PasswordChanged = "operator.password_changed", "密码已修改。" { operator_id: OperatorId, reason: String } of operator_id;
    /// An API key was created.
    internal ApiKeyCreated = "api_key.created", "新建了 API 密钥。" { api_key_id: ApiKeyId } of api_key_id;
    /// An API key got a new secret.
    internal ApiKeyRotated = "api_key.rotated", "API 密钥已轮换。" { api_key_id: ApiKeyId } of api_key_id;
    /// An API key was revoked.
    internal ApiKeyRevoked = "api_key.revoked", "API 密钥已吊销。" { api_key_id: ApiKeyId } of api_key_id;
    /// A webhook endpoint was created.
    internal WebhookEndpointCreated = "webhook_endpoint.created", "新建了 Webhook 端点。" { webhook_endpoint_id: WebhookEndpointId } of webhook_endpoint_id;
    /// A webhook endpoint changed.
    internal WebhookEndpointUpdated = "webhook_endpoint.updated", "Webhook 端点有改动。" { webhook_endpoint_id: WebhookEndpointId } of webhook_endpoint_id;
    /// A webhook endpoint was deleted.
    internal WebhookEndpointDeleted = "webhook_endpoint.deleted", "Webhook 端点已删除。" { webhook_endpoint_id: WebhookEndpointId } of webhook_endpoint_id;
    /// A webhook endpoint got a new secret.
    internal WebhookSecretRotated = "webhook_endpoint.secret_rotated", "Webhook 端点更换了签名密钥。" { webhook_endpoint_id: WebhookEndpointId } of webhook_endpoint_id;
    /// Somebody looked at the secret of a webhook endpoint.
    internal WebhookSecretRevealed = "webhook_endpoint.secret_revealed", "有人查看了 Webhook 端点的签名密钥。" { webhook_endpoint_id: WebhookEndpointId } of webhook_endpoint_id;
    /// A webhook endpoint was switched off because it failed for days or answered 410.
    internal WebhookEndpointDisabled = "webhook_endpoint.disabled", "Webhook 端点连续多日失败或返回 410，已被停用。" { webhook_endpoint_id: WebhookEndpointId, reason: String } of webhook_endpoint_id;
    /// A work calendar was made, changed or archived.
    internal WorkCalendarChanged = "work_calendar.changed", "工作日历被新建、修改或归档。" { work_calendar_id: WorkCalendarId, action: String } of work_calendar_id;
    /// An absence of a member was entered or taken back.
    internal MemberAbsenceChanged = "member.absence_changed", "登记或撤销了成员的请假。" { member_id: MemberId, action: String } of member_id;
    /// A question was saved, changed or deleted.
    internal SavedQuestionChanged = "saved_question.changed", "分析被保存、修改或删除。" { saved_question_id: SavedQuestionId, action: String } of saved_question_id;
    /// A dashboard was made, changed or deleted.
    internal DashboardChanged = "dashboard.changed", "看板被新建、修改或删除。" { dashboard_id: DashboardId, action: String } of dashboard_id;
    /// A view of a list was saved, changed or deleted.
    internal SavedViewChanged = "saved_view.changed", "列表视图被保存、修改或删除。" { saved_view_id: SavedViewId, action: String } of saved_view_id;
    /// A job that had failed for good was tried again or discarded.
    internal JobSettled = "job.settled", "最终失败的后台任务被重试或放弃。" { job_id: JobId, action: String } of job_id;
}

/// The row of the catalogue with this name.
pub fn event_type(name: &str) -> Option<&'static EventType> {
    EVENT_TYPES.iter().find(|event_type| event_type.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_a_name_of_its_own_and_says_what_it_means() {
        let names: std::collections::HashSet<_> = EVENT_TYPES.iter().map(|t| t.name).collect();
        assert_eq!(names.len(), EVENT_TYPES.len());
        for event_type in EVENT_TYPES {
            assert!(
                event_type.name.contains('.')
                    && event_type.description(false).ends_with('.')
                    && event_type.description(true).ends_with('。'),
                "{event_type:?}"
            );
            let example = (event_type.example)();
            let shown: Vec<_> = example.as_object().unwrap().keys().map(String::as_str).collect();
            assert!(event_type.fields.iter().all(|field| shown.contains(field)), "{example}");
        }
    }

    #[test]
    fn a_task_is_read_on_the_timeline_of_what_it_is_about() {
        let lead = Subject::from(LeadId::from_uuid(uuid::Uuid::from_u128(1)));
        let task_id = TaskId::from_uuid(uuid::Uuid::from_u128(2));
        let event = DomainEvent::TaskCreated { task_id, subject: lead, title: "Call".into() };
        assert_eq!((event.subject(), event.about()), (task_id.into(), lead));
    }
}
