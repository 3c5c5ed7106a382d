//! The table of what ran, and the one line that says how it went.

use super::count::Counts;
use super::step::Outcome;
use std::fmt;

#[derive(Default)]
pub struct Report(Vec<Outcome>);

impl Report {
    pub fn add(&mut self, outcome: Outcome) {
        self.0.push(outcome);
    }

    pub fn succeeded(&self) -> bool {
        let total = self.total();
        total.failed == 0 && total.passed > 0
    }

    fn total(&self) -> Counts {
        self.0.iter().fold(Counts::default(), |sum, outcome| Counts {
            passed: sum.passed + outcome.counts.passed,
            failed: sum.failed + outcome.counts.failed,
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{:<12} {:>8} {:>8} {:>10}", "step", "passed", "failed", "seconds")?;
        for outcome in &self.0 {
            let Counts { passed, failed } = outcome.counts;
            let seconds = outcome.duration.as_secs_f64();
            writeln!(f, "{:<12} {passed:>8} {failed:>8} {seconds:>10.1}", outcome.step)?;
            for remark in &outcome.remarks {
                writeln!(f, "{:<12} {remark}", "")?;
            }
        }
        let Counts { passed, failed } = self.total();
        writeln!(f, "\n{passed} passed, {failed} failed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn outcome(passed: u64, failed: u64) -> Outcome {
        let counts = Counts { passed, failed };
        Outcome { step: "rust", counts, duration: Duration::from_secs(2), remarks: Vec::new() }
    }

    #[test]
    fn the_last_line_sums_up_all_steps() {
        let report = Report(vec![outcome(3, 0), outcome(4, 1)]);
        assert_eq!(report.to_string().lines().last(), Some("7 passed, 1 failed"));
        assert!(!report.succeeded());
    }

    #[test]
    fn nothing_run_is_no_success() {
        assert!(!Report::default().succeeded());
        assert!(Report(vec![outcome(1, 0)]).succeeded());
    }
}
