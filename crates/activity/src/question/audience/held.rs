//! What accounts or people hold in one field, and held before.

/// One of the values that a field can hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeldValue {
    /// As rows have it; for a band, what its bounds are.
    pub value: String,
    pub label: Option<String>,
    pub label_zh: Option<String>,
    /// Where a band begins and where the next one does; for other values nothing.
    pub band: Option<(Option<f64>, Option<f64>)>,
}

/// An account or a person that units have their values from. Values are places in [`Held::values`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holder {
    pub now: Vec<u32>,
    /// What it held before and until which instant (milliseconds since 1970), the oldest first.
    pub past: Vec<(i64, Vec<u32>)>,
}

impl Holder {
    /// What it held at an instant.
    pub fn at(&self, millis: i64) -> &[u32] {
        let next = self.past.partition_point(|(until, _)| *until <= millis);
        self.past.get(next).map_or(&self.now, |(_, values)| values)
    }
}

/// What the units of a question hold in one field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    pub values: Vec<HeldValue>,
    pub holders: Vec<Holder>,
    /// Units, and the holders that they have their values from; by unit.
    pub of_units: Vec<(u32, u32)>,
}

#[cfg(test)]
mod tests {
    use super::Holder;

    #[test]
    fn a_value_holds_up_to_the_instant_at_which_it_was_replaced() {
        let holder = Holder { now: vec![2], past: vec![(10, vec![0]), (20, vec![1])] };
        let at = |millis| holder.at(millis)[0];
        assert_eq!([at(0), at(9), at(10), at(19), at(20), at(99)], [0, 0, 1, 1, 2, 2]);
    }
}
