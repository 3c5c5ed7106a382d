use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

/// What a year of a subscription costs, from which day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeFrom {
    pub from_on: NaiveDate,
    pub annual_fee: i64,
}

/// The fees of a subscription over time, those agreed for later too; the first holds from its first day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Fees(pub Vec<FeeFrom>);

impl Fees {
    pub fn of(from_on: NaiveDate, annual_fee: i64) -> Self {
        Self(vec![FeeFrom { from_on, annual_fee }])
    }

    /// The fee that holds on a day; before the first day the first.
    pub fn on(&self, day: NaiveDate) -> i64 {
        let held = self.0.iter().rev().find(|fee| fee.from_on <= day);
        held.or(self.0.first()).map_or(0, |fee| fee.annual_fee)
    }

    /// Another fee from this day on, up to the next one that is agreed already.
    pub fn change(&mut self, from_on: NaiveDate, annual_fee: i64) {
        let from_on = self.0.first().map_or(from_on, |first| from_on.max(first.from_on));
        self.0.retain(|fee| fee.from_on != from_on);
        let place = self.0.partition_point(|fee| fee.from_on < from_on);
        self.0.insert(place, FeeFrom { from_on, annual_fee });
        self.0.dedup_by_key(|fee| fee.annual_fee);
    }

    /// Fees that begin on the first of two days begin on the second instead.
    pub fn shift(&mut self, moves: &[(NaiveDate, NaiveDate)]) {
        for fee in self.0.iter_mut().skip(1) {
            let found = moves.iter().find(|(from, _)| *from == fee.from_on);
            fee.from_on = found.map_or(fee.from_on, |(_, to)| *to);
        }
        self.0.sort_by_key(|fee| fee.from_on);
        self.0.dedup_by_key(|fee| fee.annual_fee);
    }

    /// The days on which another fee begins to hold.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.0.iter().skip(1).map(|fee| fee.from_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_holds_until_the_next_one_begins() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut fees = Fees::of(day("2026-01-10"), 100);
        fees.change(day("2027-01-10"), 300);
        fees.change(day("2026-05-01"), 200);
        for (on, fee) in [
            ("2026-01-01", 100),
            ("2026-04-30", 100),
            ("2026-05-01", 200),
            ("2027-01-09", 200),
            ("2027-01-10", 300),
        ] {
            assert_eq!(fees.on(day(on)), fee, "{on}");
        }
        fees.change(day("2026-05-01"), 100);
        assert_eq!(fees.days().collect::<Vec<_>>(), [day("2027-01-10")], "nothing changes in May");
        fees.change(day("2025-01-01"), 50);
        assert_eq!(fees.on(day("2026-01-10")), 50, "it can't cost anything before it begins");
    }
}
