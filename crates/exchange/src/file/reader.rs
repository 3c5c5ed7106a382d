use super::{
    Delimiter, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES, SAMPLE_BYTES, TextEncoding,
    encoding::DecodedText,
    record::{Flaw, Outcome, Record, first_record},
};
use crate::row_error::{Fault, RowError};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    io::{self, Chain, Cursor, Read},
};
use utoipa::ToSchema;

/// How a file is written; what is not said is found out from its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Format {
    pub encoding: Option<TextEncoding>,
    pub delimiter: Option<Delimiter>,
    pub has_header: bool,
}

impl Default for Format {
    fn default() -> Self {
        Self { encoding: None, delimiter: None, has_header: true }
    }
}

/// A row as it stands in the file.
#[derive(Debug, PartialEq)]
pub struct Row {
    /// The physical line on which it begins, from 1.
    pub line: u64,
    /// As many as the header has; fewer or more only where `errors` says so.
    pub cells: Vec<String>,
    pub errors: Vec<RowError>,
}

/// Why a file can't be read at all.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("the file's header can't be used")]
    Header(Vec<RowError>),
}

/// Gives a file's rows one by one; blank rows are left out.
pub struct Reader<R> {
    source: DecodedText<Chain<Cursor<Vec<u8>>, R>>,
    text: String,
    at: usize,
    is_all: bool,
    line: u64,
    encoding: TextEncoding,
    delimiter: Delimiter,
    headers: Option<Vec<String>>,
    columns: usize,
}

impl<R: Read> Reader<R> {
    pub fn open(mut source: R, format: Format) -> Result<Self, OpenError> {
        let mut sample = Vec::new();
        source.by_ref().take(SAMPLE_BYTES as u64).read_to_end(&mut sample)?;
        let encoding = format.encoding.unwrap_or_else(|| TextEncoding::detect(&sample));
        let mut reader = Self {
            source: DecodedText::new(Cursor::new(sample).chain(source), encoding),
            text: String::new(),
            at: 0,
            is_all: false,
            line: 1,
            encoding,
            delimiter: Delimiter::Comma,
            headers: None,
            columns: 0,
        };
        reader.read_more()?;
        reader.choose_delimiter(format.delimiter);
        reader.read_header(format.has_header)?;
        Ok(reader)
    }

    pub fn encoding(&self) -> TextEncoding {
        self.encoding
    }

    pub fn delimiter(&self) -> Delimiter {
        self.delimiter
    }

    /// Trimmed; none in a file without a header.
    pub fn headers(&self) -> Option<&[String]> {
        self.headers.as_deref()
    }

    pub fn columns(&self) -> usize {
        self.columns
    }

    pub fn next_row(&mut self) -> io::Result<Option<Row>> {
        loop {
            let line = self.line;
            let Some(record) = self.next_record()? else { return Ok(None) };
            match record {
                Ok(record) if is_blank(&record) => {}
                Ok(record) => return Ok(Some(self.row(line, record))),
                Err(error) => {
                    return Ok(Some(Row { line, cells: Vec::new(), errors: vec![error] }));
                }
            }
        }
    }

    fn choose_delimiter(&mut self, chosen: Option<Delimiter>) {
        let declared = Delimiter::declared(&self.text);
        if let Some((_, length)) = declared {
            self.at = length;
            self.line = 2;
        }
        let found = chosen.or(declared.map(|(delimiter, _)| delimiter));
        self.delimiter = found.unwrap_or_else(|| Delimiter::detect(&self.text[self.at..]));
    }

    fn read_header(&mut self, has_header: bool) -> Result<(), OpenError> {
        let (line, record) = loop {
            let line = self.line;
            let start = self.at;
            match self.next_record()? {
                None => {
                    return Err(OpenError::Header(vec![
                        Fault::new("file_empty").at(1, None, None, ""),
                    ]));
                }
                Some(Err(error)) => return Err(OpenError::Header(vec![error])),
                Some(Ok(record)) if is_blank(&record) => {}
                Some(Ok(record)) if has_header => break (line, record),
                Some(Ok(record)) => {
                    // The first row is data: it is read again as such.
                    self.columns = record.cells.len();
                    (self.at, self.line) = (start.min(self.at - record.length), line);
                    let errors = errors_of(line, &record, None);
                    return if errors.is_empty() { Ok(()) } else { Err(OpenError::Header(errors)) };
                }
            }
        };
        let mut errors = errors_of(line, &record, None);
        let headers: Vec<String> = record.cells.iter().map(|cell| cell.trim().to_owned()).collect();
        errors.extend(header_errors(line, &headers));
        if !errors.is_empty() {
            return Err(OpenError::Header(errors));
        }
        self.columns = headers.len();
        self.headers = Some(headers);
        Ok(())
    }

