use serde::Serialize;
use statistics::quantile::quantile;
use utoipa::ToSchema;

/// How long something took. Durations are skewed, so they are told by median and 90th percentile.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Durations {
    /// How many there are.
    pub count: u64,
    /// Half of them took at most so long; null without any.
    pub median_seconds: Option<f64>,
    /// Nine of ten took at most so long; null without any.
    pub p90_seconds: Option<f64>,
    /// Why there are none: `no_units`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub durations_reason: Option<&'static str>,
}

impl Durations {
    /// Of whole seconds, in any order.
    #[expect(clippy::cast_precision_loss, reason = "seconds of a lifetime lie far below 2^52")]
    pub fn of(seconds: impl IntoIterator<Item = i64>) -> Self {
        let mut sorted: Vec<f64> = seconds.into_iter().map(|it| it as f64).collect();
        sorted.sort_by(f64::total_cmp);
        Self {
            count: sorted.len() as u64,
            median_seconds: quantile(&sorted, 0.5),
            p90_seconds: quantile(&sorted, 0.9),
            durations_reason: sorted.is_empty().then_some("no_units"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_nothing_say_so() {
        let none = Durations::of([]);
        assert_eq!(
            (none.count, none.median_seconds, none.durations_reason),
            (0, None, Some("no_units"))
        );
        let some = Durations::of([30, 10, 20, 40]);
        assert_eq!((some.count, some.median_seconds), (4, Some(25.0)));
        assert!((some.p90_seconds.unwrap() - 37.0).abs() < 1e-9);
    }
}
