use super::UnitOfQuestion;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    metric::{Check, Definition},
    zone::Zone,
};
use serde::Serialize;
use utoipa::ToSchema;

kernel::words! {
    /// Whether a figure can still change with time alone.
    pub enum CellState {
        /// Its period is over.
        Final = "final",
        /// Its period is not over.
        Provisional = "provisional",
    }
}

impl CellState {
    pub const fn of(is_over: bool) -> Self {
        if is_over { Self::Final } else { Self::Provisional }
    }
}

/// What every answer says of itself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AnswerHead {
    pub definition: Definition,
    pub unit: UnitOfQuestion,
    /// The zone and the first day of the week that periods follow: those of the workspace.
    #[schema(value_type = String, example = "Asia/Shanghai")]
    pub time_zone: Zone,
    /// 1 (Monday) to 7.
    #[schema(minimum = 1, maximum = 7, example = 1)]
    pub week_start: i32,
    /// What happened before this instant is counted.
    pub as_of: DateTime<Utc>,
    /// Opens the list behind a figure, together with the figure's `cell`.
    pub drill: String,
    /// What was checked. A check that doesn't hold is a defect: please report it.
    pub checks: Vec<Check>,
}

/// A period, named by its days.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Days {
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
}
