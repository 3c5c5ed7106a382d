use crate::support::{code, fields, pair};
use customers::{
    account::{self, AccountFilter, AccountPatch, AccountQuery, NewAccount},
    attribute::{
        self, AttributeDefinitionFilter, AttributeDefinitionPatch, AttributeFilter, AttributeKind,
        AttributeObject, ChoiceOption, NewAttributeDefinition, Values, WithAttributes,
    },
};
use kernel::{WorkspaceTx, page::PageRequest, patch::Patch};
use serde_json::{Value, json};
use testing::on_both_databases;

fn definition(key: &str, kind: AttributeKind, options: &[&str]) -> NewAttributeDefinition {
    let option =
        |value: &&str| ChoiceOption { value: (*value).into(), label: None, label_zh: None };
    NewAttributeDefinition {
        object: AttributeObject::Account,
        key: key.into(),
        label: key.into(),
        label_zh: None,
        kind,
        options: options.iter().map(option).collect::<Vec<_>>().into(),
        description: None,
    }
}

async fn define_all(tx: &WorkspaceTx) {
    use AttributeKind::{Boolean, Date, Money, MultiChoice, Number, SingleChoice, Text};
    for (key, kind, options) in [
        ("contact_way", Text, &[][..]),
        ("shops", Number, &[]),
        ("budget", Money, &[]),
        ("opened", Date, &[]),
        ("chain", Boolean, &[]),
        ("size_class", SingleChoice, &["s", "m"]),
        ("services", MultiChoice, &["hair", "nails"]),
    ] {
        attribute::create(tx, definition(key, kind, options)).await.unwrap();
    }
}

fn values(json: Value) -> Values {
    let Value::Object(values) = json else { panic!("no object: {json}") };
    values
}

async fn found(tx: &WorkspaceTx, key: &str, value: &str) -> Vec<String> {
    let attributes = AttributeFilter([(key.to_owned(), value.to_owned())].into());
    let query = AccountQuery { filter: AccountFilter::default(), attributes };
    let page = PageRequest { sort: Some("name".into()), ..PageRequest::default() };
    let page = account::list(tx, &query, &page).await.unwrap();
    page.data.into_iter().map(|account| account.name).collect()
}

