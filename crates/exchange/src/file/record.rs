//! One row out of a text: cells, physical lines, and what is wrong with its quotes and sizes.
//!
//! RFC 4180 with the freedoms that real files take: LF, CRLF or CR end a line, a quote inside an unquoted cell is a
//! letter, blanks may follow a closing quote.

use super::{MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES};

/// What is wrong with a cell's form; the column counts from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    UnclosedQuote { column: usize },
    TextAfterQuote { column: usize },
    CellTooLong { column: usize },
    TooManyColumns { found: usize },
}

#[derive(Debug, Default)]
pub(super) struct Record {
    pub cells: Vec<String>,
    pub flaws: Vec<Flaw>,
    /// Bytes of the text it takes, line end included.
    pub length: usize,
    /// Line ends it takes.
    pub lines: u64,
}

pub(super) enum Outcome {
    Record(Record),
    /// The text ends inside the row; more of it is needed.
    Incomplete,
    /// The row is longer than any row may be.
    Endless,
}

/// Cuts the first row off `text`, which is not empty. `is_all` tells that no more text follows.
pub(super) fn first_record(text: &str, delimiter: u8, is_all: bool) -> Outcome {
    let mut cutter = Cutter {
        text,
        bytes: text.as_bytes(),
        delimiter,
        at: 0,
        record: Record::default(),
        columns: 0,
    };
    match cutter.cut(is_all) {
        Ok(()) => {
            cutter.record.length = cutter.at;
            if cutter.columns > MAX_COLUMNS {
                cutter.record.flaws.push(Flaw::TooManyColumns { found: cutter.columns });
            }
            Outcome::Record(cutter.record)
        }
        Err(EndOfText) if !is_all && text.len() <= MAX_ROW_BYTES => Outcome::Incomplete,
        Err(EndOfText) => Outcome::Endless,
    }
}

/// The text ended where it could not decide how to go on.
struct EndOfText;

struct Cutter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    delimiter: u8,
    at: usize,
    record: Record,
    columns: usize,
}

impl Cutter<'_> {
    fn cut(&mut self, is_all: bool) -> Result<(), EndOfText> {
        loop {
            let is_quoted = self.bytes.get(self.at) == Some(&b'"');
            let goes_on = if is_quoted { self.quoted_cell(is_all)? } else { self.plain_cell() };
            if !goes_on {
                return self.end_of_row(is_all);
            }
        }
    }

    /// Leaves `at` behind a delimiter (true) or at the end of the row (false).
    fn plain_cell(&mut self) -> bool {
        let from = self.at;
        self.skip_to_end_of_cell();
        self.push(self.text[from..self.at].to_owned());
        self.take_delimiter()
    }

    fn quoted_cell(&mut self, is_all: bool) -> Result<bool, EndOfText> {
        let opened = self.at;
        let lines_before = self.record.lines;
        self.at += 1;
        let mut cell = String::new();
        if !self.quoted_text(&mut cell) {
            if !is_all && self.text.len() <= MAX_ROW_BYTES {
                return Err(EndOfText);
            }
            self.lose_line(opened, lines_before);
            return Ok(false);
        }
        let from = self.at;
        self.skip_to_end_of_cell();
        let rest = &self.text[from..self.at];
        if !rest.trim_matches(' ').is_empty() {
            if self.record.lines > lines_before {
                // It was not closed: what seems to close it opens a cell further down.
                self.lose_line(opened, lines_before);
                return Ok(false);
            }
            self.record.flaws.push(Flaw::TextAfterQuote { column: self.columns });
            cell.push_str(rest);
        }
        self.push(cell);
        Ok(self.take_delimiter())
    }

    /// Only the line in which the quote opened is lost; what follows are rows again.
    fn lose_line(&mut self, opened: usize, lines_before: u64) {
        (self.at, self.record.lines) = (opened, lines_before);
        self.record.flaws.push(Flaw::UnclosedQuote { column: self.columns });
        self.skip_to_end_of_line();
        self.push(self.text[opened + 1..self.at].to_owned());
    }

    /// Collects up to the closing quote and steps behind it; false where there is none.
    fn quoted_text(&mut self, cell: &mut String) -> bool {
        let mut from = self.at;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'"' => {
                    cell.push_str(&self.text[from..self.at - 1]);
                    if self.bytes.get(self.at) != Some(&b'"') {
                        return true;
                    }
                    // A doubled quote is one quote: it begins the next piece.
                    from = self.at;
                    self.at += 1;
                }
                b'\n' => self.record.lines += 1,
                b'\r' if self.bytes.get(self.at) != Some(&b'\n') => self.record.lines += 1,
                _ => {}
            }
        }
        false
    }

    fn skip_to_end_of_cell(&mut self) {
        let is_end = |byte: &u8| *byte == self.delimiter || *byte == b'\n' || *byte == b'\r';
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(is_end).unwrap_or(rest.len());
    }

    fn skip_to_end_of_line(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
    }

    fn take_delimiter(&mut self) -> bool {
        let is_delimiter = self.bytes.get(self.at) == Some(&self.delimiter);
        self.at += usize::from(is_delimiter);
        is_delimiter
    }

    fn end_of_row(&mut self, is_all: bool) -> Result<(), EndOfText> {
        match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => self.at += 2,
            // Whether a line feed follows is only known with more text.
            (Some(b'\r'), None) if !is_all => return Err(EndOfText),
            (Some(_), _) => self.at += 1,
            (None, _) if is_all => {}
            (None, _) => return Err(EndOfText),
        }
        self.record.lines += 1;
        Ok(())
    }

    /// Cells above the limits are counted and named, but not kept.
    fn push(&mut self, cell: String) {
        if cell.len() > MAX_CELL_BYTES {
            self.record.flaws.push(Flaw::CellTooLong { column: self.columns });
        }
        if self.columns < MAX_COLUMNS {
            self.record.cells.push(if cell.len() > MAX_CELL_BYTES { String::new() } else { cell });
        }
        self.columns += 1;
    }
}
