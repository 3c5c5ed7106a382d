use crate::workbench::Workbench;
use exchange::import::ErrorsPart;
use kernel::locale::Locale;
use std::fmt::Write as _;
use testing::on_both_databases;

/// Line, column, code of one mistake, and the row that has it.
type Broken = (u64, Option<usize>, &'static str, Vec<u8>);

/// One row for each kind of mistake, each followed by nothing: line 2 is the first.
fn broken() -> Vec<Broken> {
    let row = |text: &str| text.as_bytes().to_vec();
    let long = "x".repeat(70_000);
    vec![
        (2, None, "row_ragged", row("P02,short")),
        (3, None, "row_ragged", row("P03,n,,,,,,,,,extra")),
        (4, Some(2), "bytes_unreadable", [b"P04,".as_slice(), b"\xff", b",,,,,,,,"].concat()),
        (5, Some(2), "nul_character", row("P05,a\0b,,,,,,,,")),
        (6, Some(2), "cell_too_long", row(&format!("P06,{long},,,,,,,,"))),
        (7, Some(2), "quote_followed_by_text", row("P07,\"a\"b,,,,,,,,")),
        (8, Some(1), "required", row(",n,,,,,,,,")),
        (9, Some(1), "duplicate_in_file", row("P00,n,,,,,,,,")),
        (10, Some(1), "too_long", row("P10xxxxxxxxxxxxxxxxxxxxx,n,,,,,,,,")),
        (11, Some(3), "phone_unreadable", row("P11,n,call me,,,,,,,")),
        (12, Some(3), "phone_impossible", row("P12,n,12345678901,,,,,,,")),
        (13, Some(4), "email_malformed", row("P13,n,,li@,,,,,,")),
        (14, Some(5), "choice_unknown", row("P14,n,,,medium,,,,,")),
        (15, Some(6), "number_unreadable", row("P15,n,,,,heavy,,,,")),
        (16, Some(7), "integer_unreadable", row("P16,n,,,,,1.5,,,")),
        (17, Some(7), "number_out_of_range", row("P17,n,,,,,99999999999999999999,,,")),
        (18, Some(8), "money_unreadable", row("P18,n,,,,,,cheap,,")),
        (19, Some(8), "money_ambiguous", row("P19,n,,,,,,1.234,,")),
        (20, Some(9), "date_unreadable", row("P20,n,,,,,,,soon,")),
        (21, Some(9), "date_impossible", row("P21,n,,,,,,,2026-02-30,")),
        (22, Some(9), "date_ambiguous", row("P22,n,,,,,,,3/4/2026,")),
        (23, Some(10), "boolean_unreadable", row("P23,n,,,,,,,,perhaps")),
        (24, Some(2), "unknown_value", row("P24,forbidden,,,,,,,,")),
        // The two lines after it are rows again.
        (25, Some(2), "quote_unclosed", row("P25,\"open,,,,,,,,")),
    ]
}

fn file() -> Vec<u8> {
    let mut file =
        "\u{feff}编号,名称,电话,邮箱,尺寸,重量,件数,价格,发出日期,保价".as_bytes().to_vec();
    for (_, _, _, row) in broken() {
        file.push(b'\n');
        file.extend(row);
    }
    file.extend(b"\nP00,good,,,,,,,,\nP99,good,13800001234,a@b.cn,\xe5\xb0\x8f,1.5,2,\"1,234.50\",2026\xe5\xb9\xb43\xe6\x9c\x885\xe6\x97\xa5,\xe6\x98\xaf\n");
    file
}

on_both_databases! {
    async fn each_of_two_dozen_kinds_of_broken_rows_is_named_with_line_and_column(db: TestDb) {
        let bench = Workbench::new(&db).await;
        // The twin of row 9 stands before it.
        let file = [&file()[..], b"P00,again,,,,,,,,\n"].concat();
        let import = bench.upload(&file).await;
        let fields = ["external_id", "name", "phone", "email", "size", "weight", "pieces", "price", "sent_on", "is_insured"];
        bench.map(import.id, &fields).await;
        let checked = bench.check(import.id).await;
        let named: Vec<_> = bench.errors(import.id).await.into_iter().map(|error| error.error)
            .map(|error| (error.line, error.column, error.code.into_owned())).collect();
        for (line, column, code, _) in broken().iter().filter(|broken| broken.2 != "duplicate_in_file") {
            let expected = (*line, *column, (*code).to_owned());
            assert!(named.contains(&expected), "{expected:?} in {named:?}");
        }
        // The first of two stands; the later ones are the duplicates.
        assert!(named.contains(&(26, Some(1), "duplicate_in_file".to_owned())), "{named:?}");
        assert!(named.contains(&(28, Some(1), "duplicate_in_file".to_owned())), "{named:?}");
        assert_eq!(named.len(), 25, "one for each broken row, none for others: {named:?}");
        assert_eq!((checked.counts.rows, checked.counts.error, checked.counts.create), (27, 25, 2));

        let run = bench.run(import.id).await;
        assert_eq!((run.counts.error, run.counts.create), (25, 2), "what the check foretold");
        assert_eq!(bench.parcels().await.len(), 2);
    }

    async fn the_mistakes_are_given_out_as_a_file_in_either_language(db: TestDb) {
        let bench = Workbench::new(&db).await;
        let mut file = String::from("编号,名称,价格\n");
        for row in 0..1200 {
            writeln!(file, "P{row},=x,cheap").unwrap();
        }
        let import = bench.upload(file.as_bytes()).await;
        bench.map(import.id, &["external_id", "name", "price"]).await;
        bench.check(import.id).await;
        let tx = bench.workspace.read().await;
        let (mut parts, mut bytes) = (ErrorsPart::first(import.id, Locale::ZhCn), Vec::new());
        while let Some(part) = parts.next(&tx).await.unwrap() {
            bytes.extend(part);
        }
        let text = String::from_utf8(bytes).unwrap();
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("\u{feff}行,列,表头,错误代码,说明,内容"));
        assert_eq!(lines.next(), Some("2,3,价格,money_unreadable,\"应为金额，例如 1,234.50\",cheap"));
        assert_eq!(text.lines().count(), 1201);
        let english = bench.errors(import.id).await;
        assert_eq!(english[0].message, "Expected an amount such as 1,234.50");
    }
}
