//! A file carries one idea. Most need about a hundred lines.

use super::source::{Finding, Source};

const LONG: usize = 400;
const TOO_LONG: usize = 600;

/// Files that may be longer, each with the reason why cutting it would hide something.
const EXCEPTIONS: [(&str, &str); 2] = [
    ("crates/demo/src/vocabulary/en.rs", "one list of words; a cut would hide which are missing"),
    ("crates/demo/src/vocabulary/zh.rs", "one list of words; a cut would hide which are missing"),
];

pub fn check(source: &Source) -> Vec<Finding> {
    let lines = source.lines.len();
    if !(source.is_rust() || source.is_typescript()) || lines <= LONG || is_generated(source) {
        return Vec::new();
    }
    if lines <= TOO_LONG || EXCEPTIONS.iter().any(|(path, _)| *path == source.path) {
        return vec![source.warning(lines, format!("{lines} lines: is this still one idea?"))];
    }
    vec![source.error(lines, format!("{lines} lines, {TOO_LONG} at most: cut it by idea"))]
}

fn is_generated(source: &Source) -> bool {
    source.path.contains("/generated/") || source.path.ends_with(".gen.ts")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn severity(path: &str, lines: usize) -> Option<bool> {
        let source = Source::new(path, "x\n".repeat(lines));
        check(&source).first().map(|finding| finding.is_warning)
    }

    #[test]
    fn a_long_file_is_warned_of_and_a_very_long_one_refused() {
        assert_eq!(severity("crates/leads/src/lead.rs", 400), None);
        assert_eq!(severity("crates/leads/src/lead.rs", 401), Some(true));
        assert_eq!(severity("web/admin/src/leads.tsx", 601), Some(false));
    }

    #[test]
    fn what_is_generated_may_be_long() {
        assert_eq!(severity("web/admin/src/route-tree.gen.ts", 2000), None);
        assert_eq!(severity("docs/metrics.md", 2000), None);
    }
}
