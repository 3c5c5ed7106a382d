//! What separates the cells of a file.

/// Lines that decide.
const LINES: usize = 20;

kernel::words! {
    /// What stands between the cells.
    #[derive(Default)]
    pub enum Delimiter {
        #[default]
        Comma = "comma",
        Semicolon = "semicolon",
        Tab = "tab",
    }
}

impl Delimiter {
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// The line `sep=;` that spreadsheets write before the header.
    pub(super) fn declared(text: &str) -> Option<(Self, usize)> {
        let line = text.split_inclusive('\n').next()?;
        let sign = line.trim_end().strip_prefix("sep=")?;
        let found =
            Self::ALL.iter().copied().find(|delimiter| sign.as_bytes() == [delimiter.byte()])?;
        Some((found, line.len()))
    }

    /// The one that cuts the first lines into the most equal number of cells.
    pub fn detect(text: &str) -> Self {
        let mut best = (Self::default(), 0);
        for &delimiter in Self::ALL {
            let score = score(text, delimiter.byte());
            if score > best.1 {
                best = (delimiter, score);
            }
        }
        best.0
    }
}

/// How many lines have as many delimiters as the first one, and how many those are; 0 where the first has none.
fn score(text: &str, delimiter: u8) -> usize {
    let counts = counts(text, delimiter);
    let Some(&first) = counts.first().filter(|first| **first > 0) else { return 0 };
    let alike = counts.iter().filter(|count| **count == first).count();
    alike * 1000 / counts.len() + first.min(500)
}

/// Delimiters outside quotes in each of the first lines.
fn counts(text: &str, delimiter: u8) -> Vec<usize> {
    let (mut counts, mut count, mut quoted, mut blank) = (Vec::new(), 0, false, true);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                if !blank {
                    counts.push(count);
                }
                if counts.len() == LINES {
                    return counts;
                }
                (count, blank) = (0, true);
                continue;
            }
            _ if byte == delimiter && !quoted => count += 1,
            _ => {}
        }
        blank &= byte == b'\r';
    }
    // The last line of a sample may be cut.
    if counts.is_empty() {
        counts.push(count);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::Delimiter;

    #[test]
    fn the_delimiter_is_what_cuts_the_lines_evenly() {
        for (text, expected) in [
            ("a,b,c\n1,2,3\n", Delimiter::Comma),
            ("a;b;c\n1,5;2,5;3,5\n", Delimiter::Semicolon),
            ("a\tb\n1,2\t3\n", Delimiter::Tab),
            ("a;b\n\"x,y,z\";\"1,2\"\n", Delimiter::Semicolon),
            ("name,address\nLi,\"a;b;c;d\"\nWei,e;f;g\n", Delimiter::Comma),
            ("one column\nonly\n", Delimiter::Comma),
            ("", Delimiter::Comma),
            ("a\tb", Delimiter::Tab),
        ] {
            assert_eq!(Delimiter::detect(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_spreadsheet_may_declare_it() {
        assert_eq!(Delimiter::declared("sep=;\r\na;b"), Some((Delimiter::Semicolon, 7)));
        assert_eq!(Delimiter::declared("sep=x\na;b"), None);
        assert_eq!(Delimiter::declared("a;b"), None);
    }
}
