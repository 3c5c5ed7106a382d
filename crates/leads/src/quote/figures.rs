//! What lines cost, and what they add up to: pure, in whole minor units.
//!
//! A line is quantity × unit price, less its discount, rounded once, half up, to a whole minor unit. Totals are sums of
//! rounded lines, so that whoever adds the lines up by hand gets the same.

use super::QuoteBilling;
use kernel::money::{Currency, Money, MoneyError};
use serde::Serialize;
use utoipa::ToSchema;

/// A discount of so many is the whole price: basis points are hundredths of a percent.
pub const WHOLE: i32 = 10_000;

/// What a line costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineFigures {
    pub billing: QuoteBilling,
    /// Before the discount.
    pub list_price: Money,
    /// After it.
    pub total: Money,
}

/// What the lines of a quote add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct QuoteTotals {
    /// What is paid once.
    pub once: Money,
    /// What is paid for each year.
    pub yearly: Money,
    /// What the first year costs: both together.
    pub first_year: Money,
    /// How much less that is than without discounts.
    pub discount: Money,
}

/// `quantity` is at least 1, `unit_price` not negative, `discount` between 0 and [`WHOLE`].
pub fn line(
    billing: QuoteBilling,
    quantity: i32,
    unit_price: Money,
    discount: i32,
) -> Result<LineFigures, MoneyError> {
    let list_price = unit_price.checked_mul(i64::from(quantity))?;
    let (whole, paid) = (i128::from(WHOLE), i128::from(WHOLE - discount));
    let total = (i128::from(list_price.amount()) * paid + whole / 2).div_euclid(whole);
    let total = i64::try_from(total).map_err(|_| MoneyError::OutOfRange)?;
    Ok(LineFigures { billing, list_price, total: Money::new(total, list_price.currency())? })
}

pub fn totals(currency: Currency, lines: &[LineFigures]) -> Result<QuoteTotals, MoneyError> {
    let sum = |billing: QuoteBilling| {
        let lines = lines.iter().filter(|line| line.billing == billing);
        Money::sum(currency, lines.map(|line| line.total))
    };
    let (once, yearly) = (sum(QuoteBilling::Once)?, sum(QuoteBilling::Yearly)?);
    let first_year = once.checked_add(yearly)?;
    let list = Money::sum(currency, lines.iter().map(|line| line.list_price))?;
    Ok(QuoteTotals { once, yearly, first_year, discount: list.checked_sub(first_year)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};

    fn yuan(fen: i64) -> Money {
        Money::new(fen, Currency::CNY).unwrap()
    }

    fn total(quantity: i32, unit_price: i64, discount: i32) -> i64 {
        line(QuoteBilling::Once, quantity, yuan(unit_price), discount).unwrap().total.amount()
    }

    #[test]
    fn a_line_is_rounded_once_and_half_up() {
        assert_eq!(total(3, 100_000, 0), 300_000);
        assert_eq!(total(3, 100_000, 1500), 255_000);
        // 0.5 fen goes up, a little less goes down.
        assert_eq!(total(1, 1, 5000), 1);
        assert_eq!(total(1, 1, 5001), 0);
        // Three times 33.35 is 100.05, of which a tenth is 10.005: 90.045 rounded once.
        assert_eq!(total(3, 3335, 1000), 9005);
        assert_eq!(total(7, 12_345, WHOLE), 0);
    }

    #[test]
    fn what_no_client_could_read_exactly_is_out_of_range() {
        let huge = line(QuoteBilling::Once, 2, yuan(Money::MAX_AMOUNT), 5000);
        assert_eq!(huge, Err(MoneyError::OutOfRange));
        let most = line(QuoteBilling::Once, 1, yuan(Money::MAX_AMOUNT), 0).unwrap();
        assert_eq!(most.total, yuan(Money::MAX_AMOUNT));
        assert_eq!(totals(Currency::CNY, &[most, most]), Err(MoneyError::OutOfRange));
    }

    #[test]
    fn no_lines_cost_nothing() {
        let nothing = totals(Currency::JPY, &[]).unwrap();
        assert!(nothing.first_year.is_zero() && nothing.discount.is_zero());
        assert_eq!(nothing.once.currency(), Currency::JPY);
    }

    fn lines() -> impl Strategy<Value = Vec<LineFigures>> {
        let billing = prop_oneof![Just(QuoteBilling::Once), Just(QuoteBilling::Yearly)];
        let of = |(billing, quantity, price, discount)| {
            line(billing, quantity, yuan(price), discount).unwrap()
        };
        let one = (billing, 1..=1000_i32, 0..=10_000_000_i64, 0..=WHOLE).prop_map(of);
        proptest::collection::vec(one, 0..=50)
    }

    proptest! {
        #[test]
        fn totals_are_the_sums_of_their_lines_and_never_negative(lines in lines()) {
            let all = totals(Currency::CNY, &lines).unwrap();
            let sum: i64 = lines.iter().map(|line| line.total.amount()).sum();
            let list: i64 = lines.iter().map(|line| line.list_price.amount()).sum();
            prop_assert_eq!(all.first_year.amount(), sum);
            prop_assert_eq!(all.once.amount() + all.yearly.amount(), sum);
            prop_assert_eq!(all.discount.amount(), list - sum);
            for amount in [all.once, all.yearly, all.first_year, all.discount] {
                prop_assert!(!amount.is_negative());
            }
        }

        #[test]
        fn a_line_is_within_half_a_unit_of_its_exact_price(
            quantity in 1..=1000_i32, price in 0..=10_000_000_i64, discount in 0..=WHOLE,
        ) {
            let exact = i128::from(quantity) * i128::from(price) * i128::from(WHOLE - discount);
            let off = i128::from(total(quantity, price, discount)) * i128::from(WHOLE) - exact;
            prop_assert!(2 * off <= i128::from(WHOLE) && 2 * off > -i128::from(WHOLE), "{off}");
        }

        #[test]
        fn a_higher_discount_never_costs_more(
            quantity in 1..=1000_i32, price in 0..=10_000_000_i64, one in 0..=WHOLE, other in 0..=WHOLE,
        ) {
            let (low, high) = (one.min(other), one.max(other));
            prop_assert!(total(quantity, price, high) <= total(quantity, price, low));
        }
    }
}
