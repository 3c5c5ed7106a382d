use kernel::ids::{
    AccountId, AdvocateId, ApiKeyId, AttributeDefinitionId, AttributionRunId, CampaignId,
    ChannelId, ChannelRulesId, ChannelSpendId, DashboardId, EventNameId, ExchangeRateId, ImportId,
    InvitationId, JobId, KitItemId, LeadFormId, LeadId, LeadRulesId, LeadStageId, MemberId, NoteId,
    OperationId, OperatorId, OrderId, PersonId, PlanId, QuoteId, ReferralId, ReferralRewardId,
    SavedQuestionId, SavedViewId, SegmentId, SessionId, SubscriptionId, TaskId, WebhookEndpointId,
    WorkCalendarId, WorkspaceId,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{borrow::Cow, fmt, str::FromStr};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema},
};
use uuid::Uuid;

macro_rules! subjects {
    ($($kind:ident($id:ty) = $word:literal;)+) => {
        /// The kind of object that something happened to, in the words of the product.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum SubjectKind { $($kind,)+ }

        impl SubjectKind {
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $word),+ }
            }

            const fn prefix(self) -> &'static str {
                match self { $(Self::$kind => <$id>::PREFIX),+ }
            }
        }

        $(impl From<$id> for Subject {
            fn from(id: $id) -> Self {
                Self { kind: SubjectKind::$kind, id: id.uuid() }
            }
        })+
    };
}

subjects! {
    Workspace(WorkspaceId) = "workspace";
    Operator(OperatorId) = "operator";
    Member(MemberId) = "member";
    Invitation(InvitationId) = "invitation";
    Session(SessionId) = "session";
    ApiKey(ApiKeyId) = "api_key";
    SavedView(SavedViewId) = "saved_view";
    WebhookEndpoint(WebhookEndpointId) = "webhook_endpoint";
    Operation(OperationId) = "operation";
    Job(JobId) = "job";
    Account(AccountId) = "account";
    Person(PersonId) = "person";
    Plan(PlanId) = "plan";
    Order(OrderId) = "order";
    Subscription(SubscriptionId) = "subscription";
    Task(TaskId) = "task";
    Note(NoteId) = "note";
    AttributeDefinition(AttributeDefinitionId) = "attribute_definition";
    Lead(LeadId) = "lead";
    Channel(ChannelId) = "channel";
    Campaign(CampaignId) = "campaign";
    LeadForm(LeadFormId) = "lead_form";
    LeadStage(LeadStageId) = "lead_stage";
    KitItem(KitItemId) = "kit_item";
    Quote(QuoteId) = "quote";
    Import(ImportId) = "import";
    EventName(EventNameId) = "event_name";
    Segment(SegmentId) = "segment";
    SavedQuestion(SavedQuestionId) = "saved_question";
    Dashboard(DashboardId) = "dashboard";
    WorkCalendar(WorkCalendarId) = "work_calendar";
    LeadRules(LeadRulesId) = "lead_rules";
    ChannelSpend(ChannelSpendId) = "channel_spend";
    ExchangeRate(ExchangeRateId) = "exchange_rate";
    ChannelRules(ChannelRulesId) = "channel_rules";
    AttributionRun(AttributionRunId) = "attribution_run";
    Advocate(AdvocateId) = "advocate";
    Referral(ReferralId) = "referral";
    ReferralReward(ReferralRewardId) = "referral_reward";
}

/// One object, whatever its kind. Outside it is the TypeID text, whose prefix tells the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    pub kind: SubjectKind,
    pub id: Uuid,
}

/// The text is no id of an object that things happen to.
#[derive(Debug, thiserror::Error)]
#[error("expected an id such as lead_01h455vb4pex5vsknk084sn02q")]
pub struct UnknownSubject;

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&kernel::id::typeid::encode(self.kind.prefix(), self.id))
    }
}

impl FromStr for Subject {
    type Err = UnknownSubject;

    fn from_str(text: &str) -> Result<Self, UnknownSubject> {
        let (prefix, id) = kernel::id::typeid::decode(text).map_err(|_| UnknownSubject)?;
        let kind = SubjectKind::ALL.iter().copied().find(|kind| kind.prefix() == prefix);
        kind.map(|kind| Self { kind, id }).ok_or(UnknownSubject)
    }
}

impl FromStr for SubjectKind {
    type Err = UnknownSubject;

    fn from_str(word: &str) -> Result<Self, UnknownSubject> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == word).ok_or(UnknownSubject)
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Subject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl PartialSchema for Subject {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(utoipa::openapi::Type::String)
            .description(Some("The id of any object; its prefix tells the kind."))
            .examples(["lead_01h455vb4pex5vsknk084sn02q"])
            .build()
            .into()
    }
}

impl ToSchema for Subject {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_reads_back_from_its_text_with_its_kind() {
        for kind in SubjectKind::ALL {
            let subject = Subject { kind: *kind, id: Uuid::from_u128(7) };
            assert_eq!(subject.to_string().parse::<Subject>().unwrap(), subject);
            assert_eq!(kind.as_str().parse::<SubjectKind>().unwrap(), *kind);
        }
        assert!("nothing_01h455vb4pex5vsknk084sn02q".parse::<Subject>().is_err());
    }
}
