//! A test's name is a sentence that states a promise; one or two words state none.

use super::source::{Finding, Source};

const FEWEST_WORDS: usize = 3;
/// Both are made by `testing::on_both_databases!` inside a module whose name is the sentence.
const INSIDE_A_SENTENCE: [&str; 2] = ["on sqlite", "on postgres"];
/// By this parameter the tests inside that macro are known.
const ON_BOTH_DATABASES: &str = ": TestDb) {";

pub fn check(source: &Source) -> Vec<Finding> {
    let names = if source.is_rust() {
        rust_names(source)
    } else if source.is_typescript_test() {
        typescript_names(source)
    } else {
        Vec::new()
    };
    names
        .into_iter()
        .filter(|(_, name)| !is_sentence(name))
        .map(|(line, name)| source.error(line, format!("test `{name}` states no promise")))
        .collect()
}

fn rust_names(source: &Source) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    let mut in_test = false;
    for (number, line) in source.numbered() {
        let text = line.trim();
        in_test |= is_test_attribute(text);
        if let Some(name) = function_name(text)
            && (in_test || text.starts_with("async fn ") && text.ends_with(ON_BOTH_DATABASES))
        {
            names.push((number, name.replace('_', " ")));
            in_test = false;
        }
    }
    names
}

/// `#[test]`, `#[tokio::test]`, `#[actix_web::test(…)]`.
fn is_test_attribute(text: &str) -> bool {
    let Some(inner) = text.strip_prefix("#[") else { return false };
    let path = inner.split([']', '(']).next().unwrap_or_default();
    path == "test" || path.ends_with("::test")
}

fn function_name(text: &str) -> Option<&str> {
    let (before, after) = text.split_once("fn ")?;
    before.chars().all(|c| c.is_ascii_lowercase() || c == ' ').then_some(())?;
    after.split(['(', '<']).next()
}

/// `test('…', …)` and `it("…", …)` at the start of a line.
fn typescript_names(source: &Source) -> Vec<(usize, String)> {
    source
        .numbered()
        .filter_map(|(number, line)| {
            let text = line.trim_start();
            let argument = text.strip_prefix("test(").or_else(|| text.strip_prefix("it("))?;
            let quote = argument.chars().next().filter(|c| ['\'', '"', '`'].contains(c))?;
            Some((number, argument[1..].split(quote).next()?.to_owned()))
        })
        .collect()
}

fn is_sentence(name: &str) -> bool {
    let is_chinese = name.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let words = name.split_whitespace().count();
    is_chinese || words >= FEWEST_WORDS || INSIDE_A_SENTENCE.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::super::source::lines_found;
    use super::*;

    #[test]
    fn a_name_of_fewer_than_three_words_is_found() {
        let rust =
            "#[actix_web::test]\nasync fn create_lead() {}\n#[test]\n#[cfg(unix)]\nfn works() {}";
        assert_eq!(lines_found(check, "crates/api/tests/it/lead.rs", rust), [2, 5]);
        let script = "test('sign in', async () => {\n  it(\"works\", () => {";
        assert_eq!(lines_found(check, "web/admin/src/a.test.tsx", script), [1, 2]);
    }

    #[test]
    fn a_test_on_both_databases_is_named_by_the_macro_call() {
        let rust = "on_both_databases! {\n    async fn creates(db: TestDb) {\n    }\n\n    \
                    async fn a_lead_is_seen_once(db: TestDb) {\n    }\n}\n\
                    #[tokio::test]\nasync fn on_sqlite() {}";
        assert_eq!(lines_found(check, "crates/leads/tests/it/lead.rs", rust), [2]);
    }

    #[test]
    fn a_sentence_in_either_language_is_fine() {
        let rust = "#[tokio::test(flavor = \"multi_thread\")]\n\
                    async fn a_lead_is_unique_in_its_workspace() {}\nfn seed() {}";
        assert_eq!(lines_found(check, "crates/api/tests/it/lead.rs", rust), Vec::<usize>::new());
        let script = "test('新线索立刻出现在列表里', f)\ntest(`a lead moves on the board`, f)";
        assert_eq!(lines_found(check, "tests/browser/a.spec.ts", script), Vec::<usize>::new());
    }
}
