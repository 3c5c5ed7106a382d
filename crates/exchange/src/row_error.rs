//! What is wrong with a row, said so that the person who has the file open finds the cell.

use kernel::locale::Locale;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::borrow::Cow;
use utoipa::ToSchema;

/// So much of a wrong value is shown.
const EXCERPT: usize = 80;

/// What is wrong with a value: a stable word and its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub code: Cow<'static, str>,
    pub params: Map<String, Value>,
}

impl Fault {
    pub fn new(code: impl Into<Cow<'static, str>>) -> Self {
        Self { code: code.into(), params: Map::new() }
    }

    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    pub fn message(&self, locale: Locale) -> String {
        fill(sentence(&self.code, locale), &self.params)
    }

    /// Puts the fault into a row.
    pub fn at(
        self,
        line: u64,
        column: Option<usize>,
        header: Option<&str>,
        value: &str,
    ) -> RowError {
        RowError {
            line,
            column,
            header: header.map(str::to_owned),
            code: self.code,
            params: self.params,
            value: excerpt(value),
        }
    }
}

impl From<kernel::FieldError> for Fault {
    /// A target's own check, whose pointer became the column.
    fn from(error: kernel::FieldError) -> Self {
        Self { code: error.code, params: error.params }
    }
}

/// One mistake in a file. Lines are the file's physical lines and count from 1, as do columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowError {
    /// The line on which the row begins.
    #[schema(minimum = 1)]
    pub line: u64,
    /// Empty where the whole row is wrong.
    #[schema(minimum = 1)]
    pub column: Option<usize>,
    /// The column's header.
    pub header: Option<String>,
    /// What is wrong, as a stable word.
    #[schema(value_type = String, example = "date_unreadable")]
    pub code: Cow<'static, str>,
    /// The limits that were missed.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub params: Map<String, Value>,
    /// The beginning of the value as it stands in the file.
    #[schema(max_length = 81)]
    pub value: String,
}

impl RowError {
    pub fn message(&self, locale: Locale) -> String {
        fill(sentence(&self.code, locale), &self.params)
    }
}

fn excerpt(value: &str) -> String {
    let visible = |letter: char| if letter.is_control() { '\u{fffd}' } else { letter };
    let mut excerpt: String = value.chars().take(EXCERPT).map(visible).collect();
    if value.chars().nth(EXCERPT).is_some() {
        excerpt.push('…');
    }
    excerpt
}

fn fill(sentence: &str, params: &Map<String, Value>) -> String {
    params.iter().fold(sentence.to_owned(), |text, (name, value)| {
        let shown = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        text.replace(&format!("{{{name}}}"), &shown)
    })
}

fn sentence(code: &str, locale: Locale) -> &'static str {
    let found = SENTENCES.iter().find(|(known, ..)| *known == code);
    let (_, en, zh) = found.unwrap_or(&("", "This value can't be used", "该值无法使用"));
    locale.pick(*zh, *en)
}

