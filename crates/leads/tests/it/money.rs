//! Spend, exchange rates, costs, campaigns' plans.

use crate::fixture::{created, named, refusal, workspace};
use chrono::NaiveDate;
use customers::order::{self, NewOrder, OrderKind};
use kernel::{
    Code, WorkspaceTx,
    ids::ChannelId,
    money::{Currency, Money},
    page::PageRequest,
    patch::Patch,
};
use leads::{
    campaign::{self, CampaignPatch, Decision, NewCampaign, NewReview, Targets},
    channel::{self, ChannelFilter},
    convert::{self, ConvertLead},
    cost::{self, CostBy, CostQuery, CostReport, CostRow, Maturity},
    lead::{self, NewLead},
    rate::{self, ExchangeRateFilter, NewExchangeRate},
    spend::{
        self, Allocation, AllocationRule, ChannelShare, ChannelSpendFilter, ChannelSpendPatch,
        NewChannelSpend, SpendKind,
    },
    touch::NewTouch,
};
use proptest::{
    prelude::any,
    strategy::{Strategy as _, ValueTree as _},
    test_runner::TestRunner,
};
use testing::{TestWorkspace, on_both_databases};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

pub async fn channel_id(tx: &WorkspaceTx, key: &str) -> ChannelId {
    let filter = ChannelFilter { key: Some(key.to_owned()), ..ChannelFilter::default() };
    channel::list(tx, &filter, &PageRequest::default()).await.unwrap().data[0].id
}

fn entry(channel_id: Option<ChannelId>, spent_on: NaiveDate, amount: i64) -> NewChannelSpend {
    NewChannelSpend {
        channel_id,
        campaign_id: None,
        kind: None,
        spent_on,
        spent_until: None,
        amount: Money::new(amount, Currency::CNY).unwrap(),
        allocation: None,
        external_id: None,
        note: None,
    }
}

fn shared(rule: AllocationRule, spent_on: NaiveDate, amount: i64) -> NewChannelSpend {
    let allocation = Some(Allocation { rule, shares: Vec::new() });
    NewChannelSpend { allocation, kind: Some(SpendKind::Loaded), ..entry(None, spent_on, amount) }
}

async fn costs(tx: &WorkspaceTx, first: NaiveDate, last: NaiveDate) -> CostReport {
    let query = CostQuery { from_on: Some(first), to_on: Some(last), ..CostQuery::default() };
    let found = cost::report(tx, &query).await.unwrap();
    assert!(found.checks.iter().all(|check| check.holds), "{:?}", found.checks);
    found
}

fn row(report: &CostReport, channel: ChannelId) -> CostRow {
    report.rows.iter().find(|row| row.channel_id == Some(channel)).unwrap().clone()
}

/// A lead that came by a channel.
fn from(key: &str) -> NewLead {
    let touch = NewTouch { channel_key: Some(key.to_owned()), ..NewTouch::default() };
    NewLead { touch: Some(touch), ..named(key) }
}

/// A lead that became a customer and paid.
async fn won(workspace: &TestWorkspace, key: &str, paid: i64) {
    let lead = created(workspace, from(key)).await;
    let tx = workspace.write().await;
    let account = convert::convert(&tx, lead.id, ConvertLead::default()).await.unwrap().account_id;
    if paid > 0 {
        let amount = Money::new(paid, Currency::CNY).unwrap();
        let bought = NewOrder {
            account_id: account.unwrap(),
            kind: OrderKind::Annual,
            amount,
            plan_id: None,
            subscription_id: None,
            external_id: None,
            ordered_on: None,
            note: None,
        };
        order::create(&tx, bought).await.unwrap();
    }
    tx.commit().await.unwrap();
}