on_both_databases! {
    async fn accounts_are_found_by_the_values_of_their_attributes_of_every_type(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        define_all(&tx).await;
        for (name, attributes) in [
            ("A", json!({"contact_way": "微信", "shops": 3, "budget": {"amount": 50_000, "currency": "CNY"},
                "opened": "2020-02-29", "chain": true, "size_class": "s", "services": ["hair", "nails"]})),
            ("B", json!({"contact_way": "phone", "shops": 10.5, "budget": {"amount": 9, "currency": "CNY"},
                "opened": "2024-01-01", "chain": false, "size_class": "m", "services": ["nails"]})),
            ("C", json!({})),
        ] {
            let new = NewAccount { name: name.into(), attributes: values(attributes), ..NewAccount::default() };
            account::create(&tx, new).await.unwrap();
        }
        for (key, value, expected) in [
            ("contact_way", "微信", vec!["A"]), ("contact_way", "微信,phone", vec!["A", "B"]),
            ("shops", "3", vec!["A"]), ("shops", "10.50", vec!["B"]), ("shops.gte", "3.5", vec!["B"]),
            ("shops.lt", "10.5", vec!["A"]), ("budget.gte", "10", vec!["A"]), ("budget", "9", vec!["B"]),
            ("opened.lt", "2021-01-01", vec!["A"]), ("opened", "2024-01-01", vec!["B"]),
            ("chain", "true", vec!["A"]), ("chain", "false", vec!["B"]),
            ("size_class", "s,m", vec!["A", "B"]), ("services", "hair", vec!["A"]), ("services", "nails", vec!["A", "B"]),
            ("contact_way", "' OR 1=1 --", vec![]),
        ] {
            assert_eq!(found(&tx, key, value).await, expected, "{key}={value}");
        }
        for (key, value, problem) in [
            ("colour", "red", "unknown_field"), ("shops", "many", "wrong_type"), ("chain", "yes", "wrong_type"),
            ("size_class.gte", "s", "not_allowed"),
        ] {
            let attributes = AttributeFilter([(key.to_owned(), value.to_owned())].into());
            let query = AccountQuery { filter: AccountFilter::default(), attributes };
            let refused = account::list(&tx, &query, &PageRequest::default()).await.err().unwrap();
            assert_eq!(fields(refused), [pair(&format!("/attr.{key}"), problem)]);
        }
    }

    async fn a_patch_changes_only_the_attributes_it_names(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        define_all(&tx).await;
        let attributes = values(json!({"shops": 3, "chain": true}));
        let id = account::create(&tx, NewAccount { name: "A".into(), attributes, ..NewAccount::default() }).await.unwrap().id;
        let patch = |attributes| AccountPatch { attributes: values(attributes), ..AccountPatch::default() };
        let seen = account::update(&tx, id, patch(json!({"shops": null, "size_class": "m"}))).await.unwrap();
        assert_eq!(Value::from(seen.attributes), json!({"chain": true, "size_class": "m"}));
        let told = fields(account::update(&tx, id, patch(json!({"chain": "x", "size_class": "xl"}))).await.unwrap_err());
        assert_eq!(told, [pair("/attributes/chain", "wrong_type"), pair("/attributes/size_class", "unknown_value")]);
    }

    async fn a_definition_has_a_key_of_its_own_and_options_exactly_if_it_is_a_choice(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let made = attribute::create(&tx, definition("shops", AttributeKind::Number, &[])).await.unwrap();
        for (wrong, expected) in [
            (definition("Shops", AttributeKind::Text, &[]), pair("/key", "invalid_format")),
            (definition("1a", AttributeKind::Text, &[]), pair("/key", "invalid_format")),
            (definition("a", AttributeKind::SingleChoice, &[]), pair("/options", "required")),
            (definition("a", AttributeKind::Text, &["x"]), pair("/options", "not_allowed")),
            (definition("a", AttributeKind::MultiChoice, &["x", "x"]), pair("/options/1/value", "already_exists")),
        ] {
            assert_eq!(fields(attribute::create(&tx, wrong).await.unwrap_err()), [expected]);
        }
        let list = AttributeDefinitionFilter::default();
        let patch = AttributeDefinitionPatch { label: Patch::Value("Shops".into()), ..AttributeDefinitionPatch::default() };
        assert_eq!(attribute::update(&tx, made.id, patch).await.unwrap().label, "Shops");
        attribute::archive(&tx, made.id).await.unwrap();
        assert!(attribute::list(&tx, &list, &PageRequest::default()).await.unwrap().data.is_empty());
        attribute::unarchive(&tx, made.id).await.unwrap();
        assert_eq!(attribute::list(&tx, &list, &PageRequest::default()).await.unwrap().data.len(), 1);
        let twice = attribute::create(&tx, definition("shops", AttributeKind::Text, &[])).await;
        assert_eq!(code(twice), "conflict");
    }
}

#[test]
fn attributes_among_the_parameters_of_a_list_are_told_from_the_rest() {
    let read = |text: &str| serde_urlencoded::from_str::<WithAttributes<AccountFilter>>(text);
    let query = read("archived=true&attr.shops.gte=3&size_gte=4&attr.chain=true").unwrap();
    assert_eq!((query.filter.archived, query.filter.size_gte), (Some(true), Some(4)));
    let keys: Vec<_> = query.attributes.0.keys().map(String::as_str).collect();
    assert_eq!(keys, ["chain", "shops.gte"]);
    assert!(read("colour=red").unwrap_err().to_string().contains("colour"));
    assert!(read("archived=perhaps").is_err());
}
