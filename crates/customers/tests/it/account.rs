use crate::support::{account, code, fields, pair};
use customers::account::{
    self, AccountFilter, AccountInclude, AccountPatch, AccountQuery, AccountsAssignment,
    DuplicateReason, LifecycleStage, NewAccount,
};
use jobs::event;
use kernel::{Grant, filter::Many, ids::AccountId, page::PageRequest, patch::Patch};
use testing::on_both_databases;

async fn names(tx: &kernel::WorkspaceTx, query: impl Into<AccountQuery>) -> Vec<String> {
    let page = PageRequest { sort: Some("name".into()), ..PageRequest::default() };
    let page = account::list(tx, &query.into(), &page).await.unwrap();
    page.data.into_iter().map(|account| account.name).collect()
}

on_both_databases! {
    async fn an_account_is_kept_as_it_was_given_with_its_phone_number_in_normal_form(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let made = account::create(&tx, NewAccount {
            name: " 上海悦享美容有限公司 ".into(),
            external_id: Some("shop-1".into()),
            phone: Some("138 0000 1234".into()),
            website: Some("yuexiang.example.cn".into()),
            owner_id: Some(w.owner),
            tags: vec!["VIP".into(), " VIP ".into(), "连锁".into()],
            ..NewAccount::default()
        }).await.unwrap();
        tx.commit().await.unwrap();
        let seen = account::get(&w.read().await, made.id).await.unwrap();
        assert_eq!(seen, made);
        assert_eq!(seen.name, "上海悦享美容有限公司");
        assert_eq!(seen.phone.as_deref(), Some("+8613800001234"));
        assert_eq!(seen.website.as_deref(), Some("https://yuexiang.example.cn"));
        assert_eq!(seen.tags, ["VIP", "连锁"]);
        assert_eq!(seen.lifecycle_stage, LifecycleStage::Evaluate);
        assert_eq!(seen.owner.unwrap().name, "owner@a.example");
        assert_eq!((seen.standing.mrr, seen.people_count, seen.version), (None, 0, 1));
    }

    async fn all_that_is_wrong_with_an_account_is_told_at_once(db: TestDb) {
        let (w, other) = (db.workspace("a").await, db.workspace("b").await);
        let tx = w.write().await;
        let wrong = NewAccount {
            name: " ".into(),
            phone: Some("call me".into()),
            website: Some("javascript:alert(1)".into()),
            size: Some(-1),
            owner_id: Some(other.owner),
            attributes: serde_json::json!({"colour": "red"}).as_object().unwrap().clone(),
            ..NewAccount::default()
        };
        let told = fields(account::create(&tx, wrong).await.unwrap_err());
        assert_eq!(told, [
            pair("/attributes/colour", "unknown_field"), pair("/name", "required"),
            pair("/owner_id", "not_found"), pair("/phone", "invalid_phone"),
            pair("/size", "too_small"), pair("/website", "invalid_url"),
        ]);
    }

    async fn an_external_id_is_unique_in_its_workspace_and_free_in_another(db: TestDb) {
        let (w, other) = (db.workspace("a").await, db.workspace("b").await);
        let new = || NewAccount { name: "A".into(), external_id: Some("x".into()), ..NewAccount::default() };
        let tx = w.write().await;
        account::create(&tx, new()).await.unwrap();
        tx.commit().await.unwrap();
        let tx = w.write().await;
        let refused = account::create(&tx, new()).await.unwrap_err();
        assert_eq!(fields(refused), [pair("/external_id", "already_exists")]);
        drop(tx);
        let tx = other.write().await;
        assert!(account::create(&tx, new()).await.is_ok());
    }

    async fn nobody_sees_or_changes_the_account_of_another_workspace(db: TestDb) {
        let (w, other) = (db.workspace("a").await, db.workspace("b").await);
        let tx = w.write().await;
        let id = account(&tx, "A").await.id;
        tx.commit().await.unwrap();
        let tx = other.write().await;
        assert_eq!(code(account::get(&tx, id).await), "not_found");
        assert_eq!(code(account::update(&tx, id, AccountPatch::default()).await), "not_found");
        assert_eq!(code(account::archive(&tx, id).await), "not_found");
        assert!(names(&tx, AccountFilter::default()).await.is_empty());
    }

    async fn without_the_grant_nothing_is_read_or_written_and_contact_data_is_masked(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let new = NewAccount { name: "A".into(), phone: Some("13800001234".into()), ..NewAccount::default() };
        let id = account::create(&tx, new.clone()).await.unwrap().id;
        tx.commit().await.unwrap();
        let tx = w.write_with([Grant::LeadsRead]).await;
        assert_eq!(code(account::get(&tx, id).await), "missing_grant");
        drop(tx);
        let tx = w.write_with([Grant::CustomersRead]).await;
        assert_eq!(code(account::create(&tx, new).await), "missing_grant");
        let seen = account::get(&tx, id).await.unwrap();
        assert_eq!((seen.phone.as_deref(), seen.contact_masked), (Some("138****1234"), true));
        let by_phone = AccountFilter { q: Some("0000".into()), ..AccountFilter::default() };
        assert!(names(&tx, by_phone.clone()).await.is_empty(), "a mask can't be searched through");
        drop(tx);
        assert_eq!(names(&w.read().await, by_phone).await, ["A"]);
    }

    async fn a_change_is_told_field_by_field_and_contact_data_is_concealed(db: TestDb) {
        let w = db.workspace("a").await;
        let member = w.member("wang@a.example", "success").await;
        let tx = w.write().await;
        let id = account(&tx, "A").await.id;
        let patch = AccountPatch {
            name: Patch::Value("B".into()), phone: Patch::Value("13800001234".into()),
            owner_id: Patch::Value(member), ..AccountPatch::default()
        };
        let changed = account::update(&tx, id, patch.clone()).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.version), ("B", 2));
        let again = account::update(&tx, id, patch).await.unwrap();
        assert_eq!(again.version, 2, "what changes nothing is no change");
        let told = event::about(&tx, id.into(), None, 10).await.unwrap();
        let mut types: Vec<_> = told.iter().map(|entry| entry.event_type.as_str()).collect();
        types.sort_unstable();
        assert_eq!(types, ["account.assigned", "account.created", "account.updated"]);
        let update = told.iter().find(|entry| entry.event_type == "account.updated").unwrap();
        let changes = update.changes.as_ref().unwrap();
        assert_eq!(changes["name"], serde_json::json!({"before": "A", "after": "B"}));
        assert_eq!(changes["phone"], serde_json::json!({"concealed": true}));
        assert!(!changes.to_string().contains("1380000"));
    }

    async fn an_older_version_is_refused(db: TestDb) {
        let w = db.workspace("a").await;
        let mut tx = w.write().await;
        let id = account(&tx, "A").await.id;
        let patch = |name: &str| AccountPatch { name: Patch::Value(name.into()), ..AccountPatch::default() };
        account::update(&tx, id, patch("B")).await.unwrap();
        tx.caller.expected_version = Some(1);
        assert_eq!(code(account::update(&tx, id, patch("C")).await), "stale");
    }

    async fn lists_are_filtered_by_every_filter_and_sorted(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        for (name, stage, industry, tag, size) in [
            ("悦享美容", LifecycleStage::Use, "beauty", "vip", 5),
            ("大成火锅", LifecycleStage::Renew, "food", "chain", 50),
            ("Acme Salon", LifecycleStage::Use, "beauty", "chain", 500),
        ] {
            account::create(&tx, NewAccount {
                name: name.into(), lifecycle_stage: Some(stage), industry: Some(industry.into()),
                tags: vec![tag.into()], size: Some(size), owner_id: (size == 5).then_some(w.owner),
                ..NewAccount::default()
            }).await.unwrap();
        }
        let filter = AccountFilter::default;
        let word = |text: &str| Some(Many(vec![text.to_owned()]));
        let cases = [
            (AccountFilter { lifecycle_stage: Some(Many(vec![LifecycleStage::Use])), ..filter() }, vec!["Acme Salon", "悦享美容"]),
            (AccountFilter { industry: word("food"), ..filter() }, vec!["大成火锅"]),
            (AccountFilter { tag: word("chain"), ..filter() }, vec!["Acme Salon", "大成火锅"]),
            (AccountFilter { size_gte: Some(50), size_lt: Some(500), ..filter() }, vec!["大成火锅"]),
            (AccountFilter { q: Some("yuexiang".into()), ..filter() }, vec!["悦享美容"]),
            (AccountFilter { q: Some("dchg".into()), ..filter() }, vec!["大成火锅"]),
            (AccountFilter { q: Some("SALON acme".into()), ..filter() }, vec!["Acme Salon"]),
            (AccountFilter { q: Some("100%".into()), ..filter() }, vec![]),
            (AccountFilter { owner_id: Some(Many(vec!["me".parse().unwrap()])), ..filter() }, vec!["悦享美容"]),
            (AccountFilter { owner_id: Some(Many(vec!["none".parse().unwrap()])), ..filter() }, vec!["Acme Salon", "大成火锅"]),
            (AccountFilter { archived: Some(true), ..filter() }, vec![]),
        ];
        for (case, expected) in cases {
            let mut found = names(&tx, case.clone()).await;
            found.sort();
            assert_eq!(found, expected, "{case:?}");
        }
    }

    async fn accounts_come_in_the_order_of_an_address_book_also_after_a_change(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        for name in ["张记面馆", "Bob's Diner", "李家火锅", "安踏体育", "李家菜", "Anna's Bakery"] {
            account(&tx, name).await;
        }
        let listed = names(&tx, AccountFilter::default()).await;
        assert_eq!(listed, ["安踏体育", "Anna's Bakery", "Bob's Diner", "李家菜", "李家火锅", "张记面馆"]);
        let filter = AccountFilter { q: Some("张记".into()), ..AccountFilter::default() };
        let page = account::list(&tx, &AccountQuery::from(filter), &PageRequest::default()).await.unwrap();
        let renamed = AccountPatch { name: Patch::Value("阿张面馆".into()), ..AccountPatch::default() };
        account::update(&tx, page.data[0].id, renamed).await.unwrap();
        assert_eq!(names(&tx, AccountFilter::default()).await[0], "阿张面馆");
    }

    async fn a_list_brings_the_names_of_owners_along_and_goes_on_where_it_ended(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        for name in ["C", "A", "B"] {
            let new = NewAccount { name: name.into(), owner_id: Some(w.owner), ..NewAccount::default() };
            account::create(&tx, new).await.unwrap();
        }
        let include = Some(Many(vec![AccountInclude::Owner, AccountInclude::Plan]));
        let query = AccountQuery::from(AccountFilter { include, ..AccountFilter::default() });
        let mut page = PageRequest { limit: Some(2), sort: Some("-name".into()), count: Some(true), ..PageRequest::default() };
        let first = account::list(&tx, &query, &page).await.unwrap();
        assert_eq!(first.total, Some(3));
        assert!(first.data.iter().all(|it| it.owner.as_ref().unwrap().name == "owner@a.example"));
        page.cursor = first.next_cursor;
        let second = account::list(&tx, &query, &page).await.unwrap();
        let seen: Vec<_> = first.data.iter().chain(&second.data).map(|it| it.name.as_str()).collect();
        assert_eq!((seen, second.next_cursor), (vec!["C", "B", "A"], None));
    }

    async fn accounts_of_one_name_phone_or_website_are_shown_as_duplicates_with_the_reasons(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let new = |name: &str, phone: &str| NewAccount {
            name: name.into(), phone: Some(phone.into()), ..NewAccount::default()
        };
        let one = account::create(&tx, new("上海悦享美容有限公司", "13800001234")).await.unwrap();
        let two = account::create(&tx, new("上海悦享美容", "+86 138-0000-1234")).await.unwrap();
        account::create(&tx, new("大成火锅", "13900001234")).await.unwrap();
        let found = account::list_duplicates(&tx, one.id).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].account.id, two.id);
        assert_eq!(found[0].reasons, [DuplicateReason::Phone, DuplicateReason::Name]);
    }

    async fn many_accounts_get_one_owner_and_those_that_are_not_there_are_named(db: TestDb) {
        let w = db.workspace("a").await;
        let member = w.member("wang@a.example", "success").await;
        let tx = w.write().await;
        let (a, b) = (account(&tx, "A").await, account(&tx, "B").await);
        let unknown: AccountId = tx.new_id();
        let input = AccountsAssignment { account_ids: vec![a.id, b.id, unknown, a.id], owner_id: Some(member) };
        let result = account::bulk_assign(&tx, input.clone()).await.unwrap();
        assert_eq!((result.updated, result.failed.len()), (2, 1));
        assert_eq!(result.failed[0].id, unknown.to_string());
        assert_eq!(account::get(&tx, b.id).await.unwrap().owner_id, Some(member));
        account::bulk_assign(&tx, input).await.unwrap();
        let told = event::about(&tx, a.id.into(), None, 10).await.unwrap();
        let assigned = told.iter().filter(|entry| entry.event_type == "account.assigned").count();
        assert_eq!(assigned, 1, "no event for what was so before");
    }

    async fn an_archived_account_leaves_the_list_and_comes_back(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let id = account(&tx, "A").await.id;
        assert!(account::archive(&tx, id).await.unwrap().archived_at.is_some());
        account::archive(&tx, id).await.unwrap();
        assert!(names(&tx, AccountFilter::default()).await.is_empty());
        let archived = AccountFilter { archived: Some(true), ..AccountFilter::default() };
        assert_eq!(names(&tx, archived).await, ["A"]);
        assert!(account::unarchive(&tx, id).await.unwrap().archived_at.is_none());
        assert_eq!(names(&tx, AccountFilter::default()).await, ["A"]);
    }
}
