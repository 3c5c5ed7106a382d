use serde::Serialize;
use utoipa::ToSchema;

/// A share of units, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Share {
    /// 0 to 1; null where there is nobody to take it of, or where the period is not over.
    #[schema(minimum = 0, maximum = 1, example = 0.42)]
    pub rate: Option<f64>,
    /// The lower end of Wilson's 95 % interval.
    #[schema(minimum = 0, maximum = 1, example = 0.38)]
    pub low: Option<f64>,
    /// Its upper end.
    #[schema(minimum = 0, maximum = 1, example = 0.46)]
    pub high: Option<f64>,
    /// Why there is no rate: `no_units` or `not_over`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub rate_reason: Option<&'static str>,
}

impl Share {
    #[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^52")]
    pub fn of(units: u64, whole: u64) -> Self {
        match statistics::proportion::wilson(units, whole) {
            None => Self::missing("no_units"),
            Some(interval) => Self {
                rate: Some(units as f64 / whole as f64),
                low: Some(interval.low),
                high: Some(interval.high),
                rate_reason: None,
            },
        }
    }

    pub const fn missing(reason: &'static str) -> Self {
        Self { rate: None, low: None, high: None, rate_reason: Some(reason) }
    }
}
