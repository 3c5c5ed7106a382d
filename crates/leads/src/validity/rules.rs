//! From answers to validity.

use super::{Answer, Criterion, ValidityPolicy};
use crate::words::Validity;
use std::collections::BTreeMap;

/// What is known of each criterion; one that is missing is unknown.
pub type Answers = BTreeMap<Criterion, Answer>;

/// A criterion that must not be "no" and is makes a lead invalid; if all that must be "yes" are, it is valid.
pub fn decide(policy: &ValidityPolicy, answers: &Answers) -> Validity {
    let of = |criterion: &Criterion| answers.get(criterion).copied().unwrap_or(Answer::Unknown);
    if policy.must_not_be_no.iter().any(|it| of(it) == Answer::No) {
        Validity::Invalid
    } else if policy.must_be_yes.iter().all(|it| of(it) == Answer::Yes) {
        Validity::Valid
    } else {
        Validity::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validity::CriteriaList;
    use proptest::prelude::*;

    fn policy() -> ValidityPolicy {
        ValidityPolicy::usual()
    }

    fn answers(given: [Answer; 4]) -> Answers {
        Criterion::ALL.iter().copied().zip(given).collect()
    }

    #[test]
    fn decision_maker_and_intent_suffice_and_any_no_is_too_much() {
        use Answer::{No, Unknown, Yes};
        let cases = [
            ([Unknown, Unknown, Yes, Yes], Validity::Valid),
            ([Yes, Yes, Yes, Yes], Validity::Valid),
            ([Yes, Yes, Yes, Unknown], Validity::Unknown),
            ([No, Yes, Yes, Yes], Validity::Invalid),
            ([Unknown, Unknown, Unknown, No], Validity::Invalid),
            ([Unknown; 4], Validity::Unknown),
        ];
        for (given, expected) in cases {
            assert_eq!(decide(&policy(), &answers(given)), expected, "{given:?}");
        }
        assert_eq!(decide(&policy(), &Answers::new()), Validity::Unknown);
    }

    fn answer() -> impl Strategy<Value = Answer> {
        proptest::sample::select(Answer::ALL)
    }

    fn any_policy() -> impl Strategy<Value = ValidityPolicy> {
        let some = || proptest::sample::subsequence(Criterion::ALL.to_vec(), 0..=4);
        (some(), some()).prop_map(|(must_be_yes, must_not_be_no)| ValidityPolicy {
            must_be_yes: CriteriaList(must_be_yes),
            must_not_be_no: CriteriaList(must_not_be_no),
            ..policy()
        })
    }

    proptest! {
        #[test]
        fn learning_a_yes_never_makes_a_lead_worse(
            policy in any_policy(), given in proptest::array::uniform4(answer()), place in 0_usize..4,
        ) {
            let worth = |validity| match validity {
                Validity::Invalid => 0,
                Validity::Unknown => 1,
                Validity::Valid => 2,
            };
            let before = decide(&policy, &answers(given));
            let mut better = given;
            better[place] = Answer::Yes;
            prop_assert!(worth(decide(&policy, &answers(better))) >= worth(before));
        }
    }
}
