//! Statistics that several domains share: pure, without tables. How sure a share can be, a model of yes and no, and how
//! well such a model tells the future.

pub mod calibration;
mod cholesky;
pub mod confusion;
pub mod lift;
pub mod logistic;
pub mod proportion;
pub mod quantile;
pub mod ranking;

/// A count as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "counts of rows lie far below 2^52")]
pub(crate) const fn real(count: usize) -> f64 {
    count as f64
}
