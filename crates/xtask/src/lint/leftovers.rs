//! Work left undone: notes to oneself, holes, tests that do not run.

use super::source::{Finding, Source};

// Written in two pieces, or this file would find itself.
const NOTES: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const HOLES: [&str; 2] = [concat!("to", "do!("), concat!("unimplemen", "ted!(")];
const IGNORED: &str = concat!("#[ig", "nore");
const SKIPPED: [&str; 5] = [
    concat!(".sk", "ip("),
    concat!(".on", "ly("),
    concat!(".fix", "me("),
    concat!("xi", "t("),
    concat!("xdescri", "be("),
];

pub fn check(source: &Source) -> Vec<Finding> {
    if !source.is_code() {
        return Vec::new();
    }
    source
        .numbered()
        .filter_map(|(number, line)| complaint(source, line).map(|it| source.error(number, it)))
        .collect()
}

fn complaint(source: &Source, line: &str) -> Option<String> {
    if let Some(note) = NOTES.iter().find(|note| has_word(line, note)) {
        return Some(format!("`{note}`: do it, or open an issue that says why not now"));
    }
    if source.is_rust() {
        if let Some(hole) = HOLES.iter().find(|hole| has_word(line, hole.trim_end_matches('('))) {
            return Some(format!("`{hole}…)`: nothing ships with a hole"));
        }
        if line.trim_start().starts_with(IGNORED) {
            return Some("a test that never runs proves nothing".to_owned());
        }
    }
    if source.is_typescript_test()
        && let Some(skip) = SKIPPED.iter().find(|skip| calls(line, skip))
    {
        return Some(format!("`{skip}…)`: every test runs, everywhere"));
    }
    None
}

/// The call as such, not as the end of a longer name.
fn calls(line: &str, call: &str) -> bool {
    line.match_indices(call).any(|(at, _)| {
        call.starts_with('.') || !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}

fn has_word(line: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(inside) && !line[at + word.len()..].starts_with(inside)
    })
}

#[cfg(test)]
mod tests {
    use super::super::source::lines_found;
    use super::*;

    #[test]
    fn notes_and_holes_are_found_in_code() {
        let text =
            format!("// {} later\nfn f() {{ {}) }}\n// {}: odd", NOTES[0], HOLES[0], NOTES[1]);
        assert_eq!(lines_found(check, "crates/leads/src/lead.rs", &text), [1, 2, 3]);
    }

    #[test]
    fn a_longer_word_or_prose_is_no_note() {
        let text = format!("let {}S = 1;\nlet todo_count = 2;", NOTES[0]);
        assert_eq!(lines_found(check, "crates/leads/src/lead.rs", &text), Vec::<usize>::new());
        assert_eq!(lines_found(check, "docs/plan.md", NOTES[0]), Vec::<usize>::new());
    }

    #[test]
    fn a_test_that_does_not_run_is_found() {
        let rust = format!("#[test]\n{IGNORED}]\nfn f() {{}}");
        assert_eq!(lines_found(check, "crates/leads/tests/it/main.rs", &rust), [2]);
        let script =
            format!("test{}'signs in', f);\ntest.describe{}'x', f)", SKIPPED[0], SKIPPED[1]);
        assert_eq!(lines_found(check, "tests/browser/sign-in.spec.ts", &script), [1, 2]);
    }

    #[test]
    fn skipping_items_is_no_skipped_test() {
        let rust = format!("let rest = rows.iter(){}1);", SKIPPED[0]);
        assert_eq!(lines_found(check, "crates/leads/src/lead.rs", &rust), Vec::<usize>::new());
        let script = format!("await e{}); exit(1)", SKIPPED[3].trim_end_matches('('));
        assert_eq!(lines_found(check, "web/a.test.ts", &script), Vec::<usize>::new());
    }
}
