//! Every kind of id there is, so that no two share a prefix.

crate::typed_id! {
    /// A workspace: one vendor's data.
    pub struct WorkspaceId("ws");
    /// Somebody who signs in.
    pub struct OperatorId("op");
    /// An operator's membership in a workspace.
    pub struct MemberId("mem");
    /// An invitation to become a member.
    pub struct InvitationId("inv");
    /// A signed-in session.
    pub struct SessionId("ses");
    /// An API key.
    pub struct ApiKeyId("key");
    /// A saved view of a list.
    pub struct SavedViewId("view");
    /// A domain event.
    pub struct DomainEventId("evt");
    /// A job in the queue.
    pub struct JobId("job");
    /// Long work that a client can watch.
    pub struct OperationId("oper");
    /// A receiver of webhooks.
    pub struct WebhookEndpointId("whe");
    /// One message to one receiver of webhooks.
    pub struct WebhookDeliveryId("whd");
    /// One try to deliver a webhook.
    pub struct WebhookAttemptId("wha");
    /// A customer company.
    pub struct AccountId("acc");
    /// A human: contact of an account or user of the vendor's product.
    pub struct PersonId("per");
    /// A plan that can be bought.
    pub struct PlanId("plan");
    /// An order.
    pub struct OrderId("ord");
    /// A subscription.
    pub struct SubscriptionId("sub");
    /// A task of an operator.
    pub struct TaskId("task");
    /// A note on an object.
    pub struct NoteId("note");
    /// The definition of a custom attribute.
    pub struct AttributeDefinitionId("attr");
    /// A lead.
    pub struct LeadId("lead");
    /// One try of ours to be in touch with a lead.
    pub struct LeadActivityId("activity");
    /// An answer to one criterion of a lead.
    pub struct LeadReviewId("review");
    /// A disagreement about whether a lead is valid.
    pub struct ValidityDisputeId("dispute");
    /// When a lead counts as valid.
    pub struct ValidityPolicyId("validity");
    /// What is to be sold in a month.
    pub struct SalesTargetMonthId("target");
    /// Somebody who refers others to us.
    pub struct AdvocateId("adv");
    /// That somebody sent us a lead.
    pub struct ReferralId("referral");
    /// What an advocate earned.
    pub struct ReferralRewardId("reward");
    /// What a lead is offered, at which price.
    pub struct QuoteId("quote");
    /// The number of the last quote of a year.
    pub struct QuoteNumberId("quotenumber");
    /// An item of the sales kit.
    pub struct KitItemId("kit");
    /// That an item of the kit was used.
    pub struct KitUseId("kituse");
    /// That an item of a checklist was done.
    pub struct LeadCheckId("check");
    /// Somebody in the decision chain of a lead.
    pub struct LeadContactId("contact");
    /// A lead's time in a stage.
    pub struct StageStayId("stay");
    /// A channel that leads come from.
    pub struct ChannelId("chan");
    /// A campaign.
    pub struct CampaignId("camp");
    /// One recorded contact of a lead.
    pub struct TouchId("touch");
    /// A name of events in the catalogue.
    pub struct EventNameId("evn");
    /// A form that captures leads.
    pub struct LeadFormId("form");
    /// A merge of duplicates.
    pub struct MergeId("merge");
    /// An import of a file.
    pub struct ImportId("imp");
    /// A stage of the sales process.
    pub struct LeadStageId("stage");
    /// Money that was spent on a channel.
    pub struct ChannelSpendId("spend");
    /// A segment: people or accounts that fulfil a condition.
    pub struct SegmentId("seg");
    /// A question under a name.
    pub struct SavedQuestionId("question");
    /// A page of saved questions.
    pub struct DashboardId("dashboard");
    /// Where a question stands on a dashboard.
    pub struct DashboardTileId("tile");
    /// What a visitor sent with a form.
    pub struct FormSubmissionId("submission");
    /// A work calendar: when people work.
    pub struct WorkCalendarId("calendar");
    /// A time in which a member is away.
    pub struct AbsenceId("absence");
    /// A version of a set of rules for leads.
    pub struct LeadRulesId("rules");
    /// What a member has earned and where they stand in the rules of assignment.
    pub struct AssignmentAccountId("turn");
    /// Why a lead was assigned as it was.
    pub struct AssignmentDecisionId("decision");
    /// The time in which a member owned a lead.
    pub struct OwnershipId("ownership");
    /// The clock of the first answer to a lead.
    pub struct LeadResponseId("response");
    /// What a unit of another currency was worth on a day.
    pub struct ExchangeRateId("rate");
    /// The rules that tell the channel of a touch.
    pub struct ChannelRulesId("chrules");
    /// A run of attribution.
    pub struct AttributionRunId("attribution");
}
