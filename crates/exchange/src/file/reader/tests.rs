use super::{Format, OpenError, Reader, Row};
use crate::file::{Delimiter, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES, TextEncoding};
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use std::io::Read;

fn rows(bytes: &[u8]) -> Vec<Row> {
    Reader::open(bytes, Format::default()).unwrap().map(Result::unwrap).collect()
}

/// Line, column, code.
type Named<T> = (u64, Option<usize>, T);

fn errors(bytes: &[u8]) -> Vec<Named<String>> {
    let errors = match Reader::open(bytes, Format::default()) {
        Ok(reader) => reader.flat_map(|row| row.unwrap().errors).collect(),
        Err(OpenError::Header(errors)) => errors,
        Err(OpenError::Io(error)) => panic!("{error}"),
    };
    errors.into_iter().map(|error| (error.line, error.column, error.code.into_owned())).collect()
}

fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    rows(bytes).into_iter().map(|row| row.cells).collect()
}

#[test]
fn rows_keep_the_physical_line_on_which_they_begin() {
    let found = rows("名称,备注\n甲,\"两\n行\"\r\n\r\n乙,x\r丙,y".as_bytes());
    let lines: Vec<_> = found.iter().map(|row| (row.line, row.cells[0].as_str())).collect();
    assert_eq!(lines, [(2, "甲"), (5, "乙"), (6, "丙")]);
    assert_eq!(found[0].cells[1], "两\n行");
}

#[test]
fn quotes_blanks_and_line_ends_are_read_as_spreadsheets_write_them() {
    let text = "a,b,c\r\n\"1\"\"2\",\" x \" , y \r\n5\" disk,,\"\"\r\n,,\r\n1,2,3,,\r\n";
    assert_eq!(
        cells(text.as_bytes()),
        [["1\"2", " x ", " y "], ["5\" disk", "", ""], ["1", "2", "3"]]
    );
    assert!(errors(text.as_bytes()).is_empty());
}

#[test]
fn format_is_found_out_or_told() {
    let reader = Reader::open(&b"sep=;\na;b\n1;2\n"[..], Format::default()).unwrap();
    assert_eq!((reader.delimiter(), reader.encoding()), (Delimiter::Semicolon, TextEncoding::Utf8));
    assert_eq!(reader.headers().unwrap(), ["a", "b"]);
    assert_eq!(reader.map(|row| row.unwrap().line).collect::<Vec<_>>(), [3]);

    let told = Format { delimiter: Some(Delimiter::Tab), has_header: false, ..Format::default() };
    let reader = Reader::open(&b"\na,b\tc\n1\t2\n"[..], told).unwrap();
    assert_eq!((reader.headers(), reader.columns()), (None, 2));
    let found: Vec<_> = reader.map(|row| row.unwrap()).map(|row| (row.line, row.cells)).collect();
    assert_eq!(found[0], (2, vec!["a,b".to_owned(), "c".to_owned()]));
    assert_eq!(found.len(), 2);
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let text = "姓名,城市\n张伟,\"上海,浦东\"\n";
    let expected = [["张伟", "上海,浦东"]];
    assert_eq!(cells(text.as_bytes()), expected);
    assert_eq!(cells(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), expected);
    assert_eq!(cells(&encoding_rs::GBK.encode(text).0), expected);
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(cells(&utf16), expected);
}

