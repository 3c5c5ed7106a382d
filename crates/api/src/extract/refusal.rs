//! What serde says when it refuses an input, as the problem that a client gets. It never repeats the value, which may
//! be a password.

use kernel::{Code, Error, FieldError};

/// `pointer` is the place that serde had reached; `unreadable` what an input is called that has the wrong shape.
pub fn refusal(pointer: String, message: &str, unreadable: Code) -> Error {
    // Texts are read with the place in them, which the pointer says better.
    let message = message.split(" at line ").next().unwrap_or_default();
    if let Some((name, known)) = quoted(message, "unknown field") {
        let field = FieldError::new(beneath(pointer, &name), "unknown_field").with("known", known);
        let code = if unreadable == Code::UnreadableBody { Code::UnknownField } else { unreadable };
        return Error::refused(code).with("reason", name).about(field);
    }
    if let Some((name, _)) = quoted(message, "duplicate field") {
        let field =
            FieldError::new(beneath(pointer, &name), "wrong_type").with("expected", "one value");
        return Error::refused(unreadable).with("reason", name).about(field);
    }
    if let Some((field, _)) = quoted(message, "missing field") {
        return Error::invalid(vec![FieldError::new(beneath(pointer, &field), "required")]);
    }
    if let Some((_, allowed)) = quoted(message, "unknown variant") {
        let field = FieldError::new(pointer, "unknown_value").with("allowed", allowed);
        return Error::invalid(vec![field]);
    }
    let expected = message.rsplit_once("expected ").map_or(message, |(_, expected)| expected);
    let expected = expected.split(", found ").next().unwrap_or_default();
    if message.starts_with("invalid type") {
        let field = FieldError::new(pointer, "wrong_type").with("expected", expected);
        return Error::refused(unreadable)
            .with("reason", format!("expected {expected}"))
            .about(field);
    }
    // The type is right, the value is not: an id of another kind, a currency that does not exist.
    let expected = expected_of_numbers(expected);
    Error::invalid(vec![FieldError::new(pointer, "invalid_format").with("expected", expected)])
}

/// The standard library doesn't say what it expected.
fn expected_of_numbers(message: &str) -> &str {
    match message {
        "invalid digit found in string" | "cannot parse integer from empty string" => "an integer",
        "invalid float literal" | "cannot parse float from empty string" => "a number",
        "provided string was not `true` or `false`" => "true or false",
        "premature end of input"
        | "input contains invalid characters"
        | "input is out of range"
        | "trailing input" => "a date or time as in RFC 3339",
        other => other,
    }
}

fn beneath(pointer: String, field: &str) -> String {
    if pointer.ends_with(&format!("/{field}")) { pointer } else { format!("{pointer}/{field}") }
}

/// Serde says ``unknown field `x`, expected one of `a`, `b` ``: the name and the names that are expected.
fn quoted(message: &str, what: &str) -> Option<(String, Vec<String>)> {
    let rest = message.strip_prefix(what)?.trim_start().strip_prefix('`')?;
    let (name, rest) = rest.split_once('`')?;
    let known = rest.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    Some((name.to_owned(), known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(message: &str) -> (Code, String, FieldError) {
        match refusal("/plan".to_owned(), message, Code::UnreadableBody) {
            Error::Refused { code, fields, .. } => {
                (code, fields[0].pointer.clone(), fields[0].clone())
            }
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_wrong_shape_is_unreadable_and_a_wrong_value_invalid() {
        assert_eq!(parts("invalid type: string \"x\", expected i32").0, Code::UnreadableBody);
        assert_eq!(parts("expected an id that begins with plan_").0, Code::Invalid);
        assert_eq!(parts("unknown variant `x`, expected `a` or `b`").0, Code::Invalid);
    }

    #[test]
    fn what_was_sent_is_not_repeated() {
        let (_, _, field) = parts("invalid type: string \"tea-and-9-peonies\", expected i32");
        assert_eq!(field.params["expected"], "i32");
        let (_, _, field) = parts("expected a code of ISO 4217, found \"tea-and-9-peonies\"");
        assert_eq!(field.params["expected"], "a code of ISO 4217");
    }

    #[test]
    fn a_field_that_stands_twice_is_named() {
        let (code, pointer, field) = parts("duplicate field `name`");
        assert_eq!((code, pointer.as_str()), (Code::UnreadableBody, "/plan/name"));
        assert_eq!(field.params["expected"], "one value");
    }

    #[test]
    fn a_missing_field_is_named_where_it_belongs() {
        let (code, pointer, field) = parts("missing field `name`");
        assert_eq!(
            (code, pointer.as_str(), &*field.code),
            (Code::Invalid, "/plan/name", "required")
        );
    }
}
