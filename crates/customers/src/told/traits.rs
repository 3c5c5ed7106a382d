use crate::attribute::{Definitions, Values};
use serde_json::{Map, Value};

/// Traits under the names that clients of the Segment specification give them, in either spelling.
pub struct Traits<'a>(pub &'a Map<String, Value>);

impl Traits<'_> {
    /// The first of these that is there: `job_title` is also found as `jobTitle`, `address.city` inside `address`.
    fn get(&self, keys: &[&str]) -> Option<&Value> {
        let found = |key: &&str| {
            let (outer, inner) = key.split_once('.').map_or((*key, None), |(a, b)| (a, Some(b)));
            let value = self.0.get(outer).or_else(|| self.0.get(&camel_case(outer)))?;
            inner.map_or(Some(value), |inner| value.get(inner))
        };
        keys.iter().find_map(found).filter(|value| !value.is_null())
    }

    /// A text that isn't blank; numbers count as their text.
    pub fn text(&self, keys: &[&str]) -> Option<String> {
        let text = match self.get(keys)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.is_empty() && !text.contains('\0')).then_some(text)
    }

    pub fn whole(&self, keys: &[&str]) -> Option<i32> {
        match self.get(keys)? {
            Value::Number(number) => i32::try_from(number.as_i64()?).ok(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// What a person is called: the whole name, or its parts in the order in which its language writes them.
    pub fn person_name(&self) -> Option<String> {
        let parts = || {
            let (first, last) = (self.text(&["first_name"]), self.text(&["last_name"]));
            match (first, last) {
                (Some(first), Some(last)) if is_chinese(&last) => Some(format!("{last}{first}")),
                (Some(first), Some(last)) => Some(format!("{first} {last}")),
                (first, last) => first.or(last),
            }
        };
        let name = self.text(&["name"]).or_else(parts);
        name.or_else(|| self.text(&["username", "email"]))
            .filter(|name| name.chars().count() <= 100)
    }

    /// Those that the workspace has defined an attribute for.
    pub fn attributes(&self, definitions: &Definitions) -> Values {
        let given = definitions.in_use().filter_map(|definition| {
            let value = self.get(&[&definition.key]).cloned()?;
            let single = Definitions(vec![definition.clone()]);
            let given = Values::from_iter([(definition.key.clone(), value)]);
            let mut read = Values::new();
            single.apply(&mut read, &given).ok()?;
            read.into_iter().next()
        });
        given.collect()
    }
}

fn camel_case(snake: &str) -> String {
    let mut parts = snake.split('_');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}

fn is_chinese(text: &str) -> bool {
    text.chars().all(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn with<T>(traits: &Value, read: impl FnOnce(Traits<'_>) -> T) -> T {
        read(Traits(traits.as_object().unwrap()))
    }

    #[test]
    fn a_name_is_put_together_as_its_language_does() {
        for (traits, name) in [
            (json!({ "name": " 张伟 " }), Some("张伟")),
            (json!({ "firstName": "伟", "lastName": "张" }), Some("张伟")),
            (json!({ "first_name": "Ada", "last_name": "Lovelace" }), Some("Ada Lovelace")),
            (json!({ "lastName": "Lovelace" }), Some("Lovelace")),
            (json!({ "email": "a@example.cn" }), Some("a@example.cn")),
            (json!({ "name": "", "plan": "pro" }), None),
        ] {
            assert_eq!(with(&traits, |traits| traits.person_name()).as_deref(), name, "{traits}");
        }
    }

    #[test]
    fn traits_are_found_in_either_spelling_and_inside_the_address() {
        let traits = json!({ "jobTitle": "店长", "address": { "city": "杭州" }, "employees": "12", "x": [1] });
        with(&traits, |traits| {
            assert_eq!(traits.text(&["title", "job_title"]).as_deref(), Some("店长"));
            assert_eq!(traits.text(&["city", "address.city"]).as_deref(), Some("杭州"));
            assert_eq!(traits.whole(&["employees"]), Some(12));
            assert_eq!(traits.text(&["x"]), None);
        });
    }
}
