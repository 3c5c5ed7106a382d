//! `tests/data/attribution.json` is a copy of `shared/data/attribution.json`; where its numbers come from stands in it.

use super::*;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use serde_json::Value;
use std::collections::BTreeMap;

fn reference() -> Value {
    serde_json::from_str(include_str!("../../../tests/data/attribution.json")).unwrap()
}

fn day(day: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(day)
}

fn journey(path: &[u16], converted: bool, revenue: i64) -> Journey {
    let contacts = (0..).zip(path).map(|(at, &node)| Contact { at: day(at), id: 0, node });
    let at = day(1_000);
    let ending = if converted { Ending::Converted { at, revenue } } else { Ending::Nothing { at } };
    Journey { contacts: contacts.collect(), ending }
}

fn rule(direct: &[bool]) -> Rule<'_> {
    Rule { direct, half_life: TimeDelta::days(7) }
}

/// The journeys of a case and the names of its channels.
fn case(case: &Value) -> (Vec<String>, Vec<Journey>) {
    let mut names: Vec<String> = Vec::new();
    let mut all = Vec::new();
    for path in case["paths"].as_array().unwrap() {
        let nodes: Vec<u16> = path["path"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| {
                let name = name.as_str().unwrap();
                let known = names.iter().position(|known| known == name);
                let at = known.unwrap_or_else(|| {
                    names.push(name.to_owned());
                    names.len() - 1
                });
                u16::try_from(at).unwrap()
            })
            .collect();
        let count = |field: &str| path[field].as_u64().unwrap();
        all.extend((0..count("conversions")).map(|_| journey(&nodes, true, 100)));
        all.extend((0..count("nulls")).map(|_| journey(&nodes, false, 0)));
    }
    (names, all)
}

fn by_name(value: &Value) -> BTreeMap<String, f64> {
    let map = value.as_object().unwrap();
    map.iter().map(|(name, credit)| (name.clone(), credit.as_f64().unwrap())).collect()
}

#[test]
fn published_paths_get_their_known_credit_from_every_model() {
    let reference = reference();
    for name in ["four_path", "nine_path"] {
        let of_case = &reference[name];
        let (names, journeys) = case(of_case);
        let found = credits(names.len(), &journeys, rule(&[]));
        for model in ["first", "last", "linear", "position", "markov"] {
            let known = by_name(&of_case[model]);
            let model: AttributionModel = model.parse().unwrap();
            let credit = found.credits.iter().find(|credit| credit.model == model).unwrap();
            let parts: Vec<f64> =
                names.iter().map(|name| known[name] / known.values().sum::<f64>()).collect();
            let whole = i64::from(found.totals.conversions) * 1000;
            assert_eq!(credit.conversions, largest_remainder(whole, &parts), "{name} {model}");
        }
    }
}

#[test]
fn the_exact_chain_agrees_with_independent_solvers() {
    let reference = reference();
    let (names, journeys) = case(&reference["four_path"]);
    let markov = Chain::of(names.len(), &path_counts(&journeys)).solved().unwrap();
    assert!((markov.conversion - 0.8).abs() < 1e-12);
    let effects = by_name(&reference["four_path"]["removal_effect"]);
    for (name, effect) in names.iter().zip(&markov.removal_effect) {
        assert!((effects[name] - effect).abs() < 1e-12, "{name}");
    }
    for case_name in ["four_path", "nine_path"] {
        let (names, journeys) = case(&reference[case_name]);
        let found = credits(names.len(), &journeys, rule(&[]));
        let known = by_name(&reference[case_name]["markov"]);
        let conversions = f64::from(found.totals.conversions);
        for (name, share) in names.iter().zip(found.markov.unwrap().shares) {
            assert!((known[name] - share * conversions).abs() < 1e-9, "{case_name} {name}");
        }
    }
}

