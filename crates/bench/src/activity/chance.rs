//! Chance that comes out the same each time (splitmix64).

pub struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let number = self.0;
        let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    /// Uniform in `0.0..1.0`.
    pub fn fraction(&mut self) -> f64 {
        real(self.next() >> 11) / 9_007_199_254_740_992.0
    }

    /// Uniform in `0..end`.
    pub fn below(&mut self, end: u32) -> u32 {
        let scaled = ((self.next() >> 32) * u64::from(end)) >> 32;
        u32::try_from(scaled).unwrap_or_default()
    }

    /// Bell-shaped around 0 with variance 1.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.fraction()).sum::<f64>() - 6.0
    }

    /// How long one waits for what comes every `mean` on average.
    pub fn waiting(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.fraction()).ln()
    }

    /// The place of one of some weights, given as sums of those up to each.
    pub fn among(&mut self, sums: &[f64]) -> u32 {
        let at = self.fraction() * sums.last().copied().unwrap_or_default();
        let place = sums.partition_point(|sum| *sum <= at).min(sums.len().saturating_sub(1));
        u32::try_from(place).unwrap_or_default()
    }
}

#[expect(clippy::cast_precision_loss, reason = "nothing here reaches 2^53")]
pub const fn real(whole: u64) -> f64 {
    whole as f64
}

/// The whole part.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "nothing here is negative or reaches 2^53"
)]
pub const fn whole(real: f64) -> u64 {
    real as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_keeps_its_word_over_many_throws() {
        let mut chance = Chance::new(7);
        let mean = |values: Vec<f64>| values.iter().sum::<f64>() / 20_000.0;
        let fractions = mean((0..20_000).map(|_| chance.fraction()).collect());
        assert!((fractions - 0.5).abs() < 0.01, "{fractions}");
        let waiting = mean((0..20_000).map(|_| chance.waiting(3.0)).collect());
        assert!((waiting - 3.0).abs() < 0.1, "{waiting}");
        let thirds = (0..20_000).filter(|_| chance.among(&[1.0, 1.0, 3.0]) == 0).count();
        assert!((6_300..7_000).contains(&thirds), "{thirds}");
        assert!((0..1000).all(|_| chance.below(7) < 7));
    }
}
