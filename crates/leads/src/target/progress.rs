use serde::Serialize;
use utoipa::ToSchema;

/// Before a tenth of the time is over a pace is a guess.
const PACE_FROM: f64 = 0.1;

kernel::words! {
    /// How a target stands.
    pub enum TargetState {
        /// Met, whenever that was.
        Reached = "reached",
        /// At least as far as the time that is over.
        OnTrack = "on_track",
        /// Less far than the time that is over.
        Behind = "behind",
        /// The time is over, and it wasn't met.
        Missed = "missed",
    }

    /// Why there is nothing to compare with.
    pub enum TargetGap {
        /// Nobody has set one.
        NoTarget = "no_target",
        /// Some months of the period have one and others have none.
        MonthsWithout = "months_without_target",
        /// It was set in a currency that is no longer the workspace's.
        OtherCurrency = "other_currency",
    }
}

/// How far a target is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct TargetProgress {
    /// What was achieved of the target; above 1 where it was more. Null without a target.
    #[schema(minimum = 0, example = 0.62)]
    pub share: Option<f64>,
    /// Where it ends if the rest of the time goes like the past: `share` by `elapsed`. Null without a target, and before a tenth
    /// of the time is over.
    #[schema(minimum = 0, example = 0.95)]
    pub projected_share: Option<f64>,
    /// Null without a target.
    pub state: Option<TargetState>,
    /// Why there is no target to compare with.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub reason: Option<TargetGap>,
}

/// A target of a period, of those of its months.
pub(super) fn total(months: &[Result<Option<i64>, TargetGap>]) -> Result<i64, TargetGap> {
    let known = months.iter().copied().collect::<Result<Vec<_>, _>>()?;
    let set: Vec<i64> = known.iter().copied().flatten().collect();
    if set.is_empty() {
        return Err(TargetGap::NoTarget);
    }
    if set.len() < known.len() {
        return Err(TargetGap::MonthsWithout);
    }
    Ok(set.iter().sum())
}

/// How far something is; targets are above 0.
#[expect(clippy::cast_precision_loss, reason = "amounts are far below 2^53")]
pub(super) fn progress(
    target: Result<i64, TargetGap>,
    actual: i64,
    elapsed: f64,
) -> TargetProgress {
    let target = match target {
        Ok(target) => target,
        Err(reason) => {
            return TargetProgress {
                share: None,
                projected_share: None,
                state: None,
                reason: Some(reason),
            };
        }
    };
    let share = actual as f64 / target as f64;
    let state = if actual >= target {
        TargetState::Reached
    } else if elapsed >= 1.0 {
        TargetState::Missed
    } else if share >= elapsed {
        TargetState::OnTrack
    } else {
        TargetState::Behind
    };
    let projected_share = (elapsed >= PACE_FROM).then(|| share / elapsed);
    TargetProgress { share: Some(share), projected_share, state: Some(state), reason: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_target_is_behind_when_less_was_achieved_than_time_went_by() {
        let at = |actual, elapsed| progress(Ok(100), actual, elapsed);
        assert_eq!(at(49, 0.5).state, Some(TargetState::Behind));
        assert_eq!(at(50, 0.5).state, Some(TargetState::OnTrack));
        assert_eq!(at(100, 0.2).state, Some(TargetState::Reached));
        assert_eq!(at(99, 1.0).state, Some(TargetState::Missed));
        assert_eq!(at(0, 0.0).state, Some(TargetState::OnTrack));
        assert_eq!(at(30, 0.5).projected_share, Some(0.6));
        assert_eq!(at(30, 0.05).projected_share, None, "too early to tell");
    }

    #[test]
    fn a_quarter_with_a_month_without_target_has_none_and_says_so() {
        assert_eq!(total(&[Ok(Some(10)), Ok(Some(20)), Ok(Some(5))]), Ok(35));
        assert_eq!(total(&[Ok(Some(10)), Ok(None), Ok(Some(5))]), Err(TargetGap::MonthsWithout));
        assert_eq!(total(&[Ok(None), Ok(None)]), Err(TargetGap::NoTarget));
        let other = Err(TargetGap::OtherCurrency);
        assert_eq!(total(&[Ok(Some(10)), other]), Err(TargetGap::OtherCurrency));
    }

    proptest! {
        #[test]
        fn whoever_achieves_more_never_stands_worse(
            target in 1_i64..1_000_000, actual in 0_i64..2_000_000, more in 0_i64..1000, elapsed in 0.0..=1.0,
        ) {
            let rank = |state| match state {
                Some(TargetState::Reached) => 3,
                Some(TargetState::OnTrack) => 2,
                Some(TargetState::Behind) => 1,
                Some(TargetState::Missed) | None => 0,
            };
            let one = progress(Ok(target), actual, elapsed);
            let other = progress(Ok(target), actual + more, elapsed);
            prop_assert!(one.share <= other.share && rank(one.state) <= rank(other.state));
        }
    }
}