    fn row(&self, line: u64, mut record: Record) -> Row {
        while record.cells.len() > self.columns
            && record.cells.last().is_some_and(|cell| cell.trim().is_empty())
        {
            record.cells.pop();
        }
        let mut errors = errors_of(line, &record, self.headers.as_deref());
        if record.cells.len() != self.columns && errors.is_empty() {
            let fault = Fault::new("row_ragged")
                .with("expected", self.columns)
                .with("found", record.cells.len());
            errors.push(fault.at(line, None, None, &record.cells.join(" | ")));
        }
        Row { line, cells: record.cells, errors }
    }

    /// The next record, or the error of one that is too long to be kept.
    fn next_record(&mut self) -> io::Result<Option<Result<Record, RowError>>> {
        loop {
            if self.at == self.text.len() && !self.read_more()? {
                return Ok(None);
            }
            match first_record(&self.text[self.at..], self.delimiter.byte(), self.is_all) {
                Outcome::Record(record) => {
                    self.at += record.length;
                    self.line += record.lines;
                    return Ok(Some(Ok(record)));
                }
                Outcome::Incomplete => {
                    self.read_more()?;
                }
                Outcome::Endless => return self.skip_line().map(Some),
            }
        }
    }

    /// Forgets a line that is longer than a row may be.
    fn skip_line(&mut self) -> io::Result<Result<Record, RowError>> {
        let fault = Fault::new("row_too_long").with("max", MAX_ROW_BYTES);
        let error = fault.at(self.line, None, None, &self.text[self.at..]);
        loop {
            if let Some(length) = self.text[self.at..].find('\n') {
                self.at += length + 1;
                break;
            }
            self.at = self.text.len();
            if !self.read_more()? {
                break;
            }
        }
        self.line += 1;
        Ok(Err(error))
    }

    fn read_more(&mut self) -> io::Result<bool> {
        self.text.drain(..self.at);
        self.at = 0;
        let has_more = self.source.read_more(&mut self.text)?;
        self.is_all = !has_more;
        Ok(has_more)
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_row().transpose()
    }
}

fn is_blank(record: &Record) -> bool {
    record.flaws.is_empty() && record.cells.iter().all(|cell| cell.trim().is_empty())
}

/// What the form of a row gets wrong.
fn errors_of(line: u64, record: &Record, headers: Option<&[String]>) -> Vec<RowError> {
    let header =
        |column: usize| headers.and_then(|headers| headers.get(column)).map(String::as_str);
    let cell = |column: usize| record.cells.get(column).map_or("", String::as_str);
    let in_cell = |fault: Fault, column: usize| {
        fault.at(line, Some(column + 1), header(column), cell(column))
    };
    let mut errors: Vec<RowError> = record
        .flaws
        .iter()
        .map(|flaw| match *flaw {
            Flaw::UnclosedQuote { column } => in_cell(Fault::new("quote_unclosed"), column),
            Flaw::TextAfterQuote { column } => {
                in_cell(Fault::new("quote_followed_by_text"), column)
            }
            Flaw::CellTooLong { column } => {
                in_cell(Fault::new("cell_too_long").with("max", MAX_CELL_BYTES), column)
            }
            Flaw::TooManyColumns { found } => Fault::new("too_many_columns")
                .with("max", MAX_COLUMNS)
                .with("found", found)
                .at(line, None, None, ""),
        })
        .collect();
    for (column, text) in record.cells.iter().enumerate() {
        if text.contains('\0') {
            errors.push(in_cell(Fault::new("nul_character"), column));
        }
        if text.contains('\u{fffd}') {
            errors.push(in_cell(Fault::new("bytes_unreadable"), column));
        }
    }
    errors
}

fn header_errors(line: u64, headers: &[String]) -> Vec<RowError> {
    let mut first_at: HashMap<String, usize> = HashMap::new();
    let mut errors = Vec::new();
    for (column, header) in headers.iter().enumerate() {
        let number = Some(column + 1);
        if header.is_empty() {
            errors.push(Fault::new("header_empty").at(line, number, None, ""));
            continue;
        }
        let first = *first_at.entry(kernel::text::normal_form(header)).or_insert(column);
        if first < column {
            let fault = Fault::new("header_duplicate").with("first", first + 1);
            errors.push(fault.at(line, number, Some(header), header));
        }
    }
    errors
}

#[cfg(test)]
mod tests;
