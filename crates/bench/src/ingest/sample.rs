//! Events as a shop-management product sends them: twenty names, a few properties, the context of an app, every one
//! with a person and an account of the vendor's, and message ids that grow with time.

use serde_json::{Value, json};
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// One event, and all that the tables keep of it.
pub struct Sample {
    pub message_id: Uuid,
    pub name: String,
    /// Small numbers that stand for name, person and account.
    pub name_number: i32,
    pub person: i32,
    pub account: i32,
    pub occurred_at_ms: i64,
    pub person_external_id: String,
    pub account_external_id: String,
    pub properties: String,
    pub context: String,
}

const NAMES: [&str; 20] = [
    "signed_in",
    "order_created",
    "order_paid",
    "member_added",
    "report_viewed",
    "report_exported",
    "stock_counted",
    "coupon_sent",
    "booking_made",
    "booking_cancelled",
    "card_topped_up",
    "price_changed",
    "page_viewed",
    "search_made",
    "settings_changed",
    "staff_added",
    "shift_planned",
    "receipt_printed",
    "message_sent",
    "help_opened",
];

pub fn batches(turn: usize, batches: usize, events: usize) -> Vec<Vec<Sample>> {
    let begin = now_ms();
    let batch = |batch| {
        let first = (turn * batches + batch) * events;
        (first..first + events).map(|number| sample(number as u64, begin)).collect()
    };
    (0..batches).map(batch).collect()
}

/// A batch as a client sends it.
pub fn body(batch: &[Sample]) -> Vec<u8> {
    let time = |millis: i64| rfc3339(millis);
    let events = batch.iter().map(|sample| {
        let properties: Value = serde_json::from_str(&sample.properties).expect("made as JSON");
        let context: Value = serde_json::from_str(&sample.context).expect("made as JSON");
        json!({
            "message_id": sample.message_id, "name": sample.name,
            "occurred_at": time(sample.occurred_at_ms),
            "person_external_id": sample.person_external_id,
            "account_external_id": sample.account_external_id,
            "properties": properties, "context": context,
        })
    });
    let events: Vec<_> = events.collect();
    json!({ "sent_at": time(now_ms()), "events": events }).to_string().into_bytes()
}

/// The same batch as a client of the Segment specification sends it.
pub fn segment_body(batch: &[Sample]) -> Vec<u8> {
    let messages = batch.iter().map(|sample| {
        let properties: Value = serde_json::from_str(&sample.properties).expect("made as JSON");
        json!({
            "type": "track", "messageId": sample.message_id, "event": sample.name,
            "timestamp": rfc3339(sample.occurred_at_ms), "userId": sample.person_external_id,
            "anonymousId": format!("browser-{}", sample.person), "properties": properties,
            "context": { "groupId": sample.account_external_id, "library": { "name": "bench" } },
        })
    });
    let messages: Vec<_> = messages.collect();
    json!({ "sentAt": rfc3339(now_ms()), "batch": messages }).to_string().into_bytes()
}

fn sample(number: u64, begin_ms: i64) -> Sample {
    // Fixed, well-mixed numbers, so that two runs measure the same.
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31);
    let person = mixed % 20_000;
    let name = usize::try_from(mixed >> 32).unwrap_or_default() % NAMES.len();
    let whole = |number: u64| i32::try_from(number).unwrap_or_default();
    let occurred_at_ms = begin_ms - 1000 + i64::try_from(number % 1000).unwrap_or_default();
    let millis = u64::try_from(occurred_at_ms).unwrap_or_default();
    let mut random = [0; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    Sample {
        message_id: uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid(),
        name: NAMES[name].to_owned(),
        name_number: whole(name as u64) + 2,
        person: whole(person),
        account: whole(person % 2_000),
        occurred_at_ms,
        person_external_id: format!("user-{person}"),
        account_external_id: format!("shop-{}", person % 2_000),
        properties: json!({
            "amount": mixed % 100_000, "currency": "CNY", "channel": "门店", "items": mixed % 9,
            "is_member": mixed.is_multiple_of(2),
        })
        .to_string(),
        context: json!({ "app_version": "5.2.0", "platform": "ios", "page": "/orders/new" })
            .to_string(),
    }
}

#[expect(clippy::disallowed_methods, reason = "a measurement sends real times")]
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    i64::try_from(since.as_millis()).unwrap_or_default()
}

fn rfc3339(millis: i64) -> String {
    let time = chrono::DateTime::from_timestamp_millis(millis).expect("a time in this century");
    time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
