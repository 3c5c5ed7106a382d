//! Example values for the fields of events: what the list of event types and the API's document show.

use crate::Subject;
use kernel::ids::LeadId;
use uuid::Uuid;

/// Something to show for a field of this type.
pub trait Example {
    fn of(field: &str) -> Self;
}

impl Example for String {
    fn of(field: &str) -> Self {
        let text = match field {
            "status_type" => "lost",
            "lost_reason" | "reason" => "price",
            "title" => "Call back",
            "role" => "decider",
            "kind" => "annual",
            "outcome" => "reached",
            "validity" => "valid",
            "previous_validity" => "unknown",
            "verdict" => "accepted",
            "previous_state" => "running",
            "state" => "succeeded",
            "pool_key" => "default",
            "threshold" => "hot",
            "direction" => "up",
            "grade" => "A1",
            "number" => "Q-2026-0001",
            _ => "example",
        };
        text.to_owned()
    }
}

/// The day of the examples in the API's document.
impl Example for chrono::NaiveDate {
    fn of(_: &str) -> Self {
        Self::from_ymd_opt(2026, 3, 2).unwrap_or_default()
    }
}

impl Example for chrono::DateTime<chrono::Utc> {
    fn of(field: &str) -> Self {
        chrono::NaiveDate::of(field).and_time(chrono::NaiveTime::MIN).and_utc()
    }
}

impl Example for i64 {
    fn of(_: &str) -> Self {
        42
    }
}

impl Example for i32 {
    fn of(_: &str) -> Self {
        2
    }
}

impl Example for f64 {
    fn of(_: &str) -> Self {
        61.5
    }
}

impl Example for bool {
    fn of(_: &str) -> Self {
        true
    }
}

impl Example for Subject {
    fn of(field: &str) -> Self {
        LeadId::of(field).into()
    }
}

impl<T: Example> Example for Option<T> {
    fn of(field: &str) -> Self {
        Some(T::of(field))
    }
}

impl<T: Example> Example for Vec<T> {
    fn of(field: &str) -> Self {
        vec![T::of(field)]
    }
}

/// The UUID in the examples of the TypeID specification.
const ID: Uuid = Uuid::from_u128(0x0189_0a5d_ac96_774b_bcce_b302_099a_8057);

macro_rules! ids {
    ($($id:ident),+ $(,)?) => {$(
        impl Example for kernel::ids::$id {
            fn of(_: &str) -> Self {
                Self::from_uuid(ID)
            }
        }
    )+};
}

ids! {
    AccountId, AdvocateId, ApiKeyId, AttributeDefinitionId, CampaignId, ChannelId, DashboardId, EventNameId, ImportId,
    AttributionRunId, ChannelRulesId, ChannelSpendId, ExchangeRateId, InvitationId, JobId, KitItemId, LeadActivityId, LeadContactId, LeadFormId, LeadId, LeadRulesId, LeadStageId, MemberId, MergeId, NoteId, OperatorId, OrderId, PersonId, PlanId, QuoteId, ReferralId, ReferralRewardId, SavedQuestionId, SavedViewId, SegmentId, SessionId, SubscriptionId, TaskId, TouchId, ValidityDisputeId, WebhookEndpointId, WorkCalendarId, WorkspaceId,
}
