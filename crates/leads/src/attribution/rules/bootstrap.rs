//! How sure the credits of the Markov chain are: journeys are drawn again with replacement, as many as there were, and
//! the chain is solved anew for each draw. The middle 95 % of what comes out is the interval. The seed makes it repeatable.

use super::{Chain, PathCount};

/// Two-sided 95 %.
const TAIL: f64 = 0.025;

/// The middle 95 % of a channel's share of credit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// One interval per channel; none where too few draws had a conversion at all.
pub fn intervals(
    channels: usize,
    paths: &[PathCount],
    draws: usize,
    seed: u64,
) -> Option<Vec<Interval>> {
    let urn = Urn::of(paths);
    if urn.balls.is_empty() || draws == 0 {
        return None;
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(draws);
    let solved: Vec<Vec<f64>> = std::thread::scope(|scope| {
        let (urn, each) = (&urn, draws.div_ceil(threads));
        let parts: Vec<_> = (0..threads)
            .map(|part| {
                let range = (part * each).min(draws)..((part + 1) * each).min(draws);
                scope.spawn(move || {
                    range.filter_map(|draw| urn.draw(channels, paths, seed, draw)).collect()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|_| Vec::new())).collect()
    });
    if solved.len() * 10 < draws * 9 {
        return None;
    }
    Some((0..channels).map(|channel| middle(&solved, channel)).collect())
}

fn middle(solved: &[Vec<f64>], channel: usize) -> Interval {
    let mut shares: Vec<f64> = solved.iter().map(|shares| shares[channel]).collect();
    shares.sort_unstable_by(f64::total_cmp);
    let at = |quantile: f64| {
        let place = quantile * float(shares.len() - 1);
        let (low, high) = (index(place.floor()), index(place.ceil()));
        shares[low] + (shares[high] - shares[low]) * place.fract()
    };
    Interval { low: at(TAIL), high: at(1.0 - TAIL) }
}

/// Each journey is a ball with the number of its way, twice that number for a conversion and one more without.
struct Urn {
    balls: Vec<u32>,
}

impl Urn {
    fn of(paths: &[PathCount]) -> Self {
        let mut balls = Vec::new();
        for (number, path) in (0_u32..).step_by(2).zip(paths) {
            balls.extend((0..path.conversions).map(|_| number));
            balls.extend((0..path.nulls).map(|_| number + 1));
        }
        Self { balls }
    }

    fn draw(
        &self,
        channels: usize,
        paths: &[PathCount],
        seed: u64,
        draw: usize,
    ) -> Option<Vec<f64>> {
        let mut dice = Dice::new(seed, u64::try_from(draw).ok()?);
        let count = u64::try_from(self.balls.len()).ok()?;
        let mut drawn = vec![0_u32; paths.len() * 2];
        for _ in 0..count {
            let ball = self.balls[usize::try_from(dice.below(count)).ok()?];
            drawn[usize::try_from(ball).ok()?] += 1;
        }
        let mut chain = Chain::new(channels);
        for (path, drawn) in paths.iter().zip(drawn.chunks_exact(2)) {
            if drawn[0] + drawn[1] > 0 {
                chain.add(&path.path, drawn[0], drawn[1]);
            }
        }
        chain.solved().map(|markov| markov.shares)
    }
}

/// `SplitMix64`: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct Dice(u64);

impl Dice {
    fn new(seed: u64, stream: u64) -> Self {
        let mut dice = Self(seed ^ stream.wrapping_mul(0xd134_2543_de82_ef95));
        dice.next();
        dice
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Uniform but for one part in 2^32, which no interval shows.
    fn below(&mut self, bound: u64) -> u64 {
        ((self.next() >> 32) * bound) >> 32
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are some hundred draws")]
const fn float(count: usize) -> f64 {
    count as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place among some hundred draws"
)]
const fn index(place: f64) -> usize {
    place as usize
}
