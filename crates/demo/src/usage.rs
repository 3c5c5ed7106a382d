//! What customers do with the vendor's product: the behaviour events. An account starts slowly, lives by the hours and
//! weekdays of its trade, closes for the holidays, and fades before it leaves.

use crate::{
    calendar::Hours,
    dice::{Dice, to_count, to_real},
    simulate::{
        account::{Customers, Life},
        setting::{Setting, USES},
    },
    year::Use,
};
use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};

/// Name of the event, what it is called in Chinese and English, its property, share, and how large the property usually is.
pub struct Action {
    pub name: &'static str,
    pub called: [&'static str; 2],
    pub property: Option<&'static str>,
    share: f64,
    usual: f64,
}

/// What people often do right after something; otherwise they do whatever they do most.
const NEXT: [(&str, &str); 7] = [
    ("sale_recorded", "payment_received"),
    ("signed_in", "sale_recorded"),
    ("member_registered", "coupon_redeemed"),
    ("product_edited", "stock_counted"),
    ("promotion_published", "report_viewed"),
    ("shift_closed", "report_viewed"),
    ("printer_failed", "help_opened"),
];
/// How often they do.
const OFTEN: f64 = 0.35;
/// Events of a visit, on average.
const VISIT: f64 = 3.2;
/// Seconds between two of them.
const STEP: (i64, i64) = (15, 420);

const fn action(
    name: &'static str,
    called: [&'static str; 2],
    property: Option<&'static str>,
    share: f64,
    usual: f64,
) -> Action {
    Action { name, called, property, share, usual }
}

pub const ACTIONS: [Action; 12] = [
    action("sale_recorded", ["记一笔销售", "Sale recorded"], Some("amount"), 44.0, 8800.0),
    action("payment_received", ["收到付款", "Payment received"], Some("amount"), 17.0, 9600.0),
    action("signed_in", ["登录", "Signed in"], None, 9.0, 0.0),
    action("report_viewed", ["查看报表", "Report viewed"], None, 7.0, 0.0),
    action("member_registered", ["登记会员", "Member registered"], None, 6.5, 0.0),
    action("coupon_redeemed", ["核销优惠券", "Coupon redeemed"], Some("amount"), 5.0, 1500.0),
    action("product_edited", ["编辑商品", "Product edited"], Some("count"), 4.0, 3.0),
    action("stock_counted", ["盘点库存", "Stock counted"], Some("count"), 3.0, 42.0),
    action("shift_closed", ["交班结账", "Shift closed"], Some("amount"), 2.6, 188_000.0),
    action("promotion_published", ["发布促销", "Promotion published"], None, 0.9, 0.0),
    action("help_opened", ["打开帮助", "Help opened"], None, 0.7, 0.0),
    action("printer_failed", ["打印机故障", "Printer failed"], None, 0.3, 0.0),
];

/// Days until an account works with all of it.
const LEARNING_DAYS: f64 = 24.0;
/// Days over which an account fades before it leaves.
const FADING_DAYS: f64 = 80.0;
/// What is left of its use at the end.
const FAINT: f64 = 0.06;

/// An account's habits.
struct Habit {
    strength: f64,
    /// What a year adds to its use.
    trend: f64,
}

pub(crate) fn uses(setting: &Setting, customers: &Customers) -> Vec<Use> {
    let mut dice = setting.dice("habits");
    let habits: Vec<Habit> = customers
        .accounts
        .iter()
        .map(|account| Habit {
            strength: dice.tail() * to_real(account.shop.stores.min(16)).sqrt(),
            trend: -0.25 + 0.7 * dice.fraction(),
        })
        .collect();
    let expected: f64 = (0..habits.len())
        .map(|account| {
            setting
                .calendar
                .days()
                .map(|day| level(setting, customers, &habits, account, day))
                .sum::<f64>()
        })
        .sum();
    let per_unit = if expected > 0.0 { USES * setting.scale / expected } else { 0.0 };
    let mut uses = Vec::with_capacity(to_count(USES * setting.scale));
    let mut first_person = 0;
    for (place, account) in customers.accounts.iter().enumerate() {
        let mut dice = setting.dice(&format!("uses of {place}"));
        let people = first_person..first_person + account.people;
        first_person += account.people;
        for day in setting.calendar.days() {
            let mean = per_unit * level(setting, customers, &habits, place, day);
            let swing = 0.4 + 0.6 * dice.bell();
            for _ in 0..dice.count(mean * swing / VISIT) {
                uses.extend(visit(setting, customers, place, people.clone(), day, &mut dice));
            }
        }
    }
    uses.sort_by_key(|one| (one.at, one.message_id));
    uses
}

/// How much the account uses the product on that day, in units of its own.
fn level(
    setting: &Setting,
    customers: &Customers,
    habits: &[Habit],
    account: usize,
    day: NaiveDate,
) -> f64 {
    let (life, habit) = (&customers.lives[account], &habits[account]);
    let calendar = &setting.calendar;
    let began = calendar.zone.day_of(life.uses_from);
    if day < began || is_over(setting, life, day) || life.pauses.covers(day) {
        return 0.0;
    }
    let industry = &setting.words.industries[customers.accounts[account].shop.industry];
    let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
    let weekday = f64::from(industry.weekdays[weekday]) / 10.0;
    let is_new = life.uses_from > calendar.start() + Duration::days(1);
    let age = to_real((day - began).num_days());
    let learning = if is_new { (0.15 + age / LEARNING_DAYS).min(1.0) } else { 1.0 };
    let year = to_real((day - calendar.first).num_days()) / 365.0;
    let fading = life.leaves_on.map_or(1.0, |leaves_on| {
        let left = to_real((leaves_on - day).num_days()) / FADING_DAYS;
        left.clamp(FAINT, 1.0)
    });
    let open = calendar.elapsed(day, &industry.hours) * calendar.business(day);
    habit.strength * weekday * learning * fading * open * (1.0 + habit.trend * year)
}

fn is_over(setting: &Setting, life: &Life, day: NaiveDate) -> bool {
    let ended = life.ended_at.map(|at| setting.calendar.zone.day_of(at));
    ended.is_some_and(|ended| day >= ended)
        || life.leaves_on.is_some_and(|leaves_on| day >= leaves_on)
}

/// What somebody of the account does in one go.
fn visit(
    setting: &Setting,
    customers: &Customers,
    account: usize,
    people: std::ops::Range<usize>,
    day: NaiveDate,
    dice: &mut Dice,
) -> Vec<Use> {
    let hours: &Hours = &setting.words.industries[customers.accounts[account].shop.industry].hours;
    let mut at = setting.calendar.moment(day, hours, dice);
    let shares = customers.people[people.clone()].iter().map(|person| f64::from(person.use_share));
    let person = people.start + dice.weighted(shares);
    let known_from = customers.people[person].created_at.max(customers.lives[account].uses_from);
    let mut uses = Vec::new();
    let mut before = None;
    while at < setting.calendar.now {
        let place = next_action(before, dice);
        if at >= known_from {
            uses.extend(one_use(at, person, place, dice));
        }
        if dice.chance(1.0 / VISIT) {
            break;
        }
        before = Some(place);
        at += Duration::seconds(dice.between(STEP.0, STEP.1));
    }
    uses
}

fn next_action(before: Option<usize>, dice: &mut Dice) -> usize {
    let place = |name| ACTIONS.iter().position(|action| action.name == name);
    let usual = before.and_then(|before| {
        let (_, next) = NEXT.iter().find(|(first, _)| *first == ACTIONS[before].name)?;
        place(*next)
    });
    match usual {
        Some(usual) if dice.chance(OFTEN) => usual,
        _ => dice.weighted(ACTIONS.iter().map(|action| action.share)),
    }
}

fn one_use(at: DateTime<Utc>, person: usize, place: usize, dice: &mut Dice) -> Option<Use> {
    let action = &ACTIONS[place];
    let figure = action.property.map_or(0, |_| to_count(action.usual * dice.tail()).max(1));
    Some(Use {
        message_id: dice.id(at),
        at,
        person: u32::try_from(person).ok()?,
        action: u8::try_from(place).ok()?,
        figure: u32::try_from(figure).ok()?,
    })
}
