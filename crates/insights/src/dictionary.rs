//! The metric dictionary of all domains.

use kernel::metric::Metric;

/// Every definition there is.
pub fn metrics() -> impl Iterator<Item = &'static Metric> {
    activity::question::metric::METRICS
        .iter()
        .chain(customers::mrr::METRICS)
        .chain(leads::cost::METRICS)
}
