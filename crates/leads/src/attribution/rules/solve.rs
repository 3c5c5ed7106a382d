/// Solves A·x = b by Gaussian elimination with partial pivoting; `a` is row after row. None where A is singular.
pub(super) fn solve(mut a: Vec<f64>, mut b: Vec<f64>) -> Option<Vec<f64>> {
    let n = b.len();
    for column in 0..n {
        let size = |row: &usize| a[row * n + column].abs();
        let pivot = (column..n).max_by(|x, y| size(x).total_cmp(&size(y)))?;
        if size(&pivot) < 1e-300 {
            return None;
        }
        if pivot != column {
            for at in 0..n {
                a.swap(pivot * n + at, column * n + at);
            }
            b.swap(pivot, column);
        }
        let (upper, lower) = a.split_at_mut((column + 1) * n);
        let top = &upper[column * n..];
        for (below, row) in lower.chunks_exact_mut(n).enumerate() {
            let factor = row[column] / top[column];
            if factor != 0.0 {
                for (value, above) in row[column..].iter_mut().zip(&top[column..]) {
                    *value -= factor * above;
                }
                b[column + 1 + below] -= factor * b[column];
            }
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|at| a[row * n + at] * b[at]).sum();
        b[row] = (b[row] - known) / a[row * n + row];
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use super::solve;

    #[test]
    fn equations_are_solved_in_whatever_order_they_stand() {
        let solved = solve(vec![0.0, 2.0, 1.0, 1.0], vec![4.0, 5.0]).unwrap();
        assert_eq!(solved, [3.0, 2.0]);
        assert_eq!(solve(vec![1.0, 2.0, 2.0, 4.0], vec![1.0, 2.0]), None);
        assert_eq!(solve(vec![], vec![]), Some(vec![]));
    }
}
