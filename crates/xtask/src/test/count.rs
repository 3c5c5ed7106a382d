//! How many tests ran, as the tools themselves report it.

const FAILURES: [&str; 7] =
    ["failed", "exec failed", "timed out", "did not run", "interrupted", "failure", "skipped"];

/// Passed and failed tests. A skipped test is a failed one: here nothing is skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    /// Sums up every summary in the output of cargo, nextest, Vitest, Playwright, pytest and
    /// Schemathesis.
    pub fn in_output(text: &str) -> Self {
        let mut counts = Self::default();
        // Schemathesis counts operations, and names what it found in the last line.
        let tested = text.lines().filter_map(|line| line.trim().strip_prefix("Tested: "));
        counts.passed += tested.filter_map(|number| number.parse::<u64>().ok()).sum::<u64>();
        for summary in text.lines().filter_map(|line| summary(line.trim())) {
            counts.passed += number_before(summary, "passed");
            counts.failed += FAILURES.iter().map(|it| number_before(summary, it)).sum::<u64>();
        }
        counts
    }
}

/// The part of the line that counts, if the line is a summary.
fn summary(line: &str) -> Option<&str> {
    if let Some(cargo) = line.strip_prefix("test result: ") {
        return Some(cargo);
    }
    if line.starts_with("Summary [") {
        return line.split_once(" run: ").map(|(_, nextest)| nextest);
    }
    if let Some(vitest) = line.strip_prefix("Tests ") {
        return Some(vitest);
    }
    if line.starts_with("==") && line.ends_with("==") && line.contains(" in ") {
        return Some(line.trim_matches(['=', ' ']));
    }
    is_playwright(line).then_some(line)
}

/// Playwright writes one line per kind: `12 passed (3.2s)`, `1 failed`, `2 did not run`.
fn is_playwright(line: &str) -> bool {
    let Some((number, rest)) = line.split_once(' ') else { return false };
    let kinds = ["failed", "interrupted", "did not run", "skipped"];
    number.parse::<u64>().is_ok() && (kinds.contains(&rest) || rest.starts_with("passed ("))
}

/// The number right before the word: 3 in `3 passed`.
fn number_before(text: &str, word: &str) -> u64 {
    let Some((before, _)) = text.split_once(&format!(" {word}")) else { return 0 };
    before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> (u64, u64) {
        let counts = Counts::in_output(text);
        (counts.passed, counts.failed)
    }

    #[test]
    fn every_tool_is_understood() {
        let cargo = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured";
        assert_eq!(count(cargo), (3, 2));
        let nextest = "     Summary [   1.391s] 9 tests run: 6 passed (1 slow), 2 failed, 1 timed out, 0 skipped";
        assert_eq!(count(nextest), (6, 3));
        assert_eq!(count("      Tests  1 failed | 11 passed (12)"), (11, 1));
        assert_eq!(
            count("  1 failed\n    a.spec.ts:3\n  2 did not run\n  12 passed (3.2s)"),
            (12, 3)
        );
        assert_eq!(count("===== 1 failed, 3 passed in 0.10s ====="), (3, 1));
        assert_eq!(
            count("  Selected: 87/87\n  Tested: 87\n==== 3 failures in 0.16s ===="),
            (87, 3)
        );
    }

    #[test]
    fn a_skipped_test_is_a_failed_one() {
        assert_eq!(count("===== 1 skipped in 0.10s ====="), (0, 1));
        assert_eq!(count("  2 skipped\n  3 passed (1.0s)"), (3, 2));
        assert_eq!(count("Tests  2 passed | 1 skipped (3)"), (2, 1));
    }

    #[test]
    fn several_summaries_add_up() {
        let one = "test result: ok. 3 passed; 0 failed; 0 ignored\n";
        assert_eq!(count(&one.repeat(3)), (9, 0));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            count("7 passed the gate\n Test Files  2 passed (2)\nok 3 failed attempts"),
            (0, 0)
        );
    }
}
