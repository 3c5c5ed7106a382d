use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn payment(number: u128, amount: i64, on: &str) -> Payment {
    Payment { order_id: OrderId::from_uuid(Uuid::from_u128(number)), amount, on: day(on) }
}

fn party(own: &[&str], emails: &[&str], companies: &[&str]) -> Party {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let own = texts(own).into_iter().chain(texts(emails)).collect();
    Party { own, emails: texts(emails), companies: texts(companies), ..Party::default() }
}

const TERMS: Terms =
    Terms { qualified: Some(5_000), won: Some(20_000), order_percent: Some(10), order_months: 12 };

#[test]
fn whoever_refers_themselves_or_a_colleague_is_noticed() {
    let advocate = party(&["+8613800001234"], &["li@brook-tea.cn"], &["杭州小溪茶业有限公司"]);
    let told = |lead: &Party, known_before| {
        suspicions(&advocate, lead, Together { known_before, ..Together::default() }).0
    };
    let same_phone = party(&["+8613800001234"], &[], &["别家"]);
    assert_eq!(told(&same_phone, false), [Suspicion::Oneself]);
    let colleague = party(&["+8613900001234"], &["wang@brook-tea.cn"], &[]);
    assert_eq!(told(&colleague, false), [Suspicion::SameCompany]);
    let branch = party(&["+8613900001234"], &["wang@qq.com"], &["小溪茶业（杭州）有限公司"]);
    assert_eq!(told(&branch, true), [Suspicion::SameCompany, Suspicion::KnownLead]);
    let stranger = party(&["+8613700001234"], &["zhao@qq.com"], &["苏州远山咖啡有限公司"]);
    assert!(told(&stranger, false).is_empty());
}

#[test]
fn a_free_mail_provider_is_no_company() {
    let advocate = party(&[], &["one@163.com"], &[]);
    let lead = party(&[], &["other@163.com"], &[]);
    assert!(suspicions(&advocate, &lead, Together::default()).0.is_empty());
}

#[test]
fn a_device_that_both_used_is_noticed() {
    let together = Together { same_device: true, ..Together::default() };
    let told = suspicions(&Party::default(), &Party::default(), together).0;
    assert_eq!(told, [Suspicion::SameDevice]);
}

#[test]
fn the_state_follows_the_lead_and_a_refusal_beats_everything() {
    let standing = |status, validity| Standing { status, validity, is_first: true, verdict: None };
    let open = standing(StatusType::Open, Validity::Unknown);
    assert_eq!(state(open), ReferralState::Pending);
    assert_eq!(state(standing(StatusType::Ongoing, Validity::Valid)), ReferralState::Qualified);
    let won = standing(StatusType::Won, Validity::Unknown);
    assert_eq!(state(won), ReferralState::Won);
    assert_eq!(state(standing(StatusType::Lost, Validity::Valid)), ReferralState::Lost);
    assert_eq!(state(Standing { is_first: false, ..won }), ReferralState::Duplicate);
    let refused = Some(ReferralVerdict::Refused);
    assert_eq!(state(Standing { verdict: refused, ..won }), ReferralState::Refused);
}

#[test]
fn a_won_referral_earns_what_was_promised_and_a_share_of_the_first_year() {
    let payments = [
        payment(1, 100_000, "2026-03-02"),
        payment(2, 50_000, "2026-09-01"),
        payment(3, -20_000, "2026-10-01"),
        payment(4, 100_000, "2027-03-02"),
    ];
    let won_on = Some(day("2026-03-02"));
    let all = earned(TERMS, ReferralState::Won, Some(day("2026-02-20")), won_on, &payments);
    let amounts: Vec<_> = all.iter().map(|it| (it.trigger, it.amount)).collect();
    assert_eq!(
        amounts,
        [
            (RewardTrigger::Qualified, 5_000),
            (RewardTrigger::Won, 20_000),
            (RewardTrigger::Order, 10_000),
            // 30 000 of the 50 000 stayed; what came a year later is not shared.
            (RewardTrigger::Order, 3_000),
        ]
    );
}

#[test]
fn a_lost_duplicate_or_refused_referral_earns_nothing() {
    let (qualified_on, won_on) = (Some(day("2026-02-20")), Some(day("2026-03-02")));
    let paid = [payment(1, 100_000, "2026-03-02")];
    for state in [ReferralState::Lost, ReferralState::Duplicate, ReferralState::Refused] {
        assert!(earned(TERMS, state, qualified_on, won_on, &paid).is_empty(), "{state:?}");
    }
}

proptest! {
    #[test]
    fn nobody_earns_a_share_of_money_that_went_back(
        amounts in prop::collection::vec((-200_000_i64..200_000, 0_u64..300), 0..12),
    ) {
        let start = day("2026-01-01");
        let payments: Vec<_> = amounts
            .iter()
            .enumerate()
            .map(|(number, (amount, days))| Payment {
                order_id: OrderId::from_uuid(Uuid::from_u128(number as u128)),
                amount: *amount,
                on: start + chrono::Days::new(*days),
            })
            .collect();
        let only_orders = Terms { qualified: None, won: None, ..TERMS };
        let all = earned(only_orders, ReferralState::Won, None, Some(start), &payments);
        let came: i64 = payments.iter().map(|payment| payment.amount.max(0)).sum();
        let shared: i64 = all.iter().map(|it| it.amount).sum();
        prop_assert!(shared <= came / 10);
        // Money that goes back after everything came takes its share with it.
        let back = payment(99, -came, "2026-12-01");
        let all_back: Vec<_> = payments.iter().copied().chain([back]).collect();
        let left = earned(only_orders, ReferralState::Won, None, Some(start), &all_back);
        prop_assert!(left.is_empty());
    }

    #[test]
    fn the_order_of_payments_changes_nothing(
        amounts in prop::collection::vec((-50_000_i64..200_000, 0_u64..300), 0..12), seed: u64,
    ) {
        let start = day("2026-01-01");
        let mut payments: Vec<_> = amounts
            .iter()
            .enumerate()
            .map(|(number, (amount, days))| Payment {
                order_id: OrderId::from_uuid(Uuid::from_u128(number as u128)),
                amount: *amount,
                on: start + chrono::Days::new(*days),
            })
            .collect();
        let before = earned(TERMS, ReferralState::Won, None, Some(start), &payments);
        let shift = usize::try_from(seed % 12).unwrap_or(0).min(payments.len());
        payments.rotate_left(shift);
        prop_assert_eq!(before, earned(TERMS, ReferralState::Won, None, Some(start), &payments));
    }
}