/// Code, English, Chinese.
const SENTENCES: &[(&str, &str, &str)] = &[
    // --- the file
    ("file_empty", "The file has no rows", "文件中没有任何数据"),
    (
        "too_many_rows",
        "A file may have {max} rows; split it",
        "一个文件最多 {max} 行，请拆分后导入",
    ),
    ("header_empty", "The column has no header", "该列没有表头"),
    (
        "header_duplicate",
        "The header stands twice: also in column {first}",
        "表头重复：与第 {first} 列相同",
    ),
    ("too_many_columns", "At most {max} columns, found {found}", "最多 {max} 列，实际 {found} 列"),
    ("row_too_long", "The row is longer than {max} bytes", "该行超过 {max} 字节"),
    (
        "row_ragged",
        "The header has {expected} columns, this row {found}",
        "表头有 {expected} 列，本行有 {found} 列",
    ),
    ("cell_too_long", "The cell is longer than {max} bytes", "单元格内容超过 {max} 字节"),
    ("quote_unclosed", "A quote is opened and never closed", "引号没有闭合"),
    (
        "quote_followed_by_text",
        "Text follows a closing quote; write a quote inside a cell twice",
        "引号后还有文字；单元格内的引号请写两遍",
    ),
    (
        "nul_character",
        "The cell holds a NUL character; the file may be damaged",
        "单元格含有空字符，文件可能已损坏",
    ),
    (
        "bytes_unreadable",
        "The cell holds bytes that are no text in this encoding",
        "单元格含有无法按当前编码识别的字节",
    ),
    // --- values
    ("required", "This can't be empty", "不能为空"),
    ("too_long", "At most {max} characters", "最多 {max} 个字符"),
    ("integer_unreadable", "Expected a whole number such as 12", "应为整数，例如 12"),
    ("number_unreadable", "Expected a number such as 12.5", "应为数字，例如 12.5"),
    ("number_out_of_range", "The number is out of range", "数字超出范围"),
    ("money_unreadable", "Expected an amount such as 1,234.50", "应为金额，例如 1,234.50"),
    ("money_bad_grouping", "The thousands are grouped wrongly", "千分位分隔有误"),
    (
        "money_ambiguous",
        "This could be a thousand or a fraction: write it without the separator",
        "无法判断是千分位还是小数，请去掉分隔符",
    ),
    (
        "money_too_precise",
        "{currency} has {digits} digits after the point",
        "{currency} 最多保留 {digits} 位小数",
    ),
    ("money_too_large", "The amount is too large", "金额过大"),
    ("date_unreadable", "Expected a date such as 2026-03-05", "应为日期，例如 2026-03-05"),
    (
        "date_ambiguous",
        "Day and month can't be told apart: choose the date order of the file",
        "无法区分日和月，请选择文件的日期顺序",
    ),
    ("date_impossible", "There is no such day", "该日期不存在"),
    ("date_out_of_range", "Expected a year from 1900 to 2199", "年份应在 1900 到 2199 之间"),
    ("boolean_unreadable", "Expected yes or no", "应为“是”或“否”"),
    ("choice_unknown", "Expected one of: {choices}", "应为以下之一：{choices}"),
    ("phone_unreadable", "Expected a phone number", "应为电话号码"),
    ("phone_too_short", "The phone number is too short", "电话号码位数不足"),
    ("phone_too_long", "The phone number is too long", "电话号码位数过多"),
    ("phone_impossible", "There is no such phone number", "电话号码不存在"),
    (
        "email_malformed",
        "Expected an e-mail address such as name@example.com",
        "应为邮箱地址，例如 name@example.com",
    ),
    ("email_too_long", "The e-mail address is too long", "邮箱地址过长"),
    ("duplicate_in_file", "Line {first} has the same {field}", "与第 {first} 行的{field}重复"),
    // --- what undoing left alone
    (
        "undo_changed_since",
        "This {object} was changed since and stays as it is",
        "该记录（{object}）在导入后已被修改，予以保留",
    ),
    (
        "undo_in_use",
        "This {object} is used by others and stays",
        "该记录（{object}）已被其他数据引用，予以保留",
    ),
    // --- what targets say
    ("already_exists", "There is one with the same {field} already", "已存在相同{field}的记录"),
    ("not_found", "There is no such object", "找不到对应的对象"),
    ("unknown_value", "Expected one of: {allowed}", "应为以下之一：{allowed}"),
    (
        "contact_required",
        "A lead needs a contact, phone, e-mail or WeChat",
        "联系人、手机、邮箱、微信至少填写一项",
    ),
    ("name_required", "An account needs a name or an external id", "名称和外部编号至少填写一项"),
    (
        "fee_required",
        "A subscription needs an annual fee, a monthly fee or a plan",
        "年费、月费、套餐至少填写一项",
    ),
    (
        "external_id_taken",
        "There is one with the same external id already",
        "已存在相同外部编号的记录",
    ),
    ("invalid_phone", "Expected a phone number", "应为电话号码"),
    ("invalid_email", "Expected an e-mail address", "应为邮箱地址"),
    ("out_of_range", "Expected {min} to {max}", "应在 {min} 到 {max} 之间"),
    ("too_small", "At least {min}", "不能小于 {min}"),
    ("too_large", "At most {max}", "不能大于 {max}"),
    ("in_the_future", "This day lies in the future", "日期不能晚于今天"),
    ("not_allowed", "This can't be set here", "此处不能填写"),
    ("ambiguous", "Several have this name", "有多个同名对象，无法确定是哪一个"),
    ("lost_reason_required", "A lost lead needs a lost reason", "已流失的线索需要填写流失原因"),
    (
        "lost_note_required",
        "The lost reason “other” needs a lost note",
        "流失原因为“其他”时需要填写流失说明",
    ),
    ("archived", "It is archived; bring it back first", "该记录已归档，请先取消归档"),
    ("too_many", "At most {max}", "最多 {max} 个"),
    ("before_start", "The end lies before the start", "结束日期早于开始日期"),
];

#[cfg(test)]
mod tests {
    use super::{Fault, Locale, SENTENCES, excerpt};

    #[test]
    fn a_message_names_its_limits_in_both_languages() {
        let fault = Fault::new("row_ragged").with("expected", 3).with("found", 5);
        assert_eq!(fault.message(Locale::En), "The header has 3 columns, this row 5");
        assert_eq!(fault.message(Locale::ZhCn), "表头有 3 列，本行有 5 列");
        assert!(!Fault::new("something_new").message(Locale::En).is_empty());
    }

    #[test]
    fn both_languages_name_the_same_parameters() {
        let places = |text: &str| -> Vec<String> {
            let mut places: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
                .collect();
            places.sort();
            places
        };
        for (code, en, zh) in SENTENCES {
            assert_eq!(places(en), places(zh), "{code}");
        }
    }

    #[test]
    fn a_long_or_strange_value_is_shown_in_part() {
        assert_eq!(excerpt("a\0b"), "a\u{fffd}b");
        assert_eq!(excerpt(&"好".repeat(81)).chars().count(), 81);
        assert_eq!(excerpt("张伟"), "张伟");
    }
}
