use super::*;
use crate::subscription::pauses::Pause;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn contract(starts_on: &str, ended_on: Option<&str>, annual_fee: i64) -> Contract {
    Contract {
        id: Uuid::from_u128(annual_fee.unsigned_abs().into()).into(),
        currency: Currency::CNY,
        starts_on: day(starts_on),
        ended_on: ended_on.map(day),
        fees: Fees::of(day(starts_on), annual_fee),
        pauses: Pauses::default(),
    }
}

/// The example of `ChartMogul`: 2 000 a year; a second subscription of 60 a month, which is cancelled; the first not renewed;
/// then three of 50 a month.
#[test]
fn the_published_example_comes_out_to_the_cent() {
    let mut contracts = vec![
        contract("2026-01-01", Some("2027-01-01"), 200_000),
        contract("2026-03-01", Some("2026-06-01"), 72_000),
    ];
    contracts.extend((0..3).map(|_| contract("2027-04-01", None, 60_000)));
    let told: Vec<_> =
        movements(&contracts).iter().map(|it| (it.kind, it.amount, it.after)).collect();
    assert_eq!(
        told,
        [
            (MovementKind::New, 16_667, 16_667),
            (MovementKind::Expansion, 6_000, 22_667),
            (MovementKind::Contraction, -6_000, 16_667),
            (MovementKind::Churn, -16_667, 0),
            (MovementKind::Reactivation, 15_000, 15_000),
        ]
    );
}

#[test]
fn what_happens_on_one_day_is_one_movement_and_nothing_where_it_evens_out() {
    let moved = |contracts: &[Contract]| movements(contracts).len();
    let ended = contract("2026-01-01", Some("2026-05-01"), 1200);
    assert_eq!(moved(&[ended.clone(), contract("2026-05-01", None, 1200)]), 1, "changed over");
    let upgraded = [ended, contract("2026-05-01", None, 2400)];
    let last = movements(&upgraded)[1];
    assert_eq!(
        (last.kind, last.amount, last.subscription_id),
        (MovementKind::Expansion, 100, None)
    );
    assert_eq!(moved(&[contract("2026-01-01", Some("2026-01-01"), 1200)]), 0, "never ran");
    assert_eq!(moved(&[contract("2026-01-01", None, 0)]), 0, "free");
}

#[test]
fn a_fee_that_changes_within_a_term_moves_on_its_day() {
    let mut one = contract("2026-01-01", None, 1200);
    one.fees.change(day("2026-07-01"), 2400);
    one.fees.change(day("2027-01-01"), 600);
    let told: Vec<_> = movements(&[one]).iter().map(|it| (it.on, it.kind)).collect();
    assert_eq!(
        told,
        [
            (day("2026-01-01"), MovementKind::New),
            (day("2026-07-01"), MovementKind::Expansion),
            (day("2027-01-01"), MovementKind::Contraction),
        ]
    );
}

fn paused(mut contract: Contract, paused_on: &str, resumes_on: Option<&str>) -> Contract {
    let (paused_on, resumes_on) = (day(paused_on), resumes_on.map(day));
    let pause = Pause { paused_on, resumes_on, extends_term: false, reason: None, note: None };
    contract.pauses = contract.pauses.with(pause).unwrap();
    contract
}

/// Kind and amount of each.
fn told(contracts: &[Contract]) -> Vec<(MovementKind, i64)> {
    movements(contracts).iter().map(|it| (it.kind, it.amount)).collect()
}

#[test]
fn a_pause_takes_what_is_paid_away_and_gives_it_back_without_churn() {
    use MovementKind::{Churn, New, Pause, Resume};
    let one = paused(contract("2026-01-01", None, 1200), "2026-03-01", Some("2026-05-01"));
    assert_eq!(told(&[one]), [(New, 100), (Pause, -100), (Resume, 100)]);
    let other = contract("2026-01-01", None, 2400);
    let one = paused(contract("2026-01-01", None, 1200), "2026-03-01", Some("2026-05-01"));
    let both = movements(&[one.clone(), other]);
    assert_eq!((both[1].kind, both[1].amount, both[1].after), (Pause, -100, 200));
    assert_eq!((both[1].subscription_id, both.len()), (Some(one.id), 3));
    let left =
        paused(contract("2026-01-01", Some("2026-09-01"), 1200), "2026-03-01", Some("2026-05-01"));
    assert_eq!(told(&[left]), [(New, 100), (Pause, -100), (Resume, 100), (Churn, -100)]);
}

