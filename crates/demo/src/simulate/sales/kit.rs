//! The sales kit and where it was used, and what of the stages' checklists was ticked. Good material helps a little.

use super::Scene;
use crate::{
    simulate::{
        lead::Sold,
        market::{LOST, WON},
        records::Records,
    },
    year::{
        Who,
        sales::{Check, KitItem, KitUse, Sales},
    },
};
use chrono::Duration;
use jobs::DomainEvent;
use leads::{defaults::usual_checklist, kit::KitKind};

/// How often something on a list is ticked: with leads that were won, and with others.
const TICKED: [f64; 2] = [0.93, 0.7];

pub fn sell_with_kit(scene: &Scene, sold: &Sold, sales: &mut Sales, records: &mut Records) {
    let Scene { setting, members, house, .. } = *scene;
    let mut dice = setting.dice("kit");
    for (number, item) in (0..).zip(setting.words.sales.kit) {
        let at = house.opened_at + Duration::minutes(30 + 7 * number);
        let url = item.path.map(|path| format!("{}{path}", setting.words.vendor.site));
        let kit_item_id = dice.id(at);
        let by = Who::Member(members[1].id);
        records.fact(at, by, DomainEvent::KitItemCreated { kit_item_id });
        sales.kit.push(KitItem {
            id: kit_item_id,
            kind: item.kind,
            title: item.title,
            body: item.body,
            url,
            stages: item.stages,
            at,
        });
    }
    for place in 0..sold.leads.len() {
        use_kit(scene, place, sold, sales, records, &mut dice);
        tick(scene, place, sold, sales, records, &mut dice);
    }
}

fn use_kit(
    scene: &Scene,
    place: usize,
    sold: &Sold,
    sales: &mut Sales,
    records: &mut Records,
    dice: &mut crate::dice::Dice,
) {
    let lead = &sold.leads[place];
    let moves = &scene.journeys[place].moves;
    let owner = sales.first_owner(place);
    let lost_to = lead.lost.as_ref().map(|(reason, _)| *reason);
    let (has_won, has_lost) = (lead.stage == WON, lead.stage == LOST);
    for (number, (at, stage)) in moves.iter().enumerate() {
        for (item, text) in scene.setting.words.sales.kit.iter().enumerate() {
            let fits = text.stages.contains(stage);
            let usual = match (text.kind, lost_to) {
                (KitKind::CompetitorCard, Some("competitor")) => 0.5,
                _ => text.share,
            };
            let bias = match (has_won, has_lost) {
                (true, _) => 0.5 + 0.5 * text.pull,
                (_, true) => 1.5 - 0.5 * text.pull,
                _ => 1.0,
            };
            let uses = dice.chance(usual * bias);
            let after = dice.between(20, 90);
            let Some(owner) = owner.filter(|_| fits && uses) else { continue };
            let limit = moves.get(number + 1).map_or(scene.now(), |(next, _)| *next);
            let used_at = *at + Duration::minutes(after);
            let used_at = if used_at < limit { used_at } else { *at };
            let kit_use =
                KitUse { id: dice.id(used_at), lead: place, item, member_id: owner, at: used_at };
            let (lead_id, kit_item_id) = (lead.id, sales.kit[item].id);
            let event = DomainEvent::KitItemUsed { lead_id, kit_item_id };
            records.fact(used_at, Who::Member(owner), event);
            sales.kit_uses.push(kit_use);
        }
    }
}

/// Before a lead leaves a stage its list is looked through.
fn tick(
    scene: &Scene,
    place: usize,
    sold: &Sold,
    sales: &mut Sales,
    records: &mut Records,
    dice: &mut crate::dice::Dice,
) {
    let Scene { setting, market, journeys, .. } = *scene;
    let lead = &sold.leads[place];
    let Some(owner) = sales.first_owner(place) else { return };
    let kept = TICKED[usize::from(lead.stage != WON)];
    let moves = &journeys[place].moves;
    for (number, (at, stage)) in moves.iter().enumerate() {
        let list = usual_checklist(setting.calendar.locale, market.stages[*stage].key);
        let done_at = match moves.get(number + 1) {
            Some((_, next)) if *next == LOST => continue,
            Some((next, _)) => *next - Duration::seconds(dice.between(20, 50)),
            None => scene.soon_after(*at, 60, 5000, dice),
        };
        let mut ticked = 0;
        for item in list.0 {
            if !dice.chance(kept) || done_at <= *at {
                continue;
            }
            ticked += 1;
            sales.checks.push(Check {
                id: dice.id(done_at),
                lead: place,
                stage: *stage,
                item: item.key,
                member_id: owner,
                at: done_at,
            });
        }
        if ticked > 0 {
            let (lead_id, stage_id) = (lead.id, market.stages[*stage].id);
            let event = DomainEvent::LeadChecklistChanged { lead_id, stage_id };
            records.fact(done_at, Who::Member(owner), event);
        }
    }
}
