use rand::{RngExt, SeedableRng, rngs::ChaCha20Rng};
use std::sync::Mutex;

/// Where randomness comes from: ids, secrets, jitter. Injected, so that a seed reproduces a whole run.
pub trait Random: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);

    /// A uniform number in `0.0..1.0`, for jitter and shares; never for secrets.
    fn fraction(&self) -> f64 {
        let mut bytes = [0_u8; 4];
        self.fill(&mut bytes);
        f64::from(u32::from_le_bytes(bytes)) / (f64::from(u32::MAX) + 1.0)
    }
}

/// The operating system's generator.
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        use ring::rand::SecureRandom as _;
        ring::rand::SystemRandom::new().fill(bytes).expect("the operating system has randomness");
    }
}

/// The same numbers for the same seed: tests and demo data.
pub struct SeededRandom(Mutex<ChaCha20Rng>);

impl SeededRandom {
    pub fn from_seed(seed: u64) -> Self {
        Self(Mutex::new(ChaCha20Rng::seed_from_u64(seed)))
    }
}

impl Random for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().expect("no code panics while it holds this lock").fill(bytes);
    }
}