#[test]
fn each_mistake_of_form_is_named_with_line_and_column() {
    let long_cell = format!("a,b\n1,{}\n3,4\n", "x".repeat(MAX_CELL_BYTES + 1));
    let long_quoted = format!("a,b\n1,\"{}\"\n3,4\n", "x".repeat(MAX_CELL_BYTES + 1));
    let long_row = format!("a,b\n{}\n3\n", "x".repeat(MAX_ROW_BYTES + 80_000));
    let unclosed_far = format!("a,b\n1,\"x\n{}5\n", "3,4\n".repeat(400_000));
    let wide_header = vec!["h"; MAX_COLUMNS + 1].join(",");
    let cases: Vec<(&[u8], Vec<Named<&str>>)> = vec![
        (b"", vec![(1, None, "file_empty")]),
        (b"\n\n  \n", vec![(1, None, "file_empty")]),
        (b"a,,c\n1,2,3\n", vec![(1, Some(2), "header_empty")]),
        (b"a,b,A \n1,2,3\n", vec![(1, Some(3), "header_duplicate")]),
        (b"a,,a\n", vec![(1, Some(2), "header_empty"), (1, Some(3), "header_duplicate")]),
        (b"a,\"b\n1,2\n", vec![(1, Some(2), "quote_unclosed")]),
        (b"a,b\n1\n1,2\n", vec![(2, None, "row_ragged")]),
        (b"a,b\n1,2,3\n1,2\n", vec![(2, None, "row_ragged")]),
        (b"a,b\n1,\"x\n3,4\n5\n", vec![(2, Some(2), "quote_unclosed"), (4, None, "row_ragged")]),
        (b"a,b\n\"1\"x,2\n", vec![(2, Some(1), "quote_followed_by_text")]),
        (
            b"a,b\n1,\"x\n3,\"4,5\"\n5\n",
            vec![(2, Some(2), "quote_unclosed"), (4, None, "row_ragged")],
        ),
        (b"a,b\n1,x\0y\n", vec![(2, Some(2), "nul_character")]),
        (b"\xef\xbb\xbfa,b\n1,x\xffy\n", vec![(2, Some(2), "bytes_unreadable")]),
        (b"\xd0\xd5\xc3\xfb,b\n1,x\xff\n", vec![(2, Some(2), "bytes_unreadable")]),
        (long_cell.as_bytes(), vec![(2, Some(2), "cell_too_long")]),
        (long_quoted.as_bytes(), vec![(2, Some(2), "cell_too_long")]),
        (long_row.as_bytes(), vec![(2, None, "row_too_long"), (3, None, "row_ragged")]),
        (
            unclosed_far.as_bytes(),
            vec![(2, Some(2), "quote_unclosed"), (400_003, None, "row_ragged")],
        ),
    ];
    for (bytes, expected) in cases {
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(line, column, code)| (line, column, code.to_owned()))
            .collect();
        assert_eq!(
            errors(bytes),
            expected,
            "{}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
        );
    }
    let codes: Vec<_> =
        errors(wide_header.as_bytes()).into_iter().map(|(_, _, code)| code).collect();
    assert_eq!(codes[0], "too_many_columns");
}

#[test]
fn an_error_shows_header_and_value() {
    let error = rows("姓名,电话\n张伟,1\0 2\n".as_bytes()).remove(0).errors.remove(0);
    assert_eq!((error.header.as_deref(), error.value.as_str()), (Some("电话"), "1\u{fffd} 2"));
}

/// A file that exists nowhere: rows are made as they are read.
struct Generated {
    rows: u64,
    row: u64,
    pending: Vec<u8>,
}

impl Read for Generated {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.pending.is_empty() && self.row < self.rows {
            let wrong = if self.row % 1000 == 999 { ",extra" } else { "" };
            self.pending =
                format!("{},张伟{},\"上海, {}\"{wrong}\r\n", self.row, self.row, self.row)
                    .into_bytes();
            self.row += 1;
        }
        let count = self.pending.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.pending[..count]);
        self.pending.drain(..count);
        Ok(count)
    }
}

#[test]
fn two_hundred_thousand_rows_are_read_in_constant_memory() {
    let header = &b"id,name,city\n"[..];
    let source = header.chain(Generated { rows: 200_000, row: 0, pending: Vec::new() });
    let mut reader = Reader::open(source, Format::default()).unwrap();
    let (mut count, mut wrong, mut widest) = (0_u64, Vec::new(), 0);
    while let Some(row) = reader.next_row().unwrap() {
        count += 1;
        wrong.extend(row.errors.into_iter().map(|error| error.line));
        widest = widest.max(reader.text.capacity());
    }
    assert_eq!(count, 200_000);
    assert_eq!(wrong.len(), 200);
    assert_eq!((wrong[0], wrong[199]), (1001, 200_001));
    assert!(widest < 512 * 1024, "the reader kept {widest} bytes");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        if let Ok(reader) = Reader::open(bytes.as_slice(), Format::default()) {
            prop_assert!(reader.map(Result::unwrap).count() <= bytes.len());
        }
    }

    #[test]
    fn no_arrangement_of_signs_makes_it_panic_or_lose_a_line(text in "[a\",;\t\r\n\0é张]{0,80}") {
        if let Ok(reader) = Reader::open(text.as_bytes(), Format::default()) {
            let columns = reader.columns();
            let ends = text.replace("\r\n", "\n").matches(['\n', '\r']).count() as u64;
            for row in reader {
                let row = row.unwrap();
                prop_assert!(row.line <= ends + 1);
                prop_assert!(row.cells.len() == columns || !row.errors.is_empty());
            }
        }
    }

    #[test]
    fn what_the_csv_crate_writes_is_read_alike(
        table in proptest::collection::vec(proptest::collection::vec("[ -~\r\n张伟;\t]{0,12}x", 3), 1..8),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["a", "b", "c"]).unwrap();
        for row in &table {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let format = Format { delimiter: Some(Delimiter::Comma), ..Format::default() };
        let reader = Reader::open(bytes.as_slice(), format).unwrap();
        let found: Vec<Vec<String>> = reader.map(|row| row.unwrap().cells).collect();
        prop_assert_eq!(found, table);
    }
}