#[test]
fn who_ends_while_paused_and_comes_back_is_reactivated() {
    use MovementKind::{New, Pause, Reactivation};
    let left = paused(contract("2026-01-01", Some("2026-09-01"), 1200), "2026-03-01", None);
    let again = contract("2027-01-01", None, 2400);
    let all = [left, again];
    assert_eq!(told(&all), [(New, 100), (Pause, -100), (Reactivation, 200)]);
    let kinds: Vec<_> = agreed(&all).iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [New, MovementKind::Churn, Reactivation], "as if nothing were paused");
}

#[test]
fn of_a_pause_and_a_change_on_one_day_the_larger_names_the_movement() {
    use MovementKind::{Contraction, Expansion, New, Pause, Resume};
    let mut dearer = paused(contract("2026-01-01", None, 1200), "2026-03-01", Some("2026-05-01"));
    dearer.fees.change(day("2026-05-01"), 1800);
    assert_eq!(told(&[dearer]), [(New, 100), (Pause, -100), (Resume, 150)], "100 are resumed");
    let while_paused = [
        paused(contract("2026-01-01", None, 1200), "2026-03-01", None),
        contract("2026-04-01", None, 600),
    ];
    assert_eq!(told(&while_paused), [(New, 100), (Pause, -100), (Expansion, 50)], "a second one");
    let smaller = [
        paused(contract("2026-01-01", None, 600), "2026-03-01", None),
        contract("2026-01-01", Some("2026-03-01"), 6000),
        contract("2026-01-01", None, 1200),
    ];
    assert_eq!(told(&smaller), [(New, 650), (Contraction, -550)]);
    let late = paused(contract("2026-01-01", None, 1200), "2026-01-01", Some("2026-02-01"));
    assert_eq!(told(&[late]), [(New, 100)], "nothing was paid before");
}

proptest! {
    #[test]
    fn movements_add_up_to_what_is_paid_on_any_day(
        parts in proptest::collection::vec(
            (0..60_i32, 0..60_i32, 0..5_i64, 0..60_i32, 0..5_i64, (0..60_i32, 0..30_i32)), 0..6,
        ),
        on in 0..80_i32,
    ) {
        let at = |number: i32| NaiveDate::from_epoch_days(20_000 + number).unwrap();
        let contracts: Vec<_> = parts.iter().map(|(start, length, fee, later, other, (paused, pause))| {
            let mut fees = Fees::of(at(*start), fee * 1001);
            fees.change(at(*later), other * 777);
            Contract {
                id: Uuid::nil().into(),
                currency: if fee % 2 == 0 { Currency::CNY } else { Currency::USD },
                starts_on: at(*start),
                ended_on: (length % 3 > 0).then(|| at(start + length)),
                fees,
                pauses: Pauses(vec![Pause {
                    paused_on: at(*paused),
                    resumes_on: (pause % 3 > 0).then(|| at(paused + pause)),
                    extends_term: false,
                    reason: None,
                    note: None,
                }]),
            }
        }).collect();
        let all = movements(&contracts);
        prop_assert!(all.windows(2).all(|pair| pair[0].on <= pair[1].on));
        prop_assert!(all.iter().filter(|it| it.kind == MovementKind::New).count() <= 1);
        for currency in [Currency::CNY, Currency::USD] {
            let moved = all.iter().filter(|it| it.currency == currency && it.on <= at(on));
            let sum: i64 = moved.map(|it| it.amount).sum();
            let paid = contracts.iter().filter(|it| it.currency == currency).map(|it| it.fee_on(at(on))).sum();
            prop_assert_eq!(sum, monthly(paid));
            let unpaused = agreed(&contracts);
            let moved = unpaused.iter().filter(|it| it.currency == currency && it.on <= at(on));
            let agreed = contracts.iter().filter(|it| it.currency == currency).map(|it| it.agreed_on(at(on))).sum();
            prop_assert_eq!(moved.map(|it| it.amount).sum::<i64>(), monthly(agreed));
            prop_assert!(sum <= monthly(agreed), "a pause never adds");
        }
    }
}