#[test]
fn the_revenue_of_published_paths_is_given_out_as_known() {
    for of_case in reference()["revenue_cases"].as_array().unwrap() {
        let count = of_case["path"].as_array().unwrap().len();
        let revenue = of_case["revenue"].as_f64().unwrap();
        let path: Vec<u16> = (0..u16::try_from(count).unwrap()).collect();
        let journey = journey(&path, true, 0);
        for model in ["first", "last", "linear", "position"] {
            let mut shares = Vec::new();
            let parsed = model.parse().unwrap();
            assert!(weights(parsed, &journey.contacts, day(1_000), rule(&[]), &mut shares));
            for (share, known) in shares.iter().zip(of_case[model].as_array().unwrap()) {
                assert!(
                    (share * revenue - known.as_f64().unwrap()).abs() < 1e-8,
                    "{model} {of_case}"
                );
            }
        }
    }
}

#[test]
fn credit_decays_continuously_with_the_time_to_the_conversion() {
    let of_case = &reference()["time_decay"];
    let days = of_case["touch_days"].as_array().unwrap();
    let contacts: Vec<_> =
        days.iter().map(|at| Contact { at: day(at.as_i64().unwrap()), id: 0, node: 0 }).collect();
    let mut shares = Vec::new();
    assert!(weights(AttributionModel::TimeDecay, &contacts, day(38), rule(&[]), &mut shares));
    for (share, known) in shares.iter().zip(of_case["credit"].as_array().unwrap()) {
        assert!((share * 12_000.0 - known.as_f64().unwrap()).abs() < 1e-7);
    }
}

#[test]
fn the_last_that_is_not_direct_gets_it_unless_all_are() {
    let shares = |path: &[u16]| {
        let mut shares = Vec::new();
        let contacts = journey(path, true, 0).contacts;
        assert!(weights(
            AttributionModel::LastNonDirect,
            &contacts,
            day(9),
            rule(&[true, false, false]),
            &mut shares
        ));
        shares
    };
    assert_eq!(shares(&[1, 2, 0]), [0.0, 1.0, 0.0]);
    assert_eq!(shares(&[0, 0]), [0.0, 1.0]);
}

#[test]
fn contacts_before_the_look_back_and_after_the_conversion_count_for_nothing() {
    let contact = |at, id, node| Contact { at: day(at), id, node };
    let contacts = vec![
        contact(30, 2, 3),
        contact(1, 9, 0),
        contact(30, 1, 2),
        contact(10, 1, 1),
        contact(31, 1, 4),
    ];
    let ending = Ending::Converted { at: day(30), revenue: 5 };
    let found = journeys(contacts, vec![ending], Some(TimeDelta::days(20)));
    let nodes: Vec<_> = found[0].contacts.iter().map(|contact| contact.node).collect();
    assert_eq!(nodes, [1, 2, 3], "the day of the cut counts, ties go by id");
}

#[test]
fn another_conversion_begins_a_new_path() {
    let contact = |at, node| Contact { at: day(at), id: 0, node };
    let contacts = vec![contact(1, 0), contact(3, 1), contact(9, 2)];
    let endings = [2, 4, 5].map(|at| Ending::Converted { at: day(at), revenue: 1 });
    let found = journeys(contacts, endings.to_vec(), None);
    let nodes: Vec<Vec<u16>> =
        found.iter().map(|journey| journey.contacts.iter().map(|it| it.node).collect()).collect();
    assert_eq!(nodes, [vec![0], vec![1], vec![]]);
    let found = credits(3, &found, rule(&[])).totals;
    assert_eq!((found.conversions, found.unattributed, found.unattributed_revenue), (3, 1, 1));
}

#[test]
fn nothing_that_converted_is_nothing_to_give_out() {
    let found = credits(2, &[journey(&[0, 1], false, 0)], rule(&[]));
    assert!(found.credits.is_empty() && found.markov.is_none());
    assert_eq!(found.totals.nulls, 1);
}

