use crate::teller::{Teller, did, outline, read};
use chrono::{DateTime, TimeDelta, Utc};
use customers::{
    account::{self, MergeAccounts},
    order::{self, NewOrder, OrderKind},
    timeline::TimelineKind,
};
use jobs::Subject;
use kernel::{
    Error, Grant,
    locale::Locale,
    money::{Currency, Money},
    page::PageRequest,
};
use leads::{
    convert::ConvertLead,
    defaults,
    lead::{self, NewLead},
    touch::{self, NewTouch},
};
use serde_json::{Value, json};
use testing::on_both_databases;

fn fields(error: Error) -> Vec<(String, String)> {
    match error {
        Error::Refused { fields, .. } => {
            fields.into_iter().map(|field| (field.pointer, field.code.into_owned())).collect()
        }
        other => panic!("not refused: {other}"),
    }
}

/// Noon in Shanghai, where the workspace is, `days` days ago.
fn noon(teller: &Teller, days: i64) -> DateTime<Utc> {
    let today = kernel::zone::Zone::SHANGHAI.day_of(teller.now());
    kernel::zone::Zone::SHANGHAI.start_of(today) + TimeDelta::hours(12) - TimeDelta::days(days)
}

on_both_databases! {
    async fn behaviour_of_a_day_between_two_entries_is_one_entry_that_says_how_much_what_and_who(db: TestDb) {
        let mut teller = Teller::new(db).await;
        let (shop, lin) = (teller.account("shop").await, teller.person("lin").await);
        teller.person("wang").await;
        teller.db.clock.set(noon(&teller, -3));
        let before = teller.now();
        let minute = |minutes| before + TimeDelta::minutes(minutes);
        teller.db.clock.set(minute(10));
        teller.note(shop).await;
        teller.db.clock.set(minute(30));
        let yesterday = before - TimeDelta::days(1);
        teller.send(vec![
            did("lin", "shop", "opened", yesterday),
            did("lin", "shop", "opened", minute(1)),
            did("wang", "shop", "saved", minute(2)),
            did("lin", "shop", "opened", minute(3)),
            did("nobody here", "shop", "saved", minute(4)),
            did("wang", "shop", "shared", minute(20)),
            did("lin", "another shop", "opened", minute(21)),
        ]).await;
        let entries = teller.story(shop.into(), &json!({}), 50).await;
        assert_eq!(outline(&entries), ["1×", "note.created", "4×", "1×", "account.created"]);
        let run = entries[2].behaviour.as_ref().unwrap();
        assert_eq!((run.first_at, run.last_at, entries[2].at), (minute(1), minute(4), minute(4)));
        let names: Vec<_> = run.names.iter().map(|it| (it.name.as_deref().unwrap(), it.events)).collect();
        assert_eq!((names, run.names_count), (vec![("opened", 2), ("saved", 2)], 2));
        let people: Vec<_> = run.people.iter().map(|it| (it.name.as_deref().unwrap(), it.events)).collect();
        assert_eq!((people, run.people_count, run.unknown_events), (vec![("lin", 2), ("wang", 1)], 2, 1));
        assert_eq!(entries[1].data["body"], "想开分店");
        assert_eq!(entries[1].actor.as_ref().unwrap().name.as_deref(), Some("owner@a.example"));

        // What a person did is theirs wherever they did it.
        let entries = teller.story(lin.into(), &json!({}), 50).await;
        assert_eq!(outline(&entries), ["3×", "1×", "person.created"]);
    }

    async fn a_story_tells_the_touches_of_leads_that_became_the_customer_and_what_was_sold(db: TestDb) {
        let teller = Teller::new(db).await;
        let tx = teller.workspace.write().await;
        defaults::create(&tx, Locale::En).await.unwrap();
        let named = |name: &str| NewLead { name: Some(name.to_owned()), ..NewLead::default() };
        let won = lead::create(&tx, named("张伟")).await.unwrap().lead.id;
        let other = lead::create(&tx, named("李娜")).await.unwrap().lead.id;
        let at = teller.now() - TimeDelta::days(9);
        for (lead, message) in [(won, "想试用"), (other, "路过")] {
            let touched = NewTouch { message: Some(message.into()), occurred_at: Some(at), ..NewTouch::default() };
            touch::add(&tx, lead, touched).await.unwrap();
        }
        let converted = leads::convert::convert(&tx, won, ConvertLead::default()).await.unwrap();
        let (account_id, person_id) = (converted.account_id.unwrap(), converted.person_id.unwrap());
        let amount = Money::new(800, Currency::CNY).unwrap();
        let new = NewOrder { account_id, kind: OrderKind::Opening, amount, plan_id: None, subscription_id: None, external_id: None, ordered_on: None, note: None };
        order::create(&tx, new).await.unwrap();
        tx.commit().await.unwrap();
        for subject in [Subject::from(account_id), person_id.into()] {
            let touches = teller.story(subject, &json!({ "kind": "touch" }), 50).await;
            assert_eq!(touches.last().unwrap().data["message"], "想试用");
            assert!(touches.iter().all(|entry| entry.subject_id == won.into() && entry.kind == TimelineKind::Touch));
        }
        let sales = teller.story(account_id.into(), &json!({ "kind": "sale" }), 50).await;
        assert_eq!(outline(&sales), ["order.created"]);
    }

    async fn what_the_caller_may_not_see_is_left_out_and_the_answer_says_so(db: TestDb) {
        let mut teller = Teller::new(db).await;
        let shop = teller.account("shop").await;
        let at = teller.now() - TimeDelta::minutes(1);
        teller.send(vec![did("lin", "shop", "opened", at)]).await;
        let page = PageRequest::default();
        let tx = teller.read_with([Grant::CustomersRead]).await;
        let story = read(&tx, shop.into(), &json!({}), &page).await.unwrap();
        assert_eq!(outline(&story.entries), ["account.created"]);
        assert_eq!(story.left_out, [TimelineKind::Touch, TimelineKind::Behaviour]);
        let asked = read(&tx, shop.into(), &json!({ "kind": "behaviour" }), &page).await.unwrap();
        assert_eq!((asked.entries.len(), asked.left_out), (0, vec![TimelineKind::Behaviour]));
        drop(tx);
        let tx = teller.read_with([Grant::CustomersRead, Grant::EventsRead]).await;
        let story = read(&tx, shop.into(), &json!({ "kind": "event,behaviour" }), &page).await.unwrap();
        assert_eq!(outline(&story.entries), ["account.created", "1×"]);
        assert_eq!(story.left_out, []);
        drop(tx);
        let tx = teller.read_with([Grant::EventsRead, Grant::LeadsRead]).await;
        assert!(read(&tx, shop.into(), &json!({}), &page).await.is_err());
    }

    async fn a_long_day_is_told_in_parts_and_the_page_ends_after_them(db: TestDb) {
        let mut teller = Teller::new(db).await;
        let shop = teller.account("shop").await;
        teller.db.clock.set(noon(&teller, -9));
        let at = teller.now();
        // Several in each millisecond, so that a part ends in the middle of one.
        let events = (0..4_600).map(|n| did("lin", "shop", "opened", at - TimeDelta::milliseconds(n / 7)));
        teller.send(events.collect()).await;
        let tx = teller.workspace.read().await;
        let mut page = PageRequest { limit: Some(10), ..PageRequest::default() };
        let first = read(&tx, shop.into(), &json!({}), &page).await.unwrap();
        assert_eq!(outline(&first.entries), ["2000×", "2000×"]);
        page.cursor = first.next_cursor;
        let rest = read(&tx, shop.into(), &json!({}), &page).await.unwrap();
        assert_eq!((outline(&rest.entries), rest.next_cursor), (vec!["600×".to_owned(), "account.created".into()], None));
    }

    async fn a_merge_brings_both_stories_together_and_a_visitor_who_signs_up_brings_theirs(db: TestDb) {
        let mut teller = Teller::new(db).await;
        let (old, new) = (teller.account("old").await, teller.account("new").await);
        let lin = teller.person("lin").await;
        let at = teller.now() - TimeDelta::hours(1);
        let visited = json!({ "name": "looked", "occurred_at": at - TimeDelta::minutes(1), "anonymous_id": "b1", "account_external_id": "old" });
        teller.send(vec![visited, did("lin", "new", "opened", at)]).await;
        let all = json!({ "kind": "behaviour" });
        assert_eq!(outline(&teller.story(new.into(), &all, 50).await), ["1×"]);
        let mut signed_up = did("lin", "new", "signed_up", at + TimeDelta::minutes(1));
        signed_up["anonymous_id"] = json!("b1");
        teller.send(vec![signed_up]).await;
        assert_eq!(outline(&teller.story(lin.into(), &all, 50).await), ["3×"]);
        let tx = teller.workspace.write().await;
        let merge: MergeAccounts = serde_json::from_value(json!({ "loser_ids": [old] })).unwrap();
        account::merge(&tx, new, merge).await.unwrap();
        tx.commit().await.unwrap();
        teller.follow().await;
        assert_eq!(outline(&teller.story(new.into(), &all, 50).await), ["3×"]);
        let created = teller.story(new.into(), &json!({ "kind": "event" }), 50).await;
        let created = created.iter().filter(|entry| entry.entry_type == "account.created");
        assert_eq!(created.count(), 2);
    }

    async fn what_is_asked_wrongly_is_told_at_once_and_a_cursor_fits_its_own_story_only(db: TestDb) {
        let mut teller = Teller::new(db).await;
        let (shop, other) = (teller.account("shop").await, teller.account("other").await);
        let at = teller.now() - TimeDelta::minutes(1);
        teller.send(vec![did("lin", "shop", "opened", at)]).await;
        let tx = teller.workspace.read().await;
        let wrong = PageRequest { limit: Some(500), sort: Some("at".into()), ..PageRequest::default() };
        let period: Value = json!({ "from_on": "2026-03-02", "to_on": "2026-03-01" });
        let refused = fields(read(&tx, shop.into(), &period, &wrong).await.unwrap_err());
        let refused: Vec<_> = refused.iter().map(|(at, code)| (at.as_str(), code.as_str())).collect();
        assert_eq!(refused, [("/from_on", "too_late"), ("/sort", "unknown_value"), ("/limit", "out_of_range")]);
        let one = PageRequest { limit: Some(1), ..PageRequest::default() };
        let cursor = read(&tx, shop.into(), &json!({}), &one).await.unwrap().next_cursor;
        assert!(cursor.is_some());
        let next = PageRequest { cursor, ..one.clone() };
        for (subject, filter) in [(other, json!({})), (shop, json!({ "kind": "event" }))] {
            let error = read(&tx, subject.into(), &filter, &next).await.unwrap_err();
            assert_eq!(error.code().as_str(), "invalid_cursor");
        }
        let theirs = teller.db.workspace("b").await;
        assert!(read(&theirs.read().await, shop.into(), &json!({}), &one).await.is_err());
    }
}
