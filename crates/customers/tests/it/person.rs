use crate::support::{account, code, fields, pair, person};
use customers::{
    account::{self as accounts, DuplicateReason},
    affiliation::{self, AffiliationInput, DecisionRole, NewAffiliation},
    person::{self, NewPerson, PersonFilter, PersonPatch, PersonQuery},
};
use kernel::{Grant, filter::Many, ids::AccountId, page::PageRequest, patch::Patch};
use testing::on_both_databases;

async fn found(tx: &kernel::WorkspaceTx, filter: PersonFilter) -> Vec<String> {
    let page = PageRequest { sort: Some("name".into()), ..PageRequest::default() };
    let page = person::list(tx, &PersonQuery::from(filter), &page).await.unwrap();
    page.data.into_iter().map(|person| person.name).collect()
}

fn in_account(account_id: AccountId, is_primary: bool) -> NewAffiliation {
    NewAffiliation {
        account_id,
        role: Some(DecisionRole::Decider),
        title: None,
        concern: Some("价格".into()),
        say: Some(3),
        is_primary,
    }
}

on_both_databases! {
    async fn a_person_is_found_by_name_pinyin_phone_and_address_and_belongs_to_several_accounts(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let (a, b) = (account(&tx, "A").await, account(&tx, "B").await);
        let made = person::create(&tx, NewPerson {
            name: "张伟".into(), phone: Some("138 0000 1234".into()), email: Some("Zhang.Wei@Example.CN".into()),
            accounts: vec![in_account(a.id, false), in_account(b.id, true)].into(), ..NewPerson::default()
        }).await.unwrap();
        assert_eq!(made.email.as_deref(), Some("zhang.wei@example.cn"));
        let there: Vec<_> = made.accounts.iter().map(|it| it.name.as_deref().unwrap()).collect();
        assert_eq!(there, ["B", "A"], "the primary one first");
        assert_eq!(accounts::get(&tx, a.id).await.unwrap().people_count, 1);
        for q in ["张伟", "zhangwei", "zw", "1380000", "zhang.wei@", "example.cn 张"] {
            let filter = PersonFilter { q: Some(q.into()), ..PersonFilter::default() };
            assert_eq!(found(&tx, filter).await, ["张伟"], "{q}");
        }
        let filter = PersonFilter { account_id: Some(Many(vec![a.id])), ..PersonFilter::default() };
        assert_eq!(found(&tx, filter).await, ["张伟"]);
        let filter = PersonFilter { role: Some(Many(vec![DecisionRole::Payer])), ..PersonFilter::default() };
        assert!(found(&tx, filter).await.is_empty());
    }

    async fn people_come_in_the_order_of_an_address_book(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        for name in ["张伟", "Bob", "李伟", "曾黎", "Li Na", "安琪"] {
            person(&tx, name).await;
        }
        let listed = found(&tx, PersonFilter::default()).await;
        assert_eq!(listed, ["安琪", "Bob", "Li Na", "李伟", "曾黎", "张伟"]);
    }

    async fn all_that_is_wrong_with_a_person_is_told_at_once(db: TestDb) {
        let (w, other) = (db.workspace("a").await, db.workspace("b").await);
        let tx = other.write().await;
        let foreign = account(&tx, "A").await.id;
        tx.commit().await.unwrap();
        let tx = w.write().await;
        let own = account(&tx, "B").await.id;
        let mut say = in_account(own, false);
        say.say = Some(4);
        let told = fields(person::create(&tx, NewPerson {
            name: String::new(), phone: Some("1".into()), email: Some("nobody".into()),
            accounts: vec![in_account(foreign, false), say, in_account(own, false)].into(), ..NewPerson::default()
        }).await.unwrap_err());
        assert_eq!(told, [
            pair("/accounts/0/account_id", "not_found"), pair("/accounts/1/say", "too_large"),
            pair("/accounts/2/account_id", "already_exists"), pair("/email", "invalid_email"),
            pair("/name", "too_short"), pair("/phone", "invalid_phone"),
        ]);
    }

    async fn contact_data_is_masked_and_not_searchable_without_the_grant(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let id = person::create(&tx, NewPerson {
            name: "李娜".into(), phone: Some("13800001234".into()), email: Some("li@example.cn".into()),
            wechat: Some("lina88".into()), ..NewPerson::default()
        }).await.unwrap().id;
        tx.commit().await.unwrap();
        let tx = w.write_with([Grant::CustomersRead]).await;
        let seen = person::get(&tx, id).await.unwrap();
        let shown = [seen.phone.as_deref(), seen.email.as_deref(), seen.wechat.as_deref()];
        assert_eq!(shown, [Some("138****1234"), Some("l***@example.cn"), Some("l***")]);
        for q in ["1234", "lina88", "example"] {
            let filter = PersonFilter { q: Some(q.into()), ..PersonFilter::default() };
            assert!(found(&tx, filter).await.is_empty(), "{q}");
        }
        let filter = PersonFilter { email: Some("li@example.cn".into()), ..PersonFilter::default() };
        let page = PageRequest::default();
        assert_eq!(code(person::list(&tx, &PersonQuery::from(filter), &page).await), "missing_grant");
    }

    async fn a_link_is_made_changed_and_cut_and_an_account_has_one_primary_contact(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let a = account(&tx, "A").await.id;
        let (li, wang) = (person(&tx, "Li").await.id, person(&tx, "Wang").await.id);
        let primary = || AffiliationInput { is_primary: true, say: Some(2), ..AffiliationInput::default() };
        affiliation::put(&tx, a, li, primary()).await.unwrap();
        affiliation::put(&tx, a, wang, AffiliationInput { say: Some(3), ..primary() }).await.unwrap();
        let people = affiliation::of_account(&tx, a).await.unwrap();
        let shown: Vec<_> = people.iter().map(|it| (it.person.name.as_str(), it.is_primary)).collect();
        assert_eq!(shown, [("Wang", true), ("Li", false)]);
        affiliation::put(&tx, a, li, AffiliationInput { role: Some(DecisionRole::Payer), ..AffiliationInput::default() }).await.unwrap();
        let people = affiliation::of_account(&tx, a).await.unwrap();
        assert_eq!((people[1].role, people[1].say, people.len()), (DecisionRole::Payer, 1, 2));
        affiliation::remove(&tx, a, wang).await.unwrap();
        assert_eq!(code(affiliation::remove(&tx, a, wang).await), "not_found");
        assert_eq!(accounts::get(&tx, a).await.unwrap().people_count, 1);
    }

    async fn people_with_one_phone_number_or_address_are_shown_as_duplicates(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let new = |name: &str, phone: Option<&str>, email: Option<&str>| NewPerson {
            name: name.into(), phone: phone.map(str::to_owned), email: email.map(str::to_owned), ..NewPerson::default()
        };
        let li = person::create(&tx, new("李娜", Some("13800001234"), Some("li@a.cn"))).await.unwrap().id;
        db.clock.advance(chrono::TimeDelta::seconds(1));
        person::create(&tx, new("娜娜", Some("+86 13800001234"), None)).await.unwrap();
        person::create(&tx, new("Li Na", None, Some("LI@A.CN"))).await.unwrap();
        person::create(&tx, new("李娜", None, None)).await.unwrap();
        let mut found = person::list_duplicates(&tx, li).await.unwrap();
        found.sort_by(|a, b| a.person.name.cmp(&b.person.name));
        let told: Vec<_> = found.iter().map(|it| (it.person.name.as_str(), it.reasons.clone())).collect();
        assert_eq!(told, [("Li Na", vec![DuplicateReason::Email]), ("娜娜", vec![DuplicateReason::Phone])]);
    }

    async fn a_person_is_changed_field_by_field_and_null_empties_a_field(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let id = person::create(&tx, NewPerson {
            name: "Li".into(), title: Some("Owner".into()), email: Some("li@a.cn".into()), ..NewPerson::default()
        }).await.unwrap().id;
        let patch = PersonPatch { title: Patch::Null, name: Patch::Value("Li Na".into()), ..PersonPatch::default() };
        let seen = person::update(&tx, id, patch).await.unwrap();
        assert_eq!((seen.name.as_str(), seen.title, seen.email.as_deref()), ("Li Na", None, Some("li@a.cn")));
        let nameless = PersonPatch { name: Patch::Null, ..PersonPatch::default() };
        assert_eq!(fields(person::update(&tx, id, nameless).await.unwrap_err()), [pair("/name", "required")]);
        assert!(person::archive(&tx, id).await.unwrap().archived_at.is_some());
        assert!(person::unarchive(&tx, id).await.unwrap().archived_at.is_none());
    }
}
