//! Writing files that spreadsheets open rightly and safely: UTF-8 with a byte order mark, CRLF, quotes where needed.
//!
//! A spreadsheet computes a cell that begins with `=`, `+`, `-` or `@`, so text that does is written behind an
//! apostrophe, which spreadsheets take for "this is text". Numbers stay numbers. Reading takes exactly these
//! apostrophes away again: [`unescape_formula`] undoes [`escape_formula`] for every text.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::money::Money;
use std::{borrow::Cow, io};

/// `=`, `+`, `-`, `@` as Chinese keyboards write them; spreadsheets take some of them for the plain ones.
const FULL_WIDTH_SIGNS: [char; 4] = ['\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// One cell of an export.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Integer(i64),
    Decimal(f64),
    Boolean(bool),
    Date(NaiveDate),
    Instant(DateTime<Utc>),
    /// The amount without its currency, which has a column of its own.
    Money(Money),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<bool> for Cell<'_> {
    fn from(truth: bool) -> Self {
        Self::Boolean(truth)
    }
}

impl From<NaiveDate> for Cell<'_> {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<DateTime<Utc>> for Cell<'_> {
    fn from(instant: DateTime<Utc>) -> Self {
        Self::Instant(instant)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl Cell<'_> {
    fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => escape_formula(text),
            Self::Integer(number) => Cow::Owned(number.to_string()),
            Self::Decimal(number) => Cow::Owned(number.to_string()),
            Self::Boolean(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Instant(instant) => Cow::Owned(instant.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
            Self::Money(money) => {
                let text = money.to_string();
                Cow::Owned(text.split(' ').next().unwrap_or_default().to_owned())
            }
        }
    }
}

/// Writes row after row; [`CsvWriter::take`] hands over what is written so far, so that nothing piles up.
pub struct CsvWriter {
    writer: csv::Writer<Vec<u8>>,
}

impl CsvWriter {
    pub fn new<'a>(headers: impl IntoIterator<Item = &'a str>) -> io::Result<Self> {
        let mut this = Self { writer: onto("\u{feff}".into()) };
        this.row(headers.into_iter().map(Cell::from))?;
        Ok(this)
    }

    /// Goes on with a file whose beginning was written by another writer.
    pub fn continued() -> Self {
        Self { writer: onto(Vec::new()) }
    }

    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> io::Result<()> {
        for cell in cells {
            self.writer.write_field(cell.written().as_ref())?;
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// The bytes written since the last call.
    pub fn take(&mut self) -> io::Result<Vec<u8>> {
        self.writer.flush()?;
        let written = std::mem::replace(&mut self.writer, onto(Vec::new()));
        written
            .into_inner()
            .map_err(|error| io::Error::new(error.error().kind(), error.to_string()))
    }
}

fn onto(bytes: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes)
}

/// Puts an apostrophe before text that a spreadsheet would compute.
pub fn escape_formula(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Takes the apostrophe away that [`escape_formula`] has put there.
pub fn unescape_formula(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_dangerous(rest)).unwrap_or(text)
}

/// Blanks and quotes before the sign don't help: some programs skip them.
fn is_dangerous(text: &str) -> bool {
    let first =
        text.trim_start_matches([' ', '"', '\'', '\u{a0}', '\u{3000}', '\u{feff}']).chars().next();
    let is_sign = |letter| {
        matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n')
            || FULL_WIDTH_SIGNS.contains(&letter)
    };
    first.is_some_and(is_sign) && !is_plain_number(text)
}

/// `-12.5` and `+8613800001234` compute to themselves.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::{Cell, CsvWriter, escape_formula, unescape_formula};
    use crate::file::{Delimiter, Format, Reader, TextEncoding};
    use kernel::money::{Currency, Money};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn text_that_would_be_computed_is_written_as_text() {
        for text in [
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "\"=1+1\"",
            "'=1",
            "=cmd|' /C calc'!A0",
            "＝1+1",
            "＋1a",
            "-",
            "+86 138",
            "=",
            "-1-2",
            "+1.2.3",
            "\u{3000}=1",
        ] {
            let escaped = escape_formula(text);
            assert!(escaped.starts_with('\''), "{text:?}");
            assert_eq!(unescape_formula(&escaped), text);
        }
    }

    #[test]
    fn numbers_and_plain_text_stay_as_they_are() {
        for text in
            ["-12.5", "+8613800001234", "12", "张伟", "a=b", "", "1-2", "'quoted'", "li@example.cn"]
        {
            assert_eq!(escape_formula(text), text);
            assert_eq!(unescape_formula(text), text);
        }
    }

    #[test]
    fn a_file_has_mark_header_and_line_ends_of_spreadsheets() {
        let mut writer = CsvWriter::new(["名称", "金额", "-x"]).unwrap();
        let money = Money::new(-123_450, Currency::CNY).unwrap();
        writer.row([Cell::from("甲,\"乙\""), Cell::Money(money), Cell::Empty]).unwrap();
        let first = writer.take().unwrap();
        writer.row([Cell::from("=1"), Cell::from(-5), Cell::from(Some(true))]).unwrap();
        let all = [first, writer.take().unwrap()].concat();
        let text = String::from_utf8(all).unwrap();
        assert_eq!(text, "\u{feff}名称,金额,'-x\r\n\"甲,\"\"乙\"\"\",-1234.50,\r\n'=1,-5,true\r\n");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in ".*", risky in "[ '\"=+@\t\r\n0-9a-]{0,8}") {
            for text in [text, risky] {
                let escaped = escape_formula(&text);
                prop_assert_eq!(unescape_formula(&escaped), text.as_str());
                prop_assert!(!escaped.starts_with(['=', '@', '\t', '\r']));
            }
        }

        /// Not for rows of blanks, which reading leaves out, nor for NUL and U+FFFD, which it reports.
        #[test]
        fn what_is_written_is_read_back(table in proptest::collection::vec(proptest::collection::vec("[ -~\r\n\t,;\"'=+@张伟é]{0,12}", 3), 0..12)) {
            let mut writer = CsvWriter::new(["a", "b", "c"]).unwrap();
            for row in &table {
                writer.row(row.iter().map(|cell| Cell::from(cell.as_str()))).unwrap();
            }
            let bytes = writer.take().unwrap();
            let format = Format { delimiter: Some(Delimiter::Comma), ..Format::default() };
            let reader = Reader::open(bytes.as_slice(), format).unwrap();
            prop_assert_eq!(reader.encoding(), TextEncoding::Utf8);
            let found: Vec<Vec<String>> = reader.map(|row| {
                let row = row.unwrap();
                assert!(row.errors.is_empty(), "{:?}", row.errors);
                row.cells.iter().map(|cell| unescape_formula(cell).to_owned()).collect()
            }).collect();
            let expected: Vec<_> = table.into_iter().filter(|row| row.iter().any(|cell| !escape_formula(cell).trim().is_empty())).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
