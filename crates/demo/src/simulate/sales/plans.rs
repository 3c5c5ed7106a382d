//! What campaigns were to achieve and what was learnt of them, and what leads are expected to pay.

use super::Scene;
use crate::{
    simulate::{
        account::Customers,
        lead::Sold,
        market::{DEMO, ON_HOLD, QUALIFIED},
        offer::{extra_stores, plan_for},
        records::Records,
        setting::MINOR,
    },
    year::{
        At, Campaign, Who,
        sales::{CampaignPlan, CampaignReview, Sales},
    },
};
use chrono::{Days, Duration};
use jobs::DomainEvent;
use kernel::ids::AccountId;
use std::collections::HashMap;

pub fn plan(
    scene: &Scene,
    sold: &Sold,
    customers: &Customers,
    sales: &mut Sales,
    records: &mut Records,
) {
    sales.plans =
        scene.market.campaigns.iter().map(|campaign| of_campaign(scene, campaign)).collect();
    for (campaign, plan) in scene.market.campaigns.iter().zip(&sales.plans) {
        if let Some(review) = &plan.review {
            let (campaign_id, decision) = (campaign.id, review.decision.to_string());
            let event = DomainEvent::CampaignReviewed { campaign_id, decision };
            records.fact(review.at, Who::Member(review.by), event);
        }
    }
    expect(scene, sold, customers, sales);
}

fn of_campaign(scene: &Scene, campaign: &Campaign) -> CampaignPlan {
    let Scene { setting, members, .. } = *scene;
    let goals = setting.words.sales.goals.iter();
    let mut goals = goals.filter(|goal| campaign.key.starts_with(goal.campaign));
    let Some(goal) = goals.next() else { return CampaignPlan::default() };
    let calendar = &setting.calendar;
    // Two weeks later it shows what became of the leads.
    let written_on = calendar.zone.start_of(campaign.ends_on + Days::new(15));
    let at: At = written_on + Duration::minutes(15 * 60 + 20);
    let review = (setting.has_happened(at) && campaign.ends_on >= calendar.first).then_some(
        CampaignReview {
            decision: goal.decision,
            worked: goal.worked,
            lesson: goal.lesson,
            by: members[1].id,
            at,
        },
    );
    let [leads, valid_leads, orders, cost] = goal.targets;
    let cost_per_lead = Some(i64::from(cost) * MINOR);
    CampaignPlan { leads, valid_leads, orders, cost_per_lead, review }
}

/// From the demonstration on a rep can say what a lead would pay; of those who bought it is known.
fn expect(scene: &Scene, sold: &Sold, customers: &Customers, sales: &mut Sales) {
    let Scene { setting, journeys, .. } = *scene;
    let mut dice = setting.dice("expected");
    let offers = setting.words.plans;
    let bought: HashMap<AccountId, usize> =
        customers.accounts.iter().map(|account| (account.id, account.plan)).collect();
    for (place, lead) in sold.leads.iter().enumerate() {
        let journey = &journeys[place];
        let plan = plan_for(offers, lead.shop.stores, &mut dice);
        let (closes_after, is_known) = (dice.between(4, 40), dice.chance(0.5));
        let knows = journey.went_through(DEMO) || journey.went_through(QUALIFIED) && is_known;
        if !knows {
            continue;
        }
        let plan = lead.account_id.and_then(|id| bought.get(&id).copied()).unwrap_or(plan);
        let extra = extra_stores(offers, plan, lead.shop.stores);
        let standing = &mut sales.standings[place];
        standing.expected_amount = Some(offers[plan].opening_fee * MINOR + extra);
        if lead.closed_at.is_none() && lead.stage != ON_HOLD {
            let today = setting.calendar.today;
            standing.expected_close_on = Some(today + Duration::days(closes_after));
        }
    }
}
