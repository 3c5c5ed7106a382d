use crate::fixture::{READER, create, named, refusal, stage_id, with_phone, workspace};
use customers::task::{self, NewTask};
use kernel::{Code, WorkspaceTx, page::PageRequest, patch::Patch};
use leads::{
    channel::ChannelFilter,
    lead::{self, Assignment, LeadFilter, Move, NewLead},
};
use serde_json::{Value, json};
use testing::on_both_databases;

fn filter(text: Value) -> LeadFilter {
    serde_json::from_value(text).unwrap()
}

/// The names of the leads that a filter finds, in the order of `sort`.
async fn names(tx: &WorkspaceTx, text: Value, sort: &str) -> Vec<String> {
    let page = PageRequest { sort: Some(sort.to_owned()), ..PageRequest::default() };
    let page = lead::list(tx, &filter(text), &page).await.unwrap();
    page.data.into_iter().map(|lead| lead.name.unwrap_or_default()).collect()
}

on_both_databases! {
    async fn a_search_finds_names_companies_pinyin_and_contact_data(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let input = NewLead {
            company: Some("悦享美容".into()),
            email: Some("zhang.wei@example.cn".into()),
            wechat: Some("zw_beauty".into()),
            ..with_phone("张伟", "13800001234")
        };
        create(&tx, input).await;
        create(&tx, NewLead { company: Some("Blue Café".into()), ..named("Tom Miller") }).await;
        for (question, expected) in [
            ("张", "张伟"), ("zhangwei", "张伟"), ("zw", "张伟"), ("悦享", "张伟"), ("yxmr", "张伟"),
            ("13800001234", "张伟"), ("138 0000 1234", "张伟"), ("1234", "张伟"),
            ("Zhang.Wei@Example", "张伟"), ("zw_beauty", "张伟"),
            ("miller", "Tom Miller"), ("blue tom", "Tom Miller"),
        ] {
            assert_eq!(names(&tx, json!({"q": question}), "name").await, [expected], "{question}");
        }
        assert!(names(&tx, json!({"q": "100%"}), "name").await.is_empty());
        assert_eq!(names(&tx, json!({"q": " "}), "name").await.len(), 2);
    }

    async fn leads_come_in_the_order_of_an_address_book(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        for name in ["张伟", "Bob", "李伟", "anna", "单雄", "Li Na"] {
            create(&tx, named(name)).await;
        }
        let sorted = ["anna", "Bob", "Li Na", "李伟", "单雄", "张伟"];
        assert_eq!(names(&tx, json!({}), "name").await, sorted);
    }

    async fn who_may_not_see_contact_data_does_not_find_by_it(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        create(&tx, with_phone("张伟", "13800001234")).await;
        tx.commit().await.unwrap();
        let tx = workspace.write_with(READER).await;
        for question in ["13800001234", "138 0000 1234", "1234"] {
            assert!(names(&tx, json!({"q": question}), "name").await.is_empty(), "{question}");
        }
        assert_eq!(names(&tx, json!({"q": "张伟"}), "name").await.len(), 1);
    }

    async fn each_filter_keeps_what_it_says_and_drops_the_rest(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let sales = workspace.member("sales@a.example", "sales").await;
        let tx = workspace.write().await;
        let a = create(&tx, NewLead {
            tags: vec!["VIP".into()], external_id: Some("x-1".into()), owner_id: Some(sales),
            ..with_phone("a", "13800001234")
        }).await;
        let b = create(&tx, NewLead { owner_id: Some(workspace.owner), ..with_phone("b", "13800001234") }).await;
        let c = create(&tx, named("c")).await;
        let contacted = stage_id(&tx, "contacted").await;
        let to = Move { stage_id: contacted, lost_reason: None, lost_note: None, next_step: None, before_lead_id: None };
        lead::move_to(&tx, b.id, to).await.unwrap();
        let channel = leads::channel::list(&tx, &ChannelFilter::default(), &PageRequest::default()).await.unwrap()
            .data[0].id;
        let patch = lead::LeadPatch { channel_id: Patch::Value(channel), ..Default::default() };
        lead::update(&tx, c.id, patch).await.unwrap();
        task::create(&tx, NewTask {
            title: "Call".into(), description: None, subject_id: a.id.into(), owner_id: Patch::Absent,
            due_at: Some(tx.now()), priority: None,
        }).await.unwrap();
        let later = (tx.now() + chrono::TimeDelta::hours(1)).to_rfc3339();
        for (text, expected) in [
            (json!({}), "abc"),
            (json!({"stage_id": contacted.to_string()}), "b"),
            (json!({"status_type": "ongoing"}), "b"),
            (json!({"status_type": "open,ongoing"}), "abc"),
            (json!({"status_type": "won"}), ""),
            (json!({"channel_id": channel.to_string()}), "c"),
            (json!({"owner_id": "me"}), "b"),
            (json!({"owner_id": "none"}), "c"),
            (json!({"owner_id": format!("none,{sales}")}), "ac"),
            (json!({"tag": "VIP,other"}), "a"),
            (json!({"tag": "vip"}), ""),
            (json!({"external_id": "x-1"}), "a"),
            (json!({"duplicate": true}), "ab"),
            (json!({"duplicate": false}), "c"),
            (json!({"next_task_due_lt": later}), "a"),
            (json!({"without_next_step": false}), "a"),
            (json!({"without_next_step": true}), "bc"),
            (json!({"created_at_gte": later}), ""),
            (json!({"created_at_lt": later, "updated_at_gte": tx.now()}), "abc"),
            (json!({"archived": true}), ""),
        ] {
            assert_eq!(names(&tx, text.clone(), "name").await.concat(), expected, "{text}");
        }
        lead::archive(&tx, c.id).await.unwrap();
        assert_eq!(names(&tx, json!({"archived": true}), "name").await, ["c"]);
        assert_eq!(names(&tx, json!({}), "-name").await, ["b", "a"]);
        let shown = lead::get(&tx, a.id).await.unwrap().next_task.unwrap();
        assert_eq!(shown.title, "Call");
    }

    async fn every_sort_lists_each_lead_once_over_its_pages(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        for n in 0..7 {
            create(&tx, named(["李", "Ann", "ann", "张"][n % 4])).await;
        }
        for sort in ["created_at", "-created_at", "updated_at", "-updated_at", "name", "-name", "stage", "-stage",
            "last_touch_at", "-last_touch_at", "board"] {
            let mut page = PageRequest { limit: Some(3), sort: Some(sort.into()), ..PageRequest::default() };
            let mut seen = Vec::new();
            loop {
                let part = lead::list(&tx, &LeadFilter::default(), &page).await.unwrap();
                seen.extend(part.data.into_iter().map(|lead| lead.id));
                let Some(cursor) = part.next_cursor else { break };
                page.cursor = Some(cursor);
            }
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 7, "{sort}");
        }
        let page = PageRequest { sort: Some("phone".into()), ..PageRequest::default() };
        let refused = lead::list(&tx, &LeadFilter::default(), &page).await;
        assert_eq!(refusal(refused), (Code::Invalid, vec!["/sort unknown_value".to_owned()]));
    }

    async fn names_are_shown_only_when_they_are_asked_for(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("a")).await;
        lead::assign(&tx, lead.id, Assignment { owner_id: Some(workspace.owner) }).await.unwrap();
        let list = async |text| {
            let page = lead::list(&tx, &filter(text), &PageRequest::default()).await.unwrap();
            page.data.into_iter().next().unwrap()
        };
        assert_eq!(list(json!({})).await.owner, None);
        let owner = list(json!({"include": "owner,channel"})).await.owner.unwrap();
        assert_eq!(owner.name, "owner@a.example");
    }
}
