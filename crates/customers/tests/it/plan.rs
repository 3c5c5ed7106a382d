use crate::support::{code, fields, pair, yuan};
use customers::plan::{self, NewPlan, PlanFeature, PlanFilter, PlanPatch};
use kernel::{
    Grant,
    money::{Currency, Money},
    page::PageRequest,
    patch::Patch,
};
use testing::on_both_databases;

fn new(key: &str) -> NewPlan {
    let feature = |key: &str, limit| PlanFeature {
        key: key.into(),
        name: key.into(),
        name_zh: None,
        included: true,
        limit,
    };
    NewPlan {
        key: key.into(),
        name: "专业版".into(),
        description: None,
        opening_fee: yuan(800_000),
        annual_fee: yuan(500_000),
        term_months: None,
        features: vec![feature("booking", None), feature("shops", Some(3))].into(),
    }
}

on_both_databases! {
    async fn a_plan_has_prices_and_features_and_goes_off_sale(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let made = plan::create(&tx, new("pro")).await.unwrap();
        assert_eq!((made.term_months, made.features.len(), made.currency), (12, 2, Currency::CNY));
        assert_eq!(plan::get(&tx, made.id).await.unwrap(), made);
        let patch = PlanPatch { annual_fee: Some(yuan(600_000)), name: Patch::Value("旗舰版".into()), ..PlanPatch::default() };
        let changed = plan::update(&tx, made.id, patch).await.unwrap();
        assert_eq!((changed.annual_fee, changed.name.as_str(), changed.version), (yuan(600_000), "旗舰版", 2));
        plan::archive(&tx, made.id).await.unwrap();
        let page = PageRequest::default();
        assert!(plan::list(&tx, &PlanFilter::default(), &page).await.unwrap().data.is_empty());
        plan::unarchive(&tx, made.id).await.unwrap();
        assert_eq!(plan::list(&tx, &PlanFilter::default(), &page).await.unwrap().data.len(), 1);
        assert_eq!(code(plan::create(&tx, new("pro")).await), "conflict");
    }

    async fn wrong_fees_and_feature_keys_that_are_malformed_or_there_twice_are_all_named(db: TestDb) {
        let w = db.workspace("a").await;
        let tx = w.write().await;
        let mut wrong = new("Pro!");
        wrong.opening_fee = yuan(-1);
        wrong.annual_fee = Money::new(1, Currency::USD).unwrap();
        wrong.features.0[1].key = "booking".into();
        assert_eq!(fields(plan::create(&tx, wrong).await.unwrap_err()), [
            pair("/annual_fee/currency", "wrong_currency"), pair("/features/1/key", "already_exists"),
            pair("/key", "invalid_format"), pair("/opening_fee/amount", "too_small"),
        ]);
        let mut wrong = new("pro");
        wrong.features.0[0].key = "Online Booking".into();
        wrong.features.0[1].key = String::new();
        wrong.features.0.extend(new("pro").features.0);
        wrong.features.0[3].key = "booking".into();
        let expected = [
            pair("/features/0/key", "invalid_format"), pair("/features/1/key", "too_short"), pair("/features/3/key", "already_exists"),
        ];
        let made = plan::create(&tx, new("pro")).await.unwrap();
        let patch = PlanPatch { features: Some(wrong.features.clone()), ..PlanPatch::default() };
        assert_eq!(fields(plan::create(&tx, wrong).await.unwrap_err()), expected);
        assert_eq!(fields(plan::update(&tx, made.id, patch).await.unwrap_err()), expected);
        assert_eq!(plan::get(&tx, made.id).await.unwrap(), made, "nothing was written");
        drop(tx);
        let tx = w.write_with([Grant::CatalogRead]).await;
        assert_eq!(code(plan::create(&tx, new("pro")).await), "missing_grant");
    }
}