#[test]
fn intervals_hold_the_exact_share_and_repeat_for_a_seed() {
    let (names, journeys) = case(&reference()["nine_path"]);
    let paths = path_counts(&journeys);
    let exact = Chain::of(names.len(), &paths).solved().unwrap().shares;
    let found = intervals(names.len(), &paths, 200, 7).unwrap();
    assert_eq!(intervals(names.len(), &paths, 200, 7).unwrap(), found);
    for (share, interval) in exact.iter().zip(&found) {
        assert!(interval.low < *share && *share < interval.high, "{share} {interval:?}");
    }
    let more: Vec<PathCount> = paths
        .iter()
        .map(|path| PathCount {
            conversions: path.conversions * 100,
            nulls: path.nulls * 100,
            ..path.clone()
        })
        .collect();
    let narrow = intervals(names.len(), &more, 200, 7).unwrap();
    assert!(narrow[0].high - narrow[0].low < (found[0].high - found[0].low) / 5.0);
    assert_eq!(intervals(2, &[], 200, 7), None);
}

fn some_journeys() -> impl Strategy<Value = Vec<Journey>> {
    let one = (
        proptest::collection::vec(0_u16..5, 0..7),
        prop_oneof![Just(true), any::<bool>()],
        -50_000_i64..5_000_000,
    );
    proptest::collection::vec(one, 1..40).prop_map(|all| {
        all.into_iter()
            .map(|(path, converted, revenue)| journey(&path, converted, revenue))
            .collect()
    })
}

proptest! {
    #[test]
    fn every_model_gives_out_all_of_it_and_no_more(journeys in some_journeys()) {
        let found = credits(5, &journeys, rule(&[true, false, false, false, false]));
        let totals = found.totals;
        if totals.conversions > totals.unattributed {
            prop_assert_eq!(found.credits.len(), AttributionModel::ALL.len());
        }
        for credit in &found.credits {
            let given: i64 = credit.conversions.iter().sum();
            prop_assert_eq!(given, i64::from(totals.conversions - totals.unattributed) * 1000);
            prop_assert!(credit.conversions.iter().all(|part| *part >= 0));
            let given: i64 = credit.revenue.iter().sum();
            prop_assert_eq!(given + totals.unattributed_revenue, totals.revenue);
        }
    }

    #[test]
    fn the_order_of_journeys_changes_nothing(journeys in some_journeys()) {
        let one = credits(5, &journeys, rule(&[]));
        let reversed: Vec<_> = journeys.into_iter().rev().collect();
        let other = credits(5, &reversed, rule(&[]));
        prop_assert_eq!(one.totals, other.totals);
        prop_assert_eq!(one.paths, other.paths);
        prop_assert_eq!(one.markov, other.markov);
        for (one, other) in one.credits.iter().zip(&other.credits) {
            prop_assert_eq!(&one.conversions, &other.conversions);
            for (one, other) in one.revenue.iter().zip(&other.revenue) {
                prop_assert!((one - other).abs() <= 1);
            }
        }
    }

    #[test]
    fn the_chain_converts_as_often_as_the_journeys_did(journeys in some_journeys()) {
        let found = credits(5, &journeys, rule(&[]));
        if let Some(markov) = found.markov {
            let conversions = f64::from(found.totals.conversions - found.totals.unattributed);
            let known = conversions / (conversions + f64::from(found.totals.nulls));
            prop_assert!((markov.conversion - known).abs() < 1e-10, "{} {known}", markov.conversion);
        }
    }

    #[test]
    fn the_same_channel_again_at_once_changes_nothing_in_the_chain(journeys in some_journeys()) {
        let twice = journeys.iter().map(|journey| {
            let contacts = journey.contacts.iter().flat_map(|contact| [*contact, *contact]).collect();
            Journey { contacts, ending: journey.ending }
        });
        let twice: Vec<_> = twice.collect();
        prop_assert_eq!(credits(5, &journeys, rule(&[])).markov, credits(5, &twice, rule(&[])).markov);
    }

    #[test]
    fn parts_are_within_one_of_their_share_and_sum_to_the_whole(
        total in 0_i64..1_000_000_000,
        shares in proptest::collection::vec(0.0_f64..10.0, 1..30),
    ) {
        let sum: f64 = shares.iter().sum();
        let parts = largest_remainder(total, &shares);
        if sum > 0.0 {
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            for (part, share) in parts.iter().zip(&shares) {
                let exact = share / sum * remainder::float(total);
                prop_assert!((remainder::float(*part) - exact).abs() < 1.0 + 1e-6);
            }
        }
    }
}
