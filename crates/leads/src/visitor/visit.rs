//! From pages to visits.

use super::page::Page;
use chrono::TimeDelta;

/// Who does nothing for so long and comes back begins another visit.
pub const GAP: TimeDelta = TimeDelta::minutes(30);

/// What was seen in a browser without a longer pause, by one campaign.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The page with which it began, whose traces are those of the visit.
    pub head: Page,
    /// The numbers of all its pages.
    pub numbers: Vec<i64>,
}

/// The visits that pages make, in whatever order they come. Another campaign, and the click on another advertisement, begin
/// a visit also without a pause.
pub fn visits(mut pages: Vec<Page>) -> Vec<Visit> {
    pages.sort_unstable_by_key(|page| (page.at, page.number));
    let mut visits: Vec<Visit> = Vec::new();
    let mut last = None;
    for page in pages {
        let at = page.at;
        match visits.last_mut() {
            Some(visit) if last.is_some_and(|last| at - last < GAP) && !begins(visit, &page) => {
                visit.numbers.push(page.number);
            }
            _ => visits.push(Visit { numbers: vec![page.number], head: page }),
        }
        last = Some(at);
    }
    visits
}

fn begins(visit: &Visit, page: &Page) -> bool {
    let (before, now) = (&visit.head.touch, &page.touch);
    let has_campaign = now.utm != crate::touch::Utm::default();
    let clicked = |(name, value): (&String, &String)| before.click_ids.0.get(name) != Some(value);
    has_campaign && now.utm != before.utm || now.click_ids.0.iter().any(clicked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::touch::{NewTouch, Utm};
    use chrono::DateTime;
    use proptest::prelude::{Just, Strategy, prop_assert_eq, proptest};

    fn page(number: i64, minute: i64, campaign: &str, click: &str) -> Page {
        let mut touch = NewTouch::default();
        if !campaign.is_empty() {
            touch.utm = Utm { campaign: Some(campaign.to_owned()), ..Utm::default() };
        }
        if !click.is_empty() {
            touch.click_ids.0.insert("gclid".to_owned(), click.to_owned());
        }
        Page { number, at: DateTime::UNIX_EPOCH + TimeDelta::minutes(minute), touch }
    }

    fn numbers(pages: Vec<Page>) -> Vec<Vec<i64>> {
        visits(pages).into_iter().map(|visit| visit.numbers).collect()
    }

    #[test]
    fn a_pause_another_campaign_and_another_click_begin_a_visit_and_nothing_else_does() {
        let pages = vec![
            page(1, 0, "", ""),
            page(2, 29, "", ""),
            page(3, 59, "", ""),
            page(4, 60, "spring", ""),
            page(5, 61, "", ""),
            page(6, 62, "spring", ""),
            page(7, 63, "spring", "a"),
            page(8, 64, "", "a"),
            page(9, 65, "", "b"),
        ];
        let expected: Vec<Vec<i64>> = vec![vec![1, 2], vec![3], vec![4, 5, 6], vec![7, 8], vec![9]];
        assert_eq!(numbers(pages), expected);
        assert!(visits(Vec::new()).is_empty());
    }

    proptest! {
        #[test]
        fn every_page_is_in_one_visit_whatever_the_order_of_arrival(
            minutes in proptest::collection::vec((0_i64..300, 0_usize..4), 0..40),
            shuffled in proptest::collection::vec(0_i64..300, 0..40).prop_flat_map(Just),
        ) {
            let campaigns = ["", "", "a", "b"];
            let pages: Vec<_> = (0..).zip(&minutes).map(|(number, (minute, campaign))| page(number, *minute, campaigns[*campaign], "")).collect();
            let mut other = pages.clone();
            other.sort_by_key(|page| shuffled.get(usize::try_from(page.number).unwrap()).copied());
            let told = numbers(pages);
            prop_assert_eq!(numbers(other), told.clone());
            prop_assert_eq!(told.concat().len(), minutes.len());
        }
    }
}
