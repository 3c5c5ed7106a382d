//! One file as the rules see it.

use std::fmt;

pub struct Source {
    pub path: String,
    pub lines: Vec<String>,
}

impl Source {
    pub fn new(path: &str, text: impl AsRef<str>) -> Self {
        let lines = text.as_ref().lines().map(str::to_owned).collect();
        Self { path: path.to_owned(), lines }
    }

    pub fn is_rust(&self) -> bool {
        self.extension() == "rs"
    }

    pub fn is_typescript(&self) -> bool {
        matches!(self.extension(), "ts" | "tsx" | "mts")
    }

    /// Written by hand in a language in which work can be left undone.
    pub fn is_code(&self) -> bool {
        let code = ["js", "mjs", "css", "html", "sh", "py", "sql", "toml", "yml", "yaml"];
        self.is_rust() || self.is_typescript() || code.contains(&self.extension())
    }

    pub fn is_typescript_test(&self) -> bool {
        self.is_typescript()
            && (self.path.contains(".test.")
                || self.path.contains(".spec.")
                || self.path.starts_with("tests/"))
    }

    /// Each line with its number, counted from one.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines.iter().enumerate().map(|(index, line)| (index + 1, line.as_str()))
    }

    pub fn error(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, message: message.into(), is_warning: false }
    }

    pub fn warning(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding { is_warning: true, ..self.error(line, message) }
    }

    fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

pub struct Finding {
    pub path: String,
    pub line: usize,
    pub message: String,
    pub is_warning: bool,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_warning { "warning" } else { "error" };
        write!(f, "{}:{}: {kind}: {}", self.path, self.line, self.message)
    }
}

#[cfg(test)]
pub fn lines_found(rule: fn(&Source) -> Vec<Finding>, path: &str, text: &str) -> Vec<usize> {
    rule(&Source::new(path, text)).into_iter().map(|finding| finding.line).collect()
}
