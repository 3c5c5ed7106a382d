//! Work on many units by several threads at once.

use std::{
    iter,
    num::NonZero,
    panic,
    sync::LazyLock,
    thread::{self, available_parallelism},
};

/// With fewer to do, a thread costs more than it brings.
const WORTH_A_THREAD: usize = 4096;
/// More would take the processors from everybody else who asks.
const MOST: usize = 4;

/// To look it up takes longer than some questions do.
static THREADS: LazyLock<usize> =
    LazyLock::new(|| available_parallelism().map_or(1, NonZero::get).min(MOST));

/// What comes of each part, in their order.
pub fn in_parts<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let threads = (items.len() / WORTH_A_THREAD).clamp(1, *THREADS);
    let (mine, others) = items.split_at(items.len().div_ceil(threads));
    if others.is_empty() {
        return vec![work(mine)];
    }
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> =
            others.chunks(mine.len()).map(|part| scope.spawn(move || work(part))).collect();
        let done = |thread: thread::ScopedJoinHandle<'_, R>| {
            thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
        };
        iter::once(work(mine)).chain(others.into_iter().map(done)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once_and_in_order() {
        for length in [0, 1, WORTH_A_THREAD, 2 * WORTH_A_THREAD + 1, 7 * WORTH_A_THREAD] {
            let items: Vec<usize> = (0..length).collect();
            assert_eq!(in_parts(&items, <[usize]>::to_vec).concat(), items);
        }
    }
}
