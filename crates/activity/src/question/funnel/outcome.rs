use super::attempt::StepTimes;
use crate::index::bits::Bits;
use std::sync::Arc;

/// What became of units.
pub struct Outcome {
    /// Who reached at least step 1, 2, …
    pub reached: Vec<Bits>,
    /// Who stopped at step 1, 2, … with the window over, and with it still running.
    pub dropped: Vec<Bits>,
    pub still_open: Vec<Bits>,
    pub excluded: Bits,
    /// For each step but the first, the milliseconds from the one before; then from the first to the last.
    pub times: Vec<Vec<i64>>,
    pub whole: Vec<i64>,
}

impl Outcome {
    pub fn new(steps: usize) -> Self {
        Self {
            reached: vec![Bits::default(); steps],
            dropped: vec![Bits::default(); steps],
            still_open: vec![Bits::default(); steps],
            excluded: Bits::default(),
            times: vec![Vec::new(); steps],
            whole: Vec::new(),
        }
    }

    /// The attempt that counts.
    pub fn add(&mut self, unit: u32, times: &StepTimes) {
        for (step, time) in times.iter().enumerate() {
            self.reached[step].insert(unit);
            if step > 0 {
                self.times[step].push(time - times[step - 1]);
            }
        }
        if times.len() == self.reached.len() {
            self.whole.push(times[times.len() - 1] - times[0]);
        }
    }

    /// What became of others.
    pub fn absorb(&mut self, others: Self) {
        // Who stopped is not known yet.
        let Self { reached, excluded, times, whole, .. } = others;
        for (mine, theirs) in self.reached.iter_mut().zip(reached) {
            mine.unite(&theirs);
        }
        for (mine, theirs) in self.times.iter_mut().zip(times) {
            mine.extend(theirs);
        }
        self.excluded.unite(&excluded);
        self.whole.extend(whole);
    }

    /// When all have been added: those who stopped at a step may go on, or are lost. Each unit of `open` has an attempt whose
    /// window is not over.
    pub fn close(&mut self, open: &Bits) {
        for step in 0..self.reached.len() - 1 {
            let stopped = self.reached[step].without(&self.reached[step + 1]);
            self.still_open[step] = stopped.and(open);
            self.dropped[step] = stopped.without(open);
        }
    }

    pub fn cell(&self, id: &str) -> Option<Arc<Bits>> {
        let all = |sets: &[Bits]| Some(Arc::new(Bits::union_of(sets)));
        let Some((name, step)) = id.split_once('.') else {
            return match id {
                "converted" => self.reached.last().cloned().map(Arc::new),
                "dropped" => all(&self.dropped),
                "open" => all(&self.still_open),
                "excluded" => Some(Arc::new(self.excluded.clone())),
                _ => None,
            };
        };
        let step = step.parse::<usize>().ok()?.checked_sub(1)?;
        let sets = match name {
            "reached" => &self.reached,
            "dropped" => &self.dropped,
            "open" => &self.still_open,
            _ => return None,
        };
        sets.get(step).cloned().map(Arc::new)
    }
}
