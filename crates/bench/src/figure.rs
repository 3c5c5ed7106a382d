//! What was measured beside what was promised.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// The figure must stay below.
    Below(f64),
    /// The figure must reach it.
    AtLeast(f64),
    /// Only reported.
    None,
}

pub struct Figure {
    pub name: String,
    pub value: f64,
    pub unit: &'static str,
    pub target: Target,
}

#[derive(Default)]
pub struct Figures(Vec<Figure>);

impl Figures {
    pub fn add(&mut self, name: impl Into<String>, value: f64, unit: &'static str, target: Target) {
        self.0.push(Figure { name: name.into(), value, unit, target });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn all_reached(&self) -> bool {
        self.0.iter().all(Figure::is_reached)
    }
}

impl Figure {
    fn is_reached(&self) -> bool {
        match self.target {
            Target::Below(limit) => self.value < limit,
            Target::AtLeast(limit) => self.value >= limit,
            Target::None => true,
        }
    }

    /// The figure as a part of its target.
    fn ratio(&self) -> Option<f64> {
        match self.target {
            Target::Below(limit) | Target::AtLeast(limit) => Some(self.value / limit),
            Target::None => None,
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{:<54} {:>12} {:>12} {:>7}", "figure", "measured", "target", "ratio")?;
        for figure in &self.0 {
            // A share such as 0.57 needs its second digit.
            let digits = if figure.value < 10.0 { 2 } else { 1 };
            let measured = format!("{:.digits$} {}", figure.value, figure.unit);
            let target = match figure.target {
                Target::Below(limit) => format!("< {limit} {}", figure.unit),
                Target::AtLeast(limit) => format!("≥ {limit} {}", figure.unit),
                Target::None => String::new(),
            };
            let ratio = figure.ratio().map_or_else(String::new, |ratio| format!("{ratio:.2}"));
            let missed = if figure.is_reached() { "" } else { "  MISSED" };
            writeln!(f, "{:<54} {measured:>12} {target:>12} {ratio:>7}{missed}", figure.name)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_target_shows_and_fails_the_whole() {
        let mut figures = Figures::default();
        figures.add("start", 120.0, "ms", Target::Below(300.0));
        assert!(figures.all_reached());
        figures.add("ingest", 0.4, "of raw", Target::AtLeast(0.5));
        assert!(!figures.all_reached());
        let text = figures.to_string();
        assert!(text.contains("0.40") && text.contains("0.80") && text.contains("MISSED"));
    }
}
