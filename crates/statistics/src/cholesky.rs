//! Solving a symmetric, positive definite system of equations: A = L·Lᵀ, then forward and back.

/// A symmetric matrix, of which the lower triangle is kept, row by row.
pub struct Symmetric {
    size: usize,
    cells: Vec<f64>,
}

const fn row_start(row: usize) -> usize {
    row * (row + 1) / 2
}

impl Symmetric {
    pub fn zero(size: usize) -> Self {
        Self { size, cells: vec![0.0; row_start(size)] }
    }

    /// Adds to a cell of the lower triangle: `row` ≥ `column`.
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row_start(row) + column] += value;
    }

    /// x of A·x = b; none if the matrix is not positive definite.
    pub fn solve(mut self, mut b: Vec<f64>) -> Option<Vec<f64>> {
        self.decompose()?;
        for row in 0..self.size {
            let cells = self.row(row);
            let known: f64 = cells.iter().zip(&b[..row]).map(|(cell, x)| cell * x).sum();
            b[row] = (b[row] - known) / cells[row];
        }
        for row in (0..self.size).rev() {
            let start = row_start(row);
            let x = b[row] / self.cells[start + row];
            b[row] = x;
            for (place, cell) in b[..row].iter_mut().zip(&self.cells[start..start + row]) {
                *place -= cell * x;
            }
        }
        b.iter().all(|x| x.is_finite()).then_some(b)
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.cells[row_start(row)..row_start(row + 1)]
    }

    /// Replaces the matrix by L.
    fn decompose(&mut self) -> Option<()> {
        for row in 0..self.size {
            let (above, rest) = self.cells.split_at_mut(row_start(row));
            let current = &mut rest[..=row];
            for column in 0..row {
                let other = &above[row_start(column)..row_start(column + 1)];
                let products = current[..column].iter().zip(other);
                let known: f64 = products.map(|(a, b)| a * b).sum();
                current[column] = (current[column] - known) / other[column];
            }
            let known: f64 = current[..row].iter().map(|cell| cell * cell).sum();
            let square = current[row] - known;
            if !(square.is_finite() && square > 0.0) {
                return None;
            }
            current[row] = square.sqrt();
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy, prop, prop_assert, proptest};

    fn of(rows: &[Vec<f64>]) -> Symmetric {
        let mut matrix = Symmetric::zero(rows.len());
        for (row, cells) in rows.iter().enumerate() {
            for (column, value) in cells.iter().take(row + 1).enumerate() {
                matrix.add(row, column, *value);
            }
        }
        matrix
    }

    #[test]
    fn a_small_system_is_solved_and_an_indefinite_one_refused() {
        let x = of(&[vec![4.0], vec![2.0, 3.0]]).solve(vec![10.0, 11.0]).unwrap();
        assert!((x[0] - 1.0).abs() < 1e-12 && (x[1] - 3.0).abs() < 1e-12);
        assert!(of(&[vec![1.0], vec![2.0, 1.0]]).solve(vec![1.0, 1.0]).is_none());
        assert!(of(&[vec![0.0]]).solve(vec![1.0]).is_none());
    }

    fn systems() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<f64>)> {
        (1..8_usize).prop_flat_map(|size| {
            let row = prop::collection::vec(-3.0..3.0_f64, size);
            (prop::collection::vec(row, size), prop::collection::vec(-9.0..9.0_f64, size))
        })
    }

    proptest! {
        /// BᵀB + 1 is positive definite for every B.
        #[test]
        fn what_comes_out_solves_the_system((b, x) in systems()) {
            let size = x.len();
            let cell = |i: usize, j: usize| {
                b.iter().map(|row| row[i] * row[j]).sum::<f64>() + if i == j { 1.0 } else { 0.0 }
            };
            let rows: Vec<Vec<f64>> =
                (0..size).map(|i| (0..size).map(|j| cell(i, j)).collect()).collect();
            let right = rows.iter().map(|row| row.iter().zip(&x).map(|(a, x)| a * x).sum()).collect();
            let found = of(&rows).solve(right).unwrap();
            for (found, x) in found.iter().zip(&x) {
                prop_assert!((found - x).abs() < 1e-6);
            }
        }
    }
}
