use super::*;
use proptest::prelude::{Strategy, any, prop, prop_assert, proptest};

fn rows_of(values: &[Vec<f64>]) -> Rows {
    let mut rows = Rows::of(values.first().map_or(0, Vec::len));
    for row in values {
        rows.push(row.iter().copied().enumerate().filter(|(_, value)| *value != 0.0));
    }
    rows
}

/// Found by gradient descent in another language, down to slopes of 1e-13.
#[test]
fn known_fits_come_out() {
    let values: Vec<Vec<f64>> = [
        [0.5, 1.0],
        [1.5, 0.0],
        [2.0, 1.0],
        [3.0, 0.0],
        [1.0, 1.0],
        [2.5, 1.0],
        [0.0, 0.0],
        [3.5, 1.0],
    ]
    .iter()
    .map(|row| row.to_vec())
    .collect();
    let outcomes = [false, false, true, true, false, true, false, true];
    for (lambda, first, second, intercept) in [
        (1.0, 1.324_661_481, 0.267_545_457, -2.492_245_835),
        (0.1, 3.209_919_119, 1.270_849_936, -6.436_926_674),
    ] {
        let found = fit(&rows_of(&values), &outcomes, lambda).unwrap();
        assert!((found.weights[0] - first).abs() < 1e-7, "{found:?}");
        assert!((found.weights[1] - second).abs() < 1e-7, "{found:?}");
        assert!((found.intercept - intercept).abs() < 1e-7, "{found:?}");
    }
}

/// Without a penalty the model of one yes-or-no column repeats the two shares.
#[test]
fn without_a_penalty_shares_are_repeated() {
    let mut rows = Rows::of(1);
    let mut outcomes = Vec::new();
    for n in 0..10_u8 {
        rows.push([]);
        outcomes.push(n < 2);
        rows.push([(0, 1.0)]);
        outcomes.push(n < 6);
    }
    let found = fit(&rows, &outcomes, 0.0).unwrap();
    assert!((found.probability(&[]) - 0.2).abs() < 1e-9);
    assert!((found.probability(&[(0, 1.0)]) - 0.6).abs() < 1e-9);
}

#[test]
fn what_tells_yes_and_no_apart_keeps_a_finite_weight() {
    let mut rows = Rows::of(2);
    let mut outcomes = Vec::new();
    for n in 0..200_u32 {
        rows.push([(usize::from(n % 2 == 0), 1000.0)]);
        outcomes.push(n % 2 == 0);
    }
    let found = fit(&rows, &outcomes, 1.0).unwrap();
    assert!(found.weights.iter().all(|weight| weight.is_finite() && weight.abs() < 1.0));
    assert!(found.weights[1] > 0.0 && found.weights[0] < 0.0);
    assert!(matches!(fit(&rows, &outcomes, 0.0), Err(NoFit::NotConverged) | Ok(_)));
}

#[test]
fn what_can_not_be_fitted_is_refused_with_its_reason() {
    let mut rows = Rows::of(1);
    rows.push([(0, 1.0)]);
    rows.push([]);
    assert_eq!(fit(&rows, &[true], 1.0), Err(NoFit::Uneven));
    assert_eq!(fit(&rows, &[true, true], 1.0), Err(NoFit::OneOutcome));
    assert_eq!(fit(&Rows::of(3), &[], 1.0), Err(NoFit::OneOutcome));
    rows.push([(0, f64::NAN)]);
    assert_eq!(fit(&rows, &[true, false, true], 1.0), Err(NoFit::NotFinite));
}

#[test]
fn a_column_that_is_named_twice_holds_the_sum() {
    let outcomes = [true, true, false, false, true];
    let (mut once, mut twice) = (Rows::of(1), Rows::of(1));
    for value in [3.0, 1.0, 2.0, 0.5, 4.0] {
        once.push([(0, value)]);
        twice.push([(0, value / 2.0), (0, value / 2.0)]);
    }
    assert_eq!(fit(&once, &outcomes, 1.0), fit(&twice, &outcomes, 1.0));
}

fn tables() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<bool>, f64)> {
    (1..6_usize, 4..40_usize).prop_flat_map(|(columns, rows)| {
        let cell = prop::sample::select(vec![0.0, 0.0, 1.0, 1.0, -0.5, 2.5]);
        let row = prop::collection::vec(cell, columns);
        let outcomes = prop::collection::vec(any::<bool>(), rows);
        (prop::collection::vec(row, rows), outcomes, 0.05..5.0_f64)
    })
}

proptest! {
    #[test]
    fn the_gradient_is_zero_and_the_mean_prediction_is_the_share((values, outcomes, lambda) in tables()) {
        let Ok(found) = fit(&rows_of(&values), &outcomes, lambda) else {
            prop_assert!(outcomes.iter().all(|yes| *yes == outcomes[0]));
            return Ok(());
        };
        let number = |yes: &bool| if *yes { 1.0 } else { 0.0 };
        let miss = |row: &Vec<f64>, yes: &bool| {
            let row: Vec<_> = row.iter().copied().enumerate().collect();
            found.probability(&row) - number(yes)
        };
        for (column, weight) in found.weights.iter().enumerate() {
            let slope: f64 = values.iter().zip(&outcomes).map(|(row, yes)| miss(row, yes) * row[column]).sum();
            prop_assert!((slope + lambda * weight).abs() < 1e-6, "column {column}: {slope}");
        }
        let surplus: f64 = values.iter().zip(&outcomes).map(|(row, yes)| miss(row, yes)).sum();
        prop_assert!(surplus.abs() < 1e-6);
    }

    #[test]
    fn the_order_of_rows_changes_nothing((values, outcomes, lambda) in tables()) {
        let there = fit(&rows_of(&values), &outcomes, lambda);
        let (mut values, mut outcomes) = (values, outcomes);
        values.reverse();
        outcomes.reverse();
        match (there, fit(&rows_of(&values), &outcomes, lambda)) {
            (Ok(there), Ok(back)) => {
                let weights = there.weights.iter().zip(&back.weights);
                prop_assert!(weights.map(|(a, b)| (a - b).abs()).all(|distance| distance < 1e-6));
            }
            (there, back) => prop_assert!(there.is_err() && back.is_err()),
        }
    }

    #[test]
    fn a_stronger_penalty_makes_smaller_weights((values, outcomes, lambda) in tables()) {
        let size = |lambda| {
            let found = fit(&rows_of(&values), &outcomes, lambda).ok()?;
            Some(found.weights.iter().map(|weight| weight * weight).sum::<f64>())
        };
        if let (Some(loose), Some(strict)) = (size(lambda), size(lambda * 3.0)) {
            prop_assert!(strict <= loose + 1e-9);
        }
    }
}
