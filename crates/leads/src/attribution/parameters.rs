use chrono::{Months, NaiveDate, TimeDelta};
use customers::settings::Settings;
use kernel::{Error, FieldError, WorkspaceTx, filter::Many, ids::ChannelId, zone::Zone};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

kernel::words! {
    /// Who gets credit.
    pub enum AttributionBy {
        /// Channels.
        Channel = "channel",
        /// Campaigns; contacts without one count for nothing.
        Campaign = "campaign",
    }
}

const USUAL_LOOK_BACK: u32 = 90;
const USUAL_HALF_LIFE: u32 = 7;
const MOST_DAYS: i64 = 1100;

/// What is to be attributed.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct AttributionQuery {
    /// The first day on which leads were won; a year back by default.
    pub from_on: Option<NaiveDate>,
    /// The last day; today by default.
    pub to_on: Option<NaiveDate>,
    /// `channel` unless said otherwise.
    #[param(value_type = Option<String>, example = "channel")]
    pub by: Option<AttributionBy>,
    /// How many days before the conversion contacts count.
    #[param(minimum = 1, maximum = 730, default = 90)]
    pub look_back_days: Option<u32>,
    /// After how many days a contact counts half in time decay.
    #[param(minimum = 1, maximum = 365, default = 7)]
    pub half_life_days: Option<u32>,
    /// Leads that stand open for more days than this are journeys without a conversion too; by default only lost ones are.
    #[param(minimum = 1, maximum = 730)]
    pub open_after_days: Option<u32>,
    /// Channels whose contacts count for nothing, separated by commas.
    #[param(value_type = Option<String>)]
    pub exclude_channel_id: Option<Many<ChannelId>>,
}

/// What a run is to attribute; the fields mean what they mean in the query.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NewAttributionRun {
    /// The first day on which leads were won; a year back by default.
    pub from_on: Option<NaiveDate>,
    /// The last day; today by default.
    pub to_on: Option<NaiveDate>,
    /// `channel` unless said otherwise.
    pub by: Option<AttributionBy>,
    /// How many days before the conversion contacts count; 90 by default.
    #[schema(minimum = 1, maximum = 730)]
    pub look_back_days: Option<u32>,
    /// After how many days a contact counts half in time decay; 7 by default.
    #[schema(minimum = 1, maximum = 365)]
    pub half_life_days: Option<u32>,
    /// Leads that stand open for more days than this are journeys without a conversion too.
    #[schema(minimum = 1, maximum = 730)]
    pub open_after_days: Option<u32>,
    /// Channels whose contacts count for nothing.
    pub exclude_channel_ids: Vec<ChannelId>,
}

impl From<NewAttributionRun> for AttributionQuery {
    fn from(run: NewAttributionRun) -> Self {
        Self {
            from_on: run.from_on,
            to_on: run.to_on,
            by: run.by,
            look_back_days: run.look_back_days,
            half_life_days: run.half_life_days,
            open_after_days: run.open_after_days,
            exclude_channel_id: Some(Many(run.exclude_channel_ids)),
        }
    }
}

/// What was attributed, with all that was left out filled in.
#[derive(
    Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, sea_orm::FromJsonQueryResult,
)]
#[schema(as = AttributionParameters)]
pub struct Parameters {
    /// The first day on which leads were won.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: NaiveDate,
    /// Who gets credit.
    pub by: AttributionBy,
    /// How many days before the conversion contacts count.
    pub look_back_days: u32,
    /// After how many days a contact counts half in time decay.
    pub half_life_days: u32,
    /// Leads that stand open for more days than this are journeys without a conversion too; null where only lost ones are.
    pub open_after_days: Option<u32>,
    /// Channels whose contacts count for nothing.
    pub exclude_channel_ids: Vec<ChannelId>,
    /// Whose days they are: the workspace's.
    #[schema(value_type = String, example = "Asia/Shanghai")]
    pub time_zone: Zone,
}

impl Parameters {
    pub fn read(
        tx: &WorkspaceTx,
        settings: &Settings,
        query: AttributionQuery,
    ) -> Result<Self, Error> {
        let to_on = query.to_on.unwrap_or(settings.today(tx));
        let year_ago = to_on.checked_sub_months(Months::new(12)).unwrap_or(to_on);
        let from_on = query.from_on.unwrap_or(year_ago);
        let mut wrong = Vec::new();
        let mut within = |pointer: &str, value: Option<u32>, max: u32| {
            if value.is_some_and(|value| !(1..=max).contains(&value)) {
                let error = FieldError::new(pointer, "out_of_range");
                wrong.push(error.with("min", 1).with("max", max));
            }
        };
        within("/look_back_days", query.look_back_days, 730);
        within("/half_life_days", query.half_life_days, 365);
        within("/open_after_days", query.open_after_days, 730);
        if from_on > to_on {
            wrong.push(FieldError::new("/to_on", "before_start"));
        } else if (to_on - from_on).num_days() >= MOST_DAYS {
            wrong.push(FieldError::new("/from_on", "too_many").with("max", MOST_DAYS));
        }
        if !wrong.is_empty() {
            return Err(Error::invalid(wrong));
        }
        let mut exclude_channel_ids = query.exclude_channel_id.map(|it| it.0).unwrap_or_default();
        exclude_channel_ids.sort_unstable();
        exclude_channel_ids.dedup();
        Ok(Self {
            from_on,
            to_on,
            by: query.by.unwrap_or(AttributionBy::Channel),
            look_back_days: query.look_back_days.unwrap_or(USUAL_LOOK_BACK),
            half_life_days: query.half_life_days.unwrap_or(USUAL_HALF_LIFE),
            open_after_days: query.open_after_days,
            exclude_channel_ids,
            time_zone: settings.zone,
        })
    }

    pub fn look_back(&self) -> TimeDelta {
        TimeDelta::days(i64::from(self.look_back_days))
    }

    pub fn half_life(&self) -> TimeDelta {
        TimeDelta::days(i64::from(self.half_life_days))
    }
}
