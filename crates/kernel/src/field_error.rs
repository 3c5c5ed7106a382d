//! What is wrong with one field, and the sentence for it in both languages.

use serde::Serialize;
use serde_json::{Map, Value};
use std::borrow::Cow;
use utoipa::ToSchema;
use validator::{ValidationErrors, ValidationErrorsKind};

/// One wrong field of an input. It never carries the value itself, which may be a password.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FieldError {
    /// Where, as a JSON pointer (RFC 6901) into the body.
    #[schema(example = "/email")]
    pub pointer: String,
    /// What is wrong, as a stable word.
    #[schema(value_type = String, example = "too_long")]
    pub code: Cow<'static, str>,
    /// The limits that were missed, such as `{"max": 254}`.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub params: Map<String, Value>,
}

impl FieldError {
    pub fn new(pointer: impl Into<String>, code: impl Into<Cow<'static, str>>) -> Self {
        Self { pointer: pointer.into(), code: code.into(), params: Map::new() }
    }

    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// The sentence for the person who filled the field in.
    pub fn message(&self, chinese: bool) -> String {
        fill(sentence(&self.code, chinese), &self.params, chinese)
    }
}

/// Puts the parameters into the `{places}` of a sentence.
pub(crate) fn fill(sentence: &str, params: &Map<String, Value>, chinese: bool) -> String {
    let between = if chinese { "、" } else { ", " };
    params.iter().fold(sentence.to_owned(), |text, (name, value)| {
        let shown = match value {
            Value::String(text) => text.clone(),
            Value::Array(items) => items
                .iter()
                .map(|i| i.as_str().map_or_else(|| i.to_string(), str::to_owned))
                .collect::<Vec<_>>()
                .join(between),
            other => other.to_string(),
        };
        text.replace(&format!("{{{name}}}"), &shown)
    })
}

fn sentence(code: &str, chinese: bool) -> &'static str {
    let (en, zh) = match code {
        "required" => ("Fill this in", "必填"),
        "too_long" => ("Use at most {max} characters", "最多 {max} 个字符"),
        "too_short" => ("Use at least {min} characters", "至少 {min} 个字符"),
        "too_many" => ("At most {max} entries", "最多 {max} 项"),
        "too_few" => ("At least {min} entries", "至少 {min} 项"),
        "too_large" => ("At most {max}", "不能大于 {max}"),
        "too_small" => ("At least {min}", "不能小于 {min}"),
        "out_of_range" => ("Between {min} and {max}", "须在 {min} 到 {max} 之间"),
        "invalid_email" => ("This isn't an e-mail address", "邮箱格式不正确"),
        "invalid_phone" => ("This isn't a phone number", "电话号码格式不正确"),
        "invalid_url" => ("This isn't a web address", "网址格式不正确"),
        "invalid_id" => ("This isn't the id of a {expected}", "不是有效的 {expected} 标识"),
        "invalid_format" => ("Expected {expected}", "格式应为 {expected}"),
        "wrong_type" => ("Expected {expected}", "类型应为 {expected}"),
        "unknown_field" => {
            ("There is no such field; known are {known}", "没有该字段；可用字段：{known}")
        }
        "unknown_value" => ("Use one of {allowed}", "可选值：{allowed}"),
        "not_found" => ("There is no such object in this workspace", "当前工作区中没有该对象"),
        "already_exists" => ("This value is already used", "该值已被使用"),
        "wrong_password" => ("This isn't your password", "密码不正确"),
        "too_weak" => ("Choose a password that is harder to guess", "密码过于简单，请换一个"),
        "not_as_claimed" => (
            "With these answers the lead is “{validity}”, not what the dispute claims",
            "按这些判定，线索的有效性为“{validity}”，与争议的主张不符",
        ),
        "fixed_at_start" => {
            ("Targets stay as they were when the campaign began", "活动开始后目标不能再改")
        }
        "not_accepted" => ("The quote was not accepted", "该报价单尚未被接受"),
        "not_allowed" => ("This can't be set here", "此处不允许设置"),
        "in_the_past" => ("Choose a time in the future", "请选择将来的时间"),
        "in_the_future" => ("Choose a time that isn't in the future", "不能是将来的时间"),
        "not_both" => ("Fill in only one of {fields}", "只能填写其中一项：{fields}"),
        "incomplete_order" => ("Name every one of them once", "请完整列出全部项目，每项一次"),
        "invalid_token" => ("This page is out of date; load it again", "页面已失效，请重新打开"),
        "too_fast" => {
            ("Wait {seconds} seconds and send it again", "提交过快，请 {seconds} 秒后再试")
        }
        "invalid_color" => ("Write the colour as #rrggbb", "请按 #rrggbb 填写颜色"),
        "too_little_contrast" => (
            "This colour stands out by {ratio} : 1 only; {min} : 1 is needed",
            "该颜色与背景的对比度仅 {ratio}:1，至少需要 {min}:1",
        ),
        "invalid_origin" => (
            "Write the site as https://www.example.cn, without a path",
            "请按 https://www.example.cn 填写网站，不含路径",
        ),
        "needs_email_field" => (
            "The form must ask for the e-mail address, as a required field",
            "表单须包含必填的邮箱问题",
        ),
        "not_worked" => {
            ("The page could not prove itself; load it again", "页面校验未通过，请刷新后重试")
        }
        "not_ascending" => ("Put them in ascending order", "请按从小到大的顺序填写"),
        "overlaps" => ("This lies over another one", "与另一项重叠"),
        "duplicate" => ("Name it once", "不能重复"),
        "before_start" => ("The end lies before the start", "结束时间早于开始时间"),
        "wrong_currency" => ("The currency here is {expected}", "此处的币种应为 {expected}"),
        "private_address" => {
            ("This address isn't reachable from the internet", "该地址不是公网可访问的地址")
        }
        "too_many_bytes" => ("At most {max} bytes", "最多 {max} 字节"),
        "too_deep" => ("At most {max} levels deep", "嵌套最多 {max} 层"),
        "too_old" => ("At most {years} years ago", "时间不能早于 {years} 年前"),
        "invalid_text" => (
            "The text contains a NUL character or half of a surrogate pair",
            "文本包含空字符（NUL）或不完整的 Unicode 代理对",
        ),
        "one_of_required" => ("Fill in at least one of {fields}", "请至少填写一项：{fields}"),
        _ => ("This value isn't valid", "内容不正确"),
    };
    if chinese { zh } else { en }
}