on_both_databases! {
    async fn spend_of_a_span_lies_on_its_days_to_the_cent(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let social = channel_id(&tx, "social").await;
        let input = NewChannelSpend { spent_until: Some(day(3, 2)), ..entry(Some(social), day(2, 27), 10_001) };
        let added = spend::add(&tx, input).await.unwrap();
        assert_eq!((added.kind, added.spent_until), (SpendKind::Media, day(3, 2)));
        // Four days: 2501, 2500, 2500, 2500.
        assert_eq!(row(&costs(&tx, day(2, 1), day(2, 28)).await, social).media_spend.amount(), 5_001);
        assert_eq!(row(&costs(&tx, day(3, 1), day(3, 2)).await, social).media_spend.amount(), 5_000);
    }

    async fn what_channels_share_is_given_out_by_its_rule(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        for _ in 0..3 {
            created(&workspace, from("social")).await;
        }
        created(&workspace, from("event")).await;
        let tx = workspace.write().await;
        let (social, event) = (channel_id(&tx, "social").await, channel_id(&tx, "event").await);
        spend::add(&tx, shared(AllocationRule::ByLeads, day(3, 2), 1_000)).await.unwrap();
        let report = costs(&tx, day(3, 2), day(3, 2)).await;
        assert_eq!((row(&report, social).loaded_spend.amount(), row(&report, event).loaded_spend.amount()), (750, 250));
        assert_eq!(row(&report, social).media_spend.amount(), 0);
        // No lead came on the first: the ten channels share it equally.
        spend::add(&tx, shared(AllocationRule::ByLeads, day(3, 1), 1_000)).await.unwrap();
        assert_eq!(row(&costs(&tx, day(3, 1), day(3, 1)).await, event).loaded_spend.amount(), 100);
        let shares = vec![ChannelShare { channel_id: social, share: 2 }, ChannelShare { channel_id: event, share: 1 }];
        let allocation = Some(Allocation { rule: AllocationRule::ByShares, shares });
        let input = NewChannelSpend { allocation, ..entry(None, day(2, 1), 900) };
        spend::add(&tx, input).await.unwrap();
        assert_eq!(row(&costs(&tx, day(2, 1), day(2, 1)).await, social).loaded_spend.amount(), 600);
    }

    async fn an_entry_is_of_one_channel_or_shared_and_its_days_make_sense(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let social = channel_id(&tx, "social").await;
        let told = |result| refusal(result).1;
        assert_eq!(told(spend::add(&tx, entry(None, day(3, 1), 5)).await), ["/channel_id required"]);
        let both = NewChannelSpend { channel_id: Some(social), ..shared(AllocationRule::Equally, day(3, 1), 5) };
        assert_eq!(told(spend::add(&tx, both).await), ["/allocation not_allowed"]);
        let none = shared(AllocationRule::ByShares, day(3, 1), 5);
        assert_eq!(told(spend::add(&tx, none).await), ["/allocation/shares required"]);
        let late = entry(Some(social), day(3, 9), 5);
        assert_eq!(told(spend::add(&tx, late).await), ["/spent_on in_the_future"]);
        let back = NewChannelSpend { spent_until: Some(day(2, 1)), ..entry(Some(social), day(3, 1), 5) };
        assert_eq!(told(spend::add(&tx, back).await), ["/spent_until before_start"]);
    }

    async fn an_entry_is_corrected_deleted_and_brought_back(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let social = channel_id(&tx, "social").await;
        let added = spend::add(&tx, entry(Some(social), day(3, 1), 500)).await.unwrap();
        let amount = Patch::Value(Money::new(700, Currency::CNY).unwrap());
        let patch = ChannelSpendPatch { amount, ..ChannelSpendPatch::default() };
        assert_eq!(spend::update(&tx, added.id, patch.clone()).await.unwrap().version, 2);
        let sum = async || row(&costs(&tx, day(3, 1), day(3, 1)).await, social).media_spend.amount();
        assert_eq!(sum().await, 700);
        spend::remove(&tx, added.id).await.unwrap();
        assert_eq!(sum().await, 0);
        assert_eq!(refusal(spend::update(&tx, added.id, patch).await).0, Code::WrongState);
        assert_eq!(refusal(spend::remove(&tx, added.id).await).0, Code::NotFound);
        let filter = ChannelSpendFilter { deleted: Some(true), ..ChannelSpendFilter::default() };
        assert_eq!(spend::list(&tx, &filter, &PageRequest::default()).await.unwrap().data.len(), 1);
        spend::restore(&tx, added.id).await.unwrap();
        assert_eq!(sum().await, 700);
    }

    async fn money_of_another_currency_counts_at_the_rate_of_its_days(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let social = channel_id(&tx, "social").await;
        let amount = Money::new(20_000, Currency::USD).unwrap();
        let input = NewChannelSpend { amount, spent_until: Some(day(3, 1)), ..entry(Some(social), day(2, 28), 0) };
        spend::add(&tx, input).await.unwrap();
        let unknown = costs(&tx, day(2, 28), day(3, 1)).await;
        assert_eq!(unknown.missing_rates, ["USD"]);
        assert_eq!(row(&unknown, social).cost_per_lead.media.reason, Some("missing_rate"));
        let worth = |rate_on, rate| NewExchangeRate { currency: Currency::USD, rate_on, rate };
        rate::set(&tx, worth(day(2, 1), 7.0)).await.unwrap();
        rate::set(&tx, worth(day(3, 1), 9.0)).await.unwrap();
        let corrected = rate::set(&tx, worth(day(3, 1), 8.0)).await.unwrap();
        assert_eq!((corrected.version, corrected.rate), (2, 8.0));
        assert_eq!(row(&costs(&tx, day(2, 28), day(3, 1)).await, social).media_spend.amount(), 150_000);
        rate::remove(&tx, corrected.id).await.unwrap();
        assert_eq!(row(&costs(&tx, day(2, 28), day(3, 1)).await, social).media_spend.amount(), 140_000);
        let own = NewExchangeRate { currency: Currency::CNY, ..worth(day(3, 9), 0.0) };
        assert_eq!(refusal(rate::set(&tx, own).await).1, ["/currency not_allowed", "/rate too_small", "/rate_on in_the_future"]);
        let all = rate::list(&tx, &ExchangeRateFilter::default(), &PageRequest::default()).await.unwrap();
        assert_eq!(all.data.len(), 1);
    }

    async fn costs_are_told_per_lead_per_valid_lead_and_per_customer(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        won(&workspace, "social", 120_000).await;
        won(&workspace, "social", 0).await;
        created(&workspace, from("social")).await;
        created(&workspace, from("event")).await;
        created(&workspace, named("nobody")).await;
        let tx = workspace.write().await;
        let (social, event) = (channel_id(&tx, "social").await, channel_id(&tx, "event").await);
        spend::add(&tx, entry(Some(social), day(3, 2), 30_000)).await.unwrap();
        let wages = NewChannelSpend { kind: Some(SpendKind::Loaded), ..entry(Some(social), day(3, 2), 15_000) };
        spend::add(&tx, wages).await.unwrap();
        let report = costs(&tx, day(3, 1), day(3, 2)).await;
        let found = row(&report, social);
        assert_eq!((found.leads, found.valid_leads, found.unjudged_leads), (3, 0, 3));
        assert_eq!(found.cost_per_lead.media.amount.unwrap().amount(), 10_000);
        assert_eq!(found.cost_per_lead.loaded.amount.unwrap().amount(), 15_000);
        assert_eq!(found.cost_per_valid_lead.media.reason, Some("no_valid_leads"));
        assert_eq!((found.period_customers, found.cohort_customers), (1, 1), "who paid nothing is no customer");
        assert_eq!(found.cohort_cac.loaded.amount.unwrap().amount(), 45_000);
        assert!((found.first_year_return.value.unwrap() - 120_000.0 / 45_000.0).abs() < 1e-12);
        assert_eq!(found.yielded.reason, Some("too_few_churned"));
        assert_eq!(found.payback_months.reason, Some("no_recurring_revenue"));
        assert_eq!(row(&report, event).cost_per_lead.loaded.reason, Some("no_cost"));
        let nobody = report.rows.iter().find(|row| row.channel_id.is_none()).unwrap();
        assert_eq!((nobody.leads, nobody.name.as_deref()), (1, None));
        assert_eq!((report.total.leads, report.total.period_customers), (5, 1));
        assert_eq!(report.maturity, Maturity::Unknown);
    }

    async fn a_refund_lowers_the_return_and_not_the_cost_of_a_customer(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        won(&workspace, "social", 100_000).await;
        let tx = workspace.write().await;
        let social = channel_id(&tx, "social").await;
        spend::add(&tx, entry(Some(social), day(3, 2), 50_000)).await.unwrap();
        let before = row(&costs(&tx, day(3, 2), day(3, 2)).await, social);
        let filter = lead::LeadFilter { channel_id: Some(kernel::filter::Many(vec![social])), ..Default::default() };
        let account = lead::list(&tx, &filter, &PageRequest::default()).await.unwrap().data[0].account_id.unwrap();
        let refund = NewOrder {
            account_id: account, kind: OrderKind::Refund, amount: Money::new(40_000, Currency::CNY).unwrap(),
            plan_id: None, subscription_id: None, external_id: None, ordered_on: None, note: None,
        };
        order::create(&tx, refund).await.unwrap();
        let after = row(&costs(&tx, day(3, 2), day(3, 2)).await, social);
        assert_eq!(before.cohort_cac, after.cohort_cac);
        assert_eq!(before.first_year_return.value, Some(2.0));
        assert_eq!(after.first_year_return.value, Some(1.2));
    }

    async fn whatever_is_spent_channels_sum_to_the_ledger_in_every_window(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        created(&workspace, from("event")).await;
        let tx = workspace.write().await;
        let social = channel_id(&tx, "social").await;
        let event = channel_id(&tx, "event").await;
        rate::set(&tx, NewExchangeRate { currency: Currency::JPY, rate_on: day(1, 1), rate: 0.0487 }).await.unwrap();
        let mut runner = TestRunner::deterministic();
        let (mut expected, mut in_yen) = (0, 0);
        for round in 0_u32..24 {
            let tree = (any::<i32>(), 0_u64..50, 0_u64..40).new_tree(&mut runner).unwrap();
            let (amount, back, length) = tree.current();
            let first = day(3, 2) - chrono::Days::new(back);
            let rule = AllocationRule::ALL[usize::try_from(round).unwrap() % 3];
            let shares = vec![ChannelShare { channel_id: social, share: 7 }, ChannelShare { channel_id: event, share: 3 }];
            let shares = if rule == AllocationRule::ByShares { shares } else { Vec::new() };
            let alone = round % 4 == 0;
            let currency = if round % 5 == 0 { Currency::JPY } else { Currency::CNY };
            if currency == Currency::CNY {
                expected += i64::from(amount);
            } else {
                in_yen += i64::from(amount);
            }
            let input = NewChannelSpend {
                allocation: (!alone).then_some(Allocation { rule, shares }),
                spent_until: Some(first + chrono::Days::new(length)),
                amount: Money::new(i64::from(amount), currency).unwrap(),
                ..entry(alone.then_some(event), first, 0)
            };
            spend::add(&tx, input).await.unwrap();
        }
        for (first, last) in [(day(1, 1), day(5, 1)), (day(2, 3), day(2, 3)), (day(2, 20), day(3, 15))] {
            let query = CostQuery {
                from_on: Some(first), to_on: Some(last), months: Some(true), ..CostQuery::default()
            };
            for by in [CostBy::Channel, CostBy::Campaign] {
                let report = cost::report(&tx, &CostQuery { by: Some(by), ..query.clone() }).await.unwrap();
                assert!(report.checks.iter().all(|check| check.holds), "{by} {first} {last}");
                let rows: i64 = report.rows.iter().map(|row| row.loaded_spend.amount()).sum();
                let months: i64 = report.months.iter().map(|month| month.total.loaded_spend.amount()).sum();
                assert_eq!((rows, months), (report.total.loaded_spend.amount(), rows));
            }
        }
        let yen = costs(&tx, day(1, 1), day(5, 1)).await.total.loaded_spend.amount() - expected;
        assert!((yen - in_yen * 487 / 100).abs() < 400, "a day's part is off by half a cent at most: {yen} {in_yen}");
    }

    async fn targets_are_fixed_at_the_start_and_a_review_waits_for_the_end(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let (social, event) = (channel_id(&tx, "social").await, channel_id(&tx, "event").await);
        let targets = Targets { leads: Some(200), ..Targets::default() };
        let plan = |key: &str, starts_on, ends_on| NewCampaign {
            key: key.into(), name: key.into(), external_id: None, channel_id: social, owner_id: None,
            starts_on, ends_on: Some(ends_on), budget: None, goal: None, utm_campaign: None,
            more_channel_ids: vec![event], targets: targets.clone(),
        };
        let running = campaign::create(&tx, plan("now", day(3, 1), day(3, 9))).await.unwrap();
        let more = Targets { leads: Some(100), ..Targets::default() };
        let patch = CampaignPatch { targets: Patch::Value(more), ..CampaignPatch::default() };
        assert_eq!(refusal(campaign::update(&tx, running.id, patch.clone()).await).1, ["/targets fixed_at_start"]);
        let planned = campaign::create(&tx, plan("next", day(3, 5), day(3, 9))).await.unwrap();
        assert_eq!(campaign::update(&tx, planned.id, patch).await.unwrap().targets.leads, Some(100));
        let review = NewReview { decision: Decision::Grow, worked: Some("Video".into()), lesson: None };
        assert_eq!(refusal(campaign::review(&tx, running.id, review.clone()).await).0, Code::WrongState);
        let over = campaign::create(&tx, plan("past", day(2, 1), day(2, 9))).await.unwrap();
        let reviewed = campaign::review(&tx, over.id, review).await.unwrap();
        assert_eq!((reviewed.review.unwrap().decision, reviewed.version), (Decision::Grow, 2));
        let twice = NewCampaign { more_channel_ids: vec![social], ..plan("twice", day(3, 5), day(3, 9)) };
        assert_eq!(refusal(campaign::create(&tx, twice).await).1, ["/more_channel_ids/0 already_exists"]);
        let through = NewChannelSpend { campaign_id: Some(running.id), ..entry(Some(event), day(3, 1), 5) };
        spend::add(&tx, through).await.unwrap();
        let other = channel_id(&tx, "content").await;
        let beside = NewChannelSpend { campaign_id: Some(running.id), ..entry(Some(other), day(3, 1), 5) };
        assert_eq!(refusal(spend::add(&tx, beside).await).1, ["/campaign_id not_found"]);
    }
}