/// Flattens the validator's tree into one list of pointers. Its `value` parameter is dropped.
pub(crate) fn from_validator(errors: &ValidationErrors) -> Vec<FieldError> {
    let mut list = Vec::new();
    collect(errors, "", &mut list);
    list.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    list
}

fn collect(errors: &ValidationErrors, at: &str, list: &mut Vec<FieldError>) {
    for (field, kind) in errors.errors() {
        // Checks over the whole struct report under `__all__`.
        let pointer = if field == "__all__" { at.to_owned() } else { format!("{at}/{field}") };
        match kind {
            ValidationErrorsKind::Field(errors) => {
                list.extend(errors.iter().map(|error| to_field_error(&pointer, error)));
            }
            ValidationErrorsKind::Struct(nested) => collect(nested, &pointer, list),
            ValidationErrorsKind::List(items) => {
                for (index, nested) in items {
                    collect(nested, &format!("{pointer}/{index}"), list);
                }
            }
        }
    }
}

fn to_field_error(pointer: &str, error: &validator::ValidationError) -> FieldError {
    let number = |name: &str| error.params.get(name).and_then(Value::as_f64);
    let size = error.params.get("value").map_or(0.0, size_of);
    let above = number("max").is_some_and(|max| size > max);
    let is_list = error.params.get("value").is_some_and(Value::is_array);
    let code: Cow<'static, str> = match (error.code.as_ref(), above, is_list) {
        ("length", true, false) => "too_long".into(),
        ("length", false, false) => "too_short".into(),
        ("length", true, true) => "too_many".into(),
        ("length", false, true) => "too_few".into(),
        ("range", true, _) => "too_large".into(),
        ("range", false, _) => "too_small".into(),
        ("email", ..) => "invalid_email".into(),
        ("url", ..) => "invalid_url".into(),
        _ => error.code.clone(),
    };
    let mut field_error = FieldError::new(pointer, code);
    for (name, value) in error.params.iter().filter(|(name, _)| *name != "value") {
        // The validator keeps limits as floats; clients expect the integer they know from the schema.
        let whole = value.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 9e15);
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
        let value = whole.map_or_else(|| value.clone(), |n| Value::from(n as i64));
        field_error = field_error.with(name, value);
    }
    field_error
}

#[expect(clippy::cast_precision_loss, reason = "lengths of inputs are far below 2^52")]
fn size_of(value: &Value) -> f64 {
    match value {
        Value::String(text) => text.chars().count() as f64,
        Value::Array(items) => items.len() as f64,
        Value::Object(fields) => fields.len() as f64,
        other => other.as_f64().unwrap_or(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use validator::Validate;

    #[derive(Validate, Serialize)]
    struct Inner {
        #[validate(length(min = 2, max = 3))]
        name: String,
    }

    #[derive(Validate, Serialize)]
    struct Outer {
        #[validate(email)]
        email: String,
        #[validate(range(min = 0, max = 3))]
        say: i32,
        #[validate(nested)]
        inner: Vec<Inner>,
        #[validate(length(max = 1))]
        tags: Vec<String>,
    }

    fn outer(email: &str, say: i32, names: &[&str], tags: usize) -> Outer {
        let inner = names.iter().map(|name| Inner { name: (*name).into() }).collect();
        Outer { email: email.into(), say, inner, tags: vec![String::new(); tags] }
    }

    #[test]
    fn every_wrong_field_is_named_with_its_limit_and_without_its_value() {
        let wrong = outer("secret", 9, &["four", "ok"], 0);
        let errors = from_validator(&wrong.validate().unwrap_err());
        let told: Vec<_> = errors.iter().map(|e| (e.pointer.as_str(), e.code.as_ref())).collect();
        assert_eq!(
            told,
            [("/email", "invalid_email"), ("/inner/0/name", "too_long"), ("/say", "too_large")]
        );
        assert_eq!(errors[2].params["max"], 3);
        assert!(!serde_json::to_string(&errors).unwrap().contains("secret"));
        assert_eq!(errors[1].message(true), "最多 3 个字符");
    }

    #[test]
    fn a_list_that_is_too_long_counts_entries_not_characters() {
        let errors = from_validator(&outer("a@b.cn", 1, &[], 2).validate().unwrap_err());
        assert_eq!(errors[0].code, "too_many");
    }
}
