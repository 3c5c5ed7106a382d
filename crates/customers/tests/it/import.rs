//! Files into accounts and people, the whole way through the import engine.

use crate::support::{account as make_account, yuan};
use chrono::TimeDelta;
use customers::{
    account::{self, Account, AccountFilter, AccountPatch, AccountQuery, LifecycleStage},
    attribute::AttributeObject,
    entity,
    import::{AccountTarget, PersonTarget},
    note::{self, NewNote},
    past_value,
    person::{self, PersonFilter, PersonQuery},
    subscription::{self, SubscriptionFilter, SubscriptionState},
};
use exchange::{
    import::{self, Import, ImportPatch, ImportState, ImportWorker, NewImport, RunImport, Upload},
    target::Targets,
};
use jobs::{Registry, Worker};
use kernel::{
    WorkspaceScoped, WorkspaceTx, filter::Many, ids::ImportId, locale::Locale, page::PageRequest,
    patch::Patch,
};
use sea_orm::PaginatorTrait as _;
use serde_json::{Value, json};
use testing::{TestDb, TestWorkspace, on_both_databases};

const TELCO: &[u8] = include_bytes!("../../../../tests/data/telco_churn.csv");

struct Desk<'a> {
    test: &'a TestDb,
    workspace: TestWorkspace,
    targets: Targets,
    worker: Worker,
}

impl<'a> Desk<'a> {
    async fn new(test: &'a TestDb) -> Self {
        let targets = Targets::default().with(AccountTarget).with(PersonTarget);
        let registry = Registry::default().perform(ImportWorker::new(targets.clone()));
        let worker = Worker::new(test.db.clone(), registry);
        Self { test, workspace: test.workspace("a").await, targets, worker }
    }

    async fn upload(&self, target: &str, bytes: &[u8]) -> Import {
        let tx = self.workspace.write().await;
        let input = NewImport { target: target.into(), file_name: "file.csv".into(), size: 0 };
        let import = import::create(&tx, &self.targets, input).await.unwrap();
        tx.commit().await.unwrap();
        let caller = self.workspace.caller();
        let begun = Upload::begin(&self.test.db, caller, &self.targets, import.id).await;
        let mut upload = begun.unwrap();
        upload.write(bytes).await.unwrap();
        upload.finish().await.unwrap()
    }

    async fn patch(&self, id: ImportId, patch: Value) {
        let patch: ImportPatch = serde_json::from_value(patch).unwrap();
        let tx = self.workspace.write().await;
        import::update(&tx, &self.targets, id, patch).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn check(&self, id: ImportId) -> Import {
        let tx = self.workspace.write().await;
        import::check(&tx, &self.targets, id).await.unwrap();
        tx.commit().await.unwrap();
        self.settled(id).await
    }

    async fn run(&self, id: ImportId) -> Import {
        let tx = self.workspace.write().await;
        import::run(&tx, &self.targets, id, RunImport { skip_errors: true }).await.unwrap();
        tx.commit().await.unwrap();
        self.settled(id).await
    }

    async fn undo(&self, id: ImportId) -> Import {
        let tx = self.workspace.write().await;
        import::undo(&tx, &self.targets, id).await.unwrap();
        tx.commit().await.unwrap();
        self.settled(id).await
    }

    async fn settled(&self, id: ImportId) -> Import {
        self.worker.run_due().await.unwrap();
        import::get(&self.workspace.read().await, id).await.unwrap()
    }

    /// Upload with the guessed mapping, check, run.
    async fn import(&self, target: &str, text: &str) -> Import {
        let import = self.upload(target, text.as_bytes()).await;
        self.check(import.id).await;
        self.run(import.id).await
    }

    async fn errors(&self, id: ImportId) -> Vec<(u64, Option<String>, String)> {
        let page = PageRequest { limit: Some(200), ..PageRequest::default() };
        let tx = self.workspace.read().await;
        let page = import::list_errors(&tx, id, Locale::En, &page).await.unwrap();
        page.data
            .into_iter()
            .map(|it| (it.error.line, it.error.header, it.error.code.into_owned()))
            .collect()
    }

    async fn account(&self, external_id: &str) -> Account {
        let filter =
            AccountFilter { external_id: Some(external_id.into()), ..AccountFilter::default() };
        let tx = self.workspace.read().await;
        let page = account::list(&tx, &AccountQuery::from(filter), &PageRequest::default()).await;
        page.unwrap().data.remove(0)
    }
}

async fn count<E: WorkspaceScoped>(tx: &WorkspaceTx) -> u64
where
    E::Model: Send + Sync,
{
    tx.find::<E>().count(&tx.db).await.unwrap()
}

fn telco_mapping() -> Value {
    let field = |column: usize, field: &str| json!({ "column": column, "field": field });
    let attribute = |column: usize, key: &str, kind: &str| json!({ "column": column, "new_attribute": { "key": key, "label": key, "type": kind } });
    json!({ "mapping": [
        field(1, "external_id"), attribute(2, "gender", "text"), attribute(3, "senior_citizen", "boolean"),
        field(6, "subscription.tenure_months"), attribute(9, "internet_service", "text"),
        field(16, "subscription.contract"), attribute(18, "payment_method", "text"),
        field(19, "subscription.monthly_fee"), attribute(20, "total_charges", "money"),
        field(21, "subscription.ended"),
    ] })
}

on_both_databases! {
    async fn seven_thousand_real_customers_become_accounts_with_subscriptions_and_go_again(db: TestDb) {
        let desk = Desk::new(&db).await;
        let import = desk.upload("accounts", TELCO).await;
        let guessed = |column: usize| import.columns[column - 1].guess.as_ref().map(|guess| guess.field.as_str());
        assert_eq!(
            [1, 6, 16, 19, 21].map(guessed),
            [Some("external_id"), Some("subscription.tenure_months"), Some("subscription.contract"),
             Some("subscription.monthly_fee"), Some("subscription.ended")],
        );
        desk.patch(import.id, telco_mapping()).await;
        let checked = desk.check(import.id).await;
        assert_eq!((checked.counts.rows, checked.counts.create, checked.counts.error), (7043, 7043, 0), "{:?}", desk.errors(import.id).await);
        assert_eq!(count::<entity::account::Entity>(&desk.workspace.read().await).await, 0, "a check writes nothing");

        let finished = desk.run(import.id).await;
        assert_eq!((finished.state, finished.counts.create), (ImportState::Finished, 7043));
        let tx = desk.workspace.read().await;
        let ended = SubscriptionFilter { state: Some(Many(vec![SubscriptionState::Ended])), ..SubscriptionFilter::default() };
        let page = PageRequest { limit: Some(1), count: Some(true), ..PageRequest::default() };
        assert_eq!(subscription::list(&tx, &ended, &page).await.unwrap().total, Some(1869));
        let renewals = customers::agenda::upcoming_renewals(&tx, 36_500).await.unwrap();
        assert_eq!(renewals.count, 7043 - 1869);
        // The sum of the monthly charges of those who stayed, as the file has it.
        assert_eq!(renewals.mrr, [yuan(31_698_575)]);
        drop(tx);
        let two_years_in = desk.account("5575-GNVDE").await;
        assert_eq!(two_years_in.lifecycle_stage, LifecycleStage::Use);
        assert_eq!(two_years_in.standing.mrr, Some(yuan(5_695)));
        // 34 months before 2 March 2026 on a yearly contract: 2 May 2023, so the third year ends on 2 May 2026.
        assert_eq!(two_years_in.standing.renews_on.unwrap().to_string(), "2026-05-02");
        assert_eq!(two_years_in.attributes["total_charges"], json!({ "amount": 188_950, "currency": "CNY" }));
        let left = desk.account("3668-QPYBK").await;
        assert_eq!((left.lifecycle_stage, left.standing.mrr), (LifecycleStage::Churned, None));

        assert_eq!(desk.undo(import.id).await.state, ImportState::Undone);
        let tx = desk.workspace.read().await;
        assert_eq!(count::<entity::account::Entity>(&tx).await, 0);
        assert_eq!(count::<entity::subscription::Entity>(&tx).await, 0);
        assert_eq!(count::<entity::subscription_term::Entity>(&tx).await, 0);
        assert_eq!(count::<entity::attribute_definition::Entity>(&tx).await, 0);
    }

    async fn rows_update_what_is_there_and_an_undo_restores_it(db: TestDb) {
        let desk = Desk::new(&db).await;
        desk.import("accounts", "客户编号,客户名称,电话,订阅:月费,标签\nA1,悦享,13800001234,100,VIP\nA2,大成,,,\n").await;
        let before = desk.account("A1").await;
        assert_eq!((before.standing.mrr, before.lifecycle_stage), (Some(yuan(10_000)), LifecycleStage::Use));
        let second = desk.import("accounts", "客户编号,城市,订阅:月费,订阅:已终止,标签\nA1,上海,120,,连锁\nA2,,50,是,\nA3,北京,,,\n").await;
        assert_eq!((second.counts.create, second.counts.update), (1, 2), "{:?}", desk.errors(second.id).await);
        let after = desk.account("A1").await;
        assert_eq!((after.standing.mrr, after.city.as_deref()), (Some(yuan(12_000)), Some("上海")));
        assert_eq!(after.tags, ["VIP", "连锁"]);
        assert_eq!(desk.account("A2").await.standing.mrr, None);
        let undone = desk.undo(second.id).await;
        assert_eq!(undone.state, ImportState::Undone);
        let restored = desk.account("A1").await;
        let bare = |account: Account| Account { version: 0, updated_at: account.created_at, ..account };
        assert_eq!(bare(restored), bare(before));
        let tx = desk.workspace.read().await;
        assert_eq!(count::<entity::subscription::Entity>(&tx).await, 1);
        assert_eq!(count::<entity::account::Entity>(&tx).await, 2);
    }

    async fn an_import_keeps_what_it_replaces_and_its_undo_what_it_had_brought(db: TestDb) {
        let desk = Desk::new(&db).await;
        let start = kernel::Clock::now(&*db.clock);
        desk.import("accounts", "客户编号,客户名称,城市\nA1,悦享,北京\n").await;
        desk.import("people", "编号,姓名,职位\nP1,张伟,店长\n").await;
        db.clock.advance(TimeDelta::minutes(10));
        let accounts = desk.import("accounts", "客户编号,客户名称,城市\nA1,悦享,上海\nA2,大成,广州\n").await;
        let people = desk.import("people", "编号,姓名,职位\nP1,张伟,老板\n").await;
        let made = desk.account("A2").await.id;
        db.clock.advance(TimeDelta::minutes(10));
        let tx = desk.workspace.write().await;
        let moved = AccountPatch { city: Patch::Value("深圳".into()), ..AccountPatch::default() };
        account::update(&tx, made, moved).await.unwrap();
        account::update(&tx, made, AccountPatch { city: Patch::Value("广州".into()), ..AccountPatch::default() }).await.unwrap();
        tx.commit().await.unwrap();
        let held = async |object, field| {
            let past = past_value::of_field(&desk.workspace.read().await, object, field).await.unwrap();
            past.into_iter().map(|it| (it.value, (it.until - start).num_minutes())).collect::<Vec<_>>()
        };
        let replaced = (json!("北京"), 10);
        assert!(held(AttributeObject::Account, "city").await.contains(&replaced));
        assert_eq!(held(AttributeObject::Person, "title").await, [(json!("店长"), 10)]);
        for import in [people, accounts] {
            assert_eq!(desk.undo(import.id).await.state, ImportState::Undone);
        }
        assert_eq!(held(AttributeObject::Account, "city").await, [replaced, (json!("上海"), 20)]);
        assert_eq!(held(AttributeObject::Person, "title").await, [(json!("店长"), 10), (json!("老板"), 20)]);
    }

    async fn what_is_wrong_with_a_row_is_said_by_line_and_column(db: TestDb) {
        let desk = Desk::new(&db).await;
        let text = "客户编号,客户名称,网站,负责人,订阅:套餐,订阅:月费,订阅:开始日期,订阅:终止日期\n\
            A1,一,ftp://x,,,,,\n\
            A2,二,,没有这个人,,,,\n\
            A3,三,,,没有的套餐,1,,\n\
            A4,四,,,,-5,,\n\
            A5,五,,,,5,2026-01-01,2025-01-01\n\
            A6,六,,,,,2026-01-01,\n\
            ,,https://a.cn,,,,,\n\
            A8,八,,owner@a.example,,5,,\n";
        let import = desk.import("accounts", text).await;
        assert_eq!((import.counts.create, import.counts.error), (1, 7));
        let header = |text: &str| Some(text.to_owned());
        assert_eq!(desk.errors(import.id).await, [
            (2, header("网站"), "invalid_url".to_owned()),
            (3, header("负责人"), "not_found".to_owned()),
            (4, header("订阅:套餐"), "not_found".to_owned()),
            (5, header("订阅:月费"), "too_small".to_owned()),
            (6, header("订阅:终止日期"), "before_start".to_owned()),
            (7, None, "fee_required".to_owned()),
            (8, None, "name_required".to_owned()),
        ]);
        assert_eq!(desk.account("A8").await.owner_id, Some(desk.workspace.owner));
    }

    async fn people_come_in_with_their_place_in_an_account_and_go_again(db: TestDb) {
        let desk = Desk::new(&db).await;
        desk.import("accounts", "客户编号,客户名称\nA1,悦享美容有限公司\nA2,大成\n").await;
        let text = "姓名,电话,邮箱,客户编号,公司名称,角色,话语权(0–3)\n\
            张伟,138 0000 1234,zhang@a.cn,A1,,决策者,3\n\
            李娜,13900001234,,,悦享美容,使用者,\n\
            无名,13700001234,,A9,,,\n\
            王芳,13600001234,,A2,,,7\n";
        let import = desk.import("people", text).await;
        assert_eq!((import.counts.create, import.counts.error), (2, 2), "{:?}", desk.errors(import.id).await);
        let codes: Vec<_> = desk.errors(import.id).await.into_iter().map(|it| it.2).collect();
        assert_eq!(codes, ["not_found", "out_of_range"]);
        assert_eq!(desk.account("A1").await.people_count, 2);
        let tx = desk.workspace.read().await;
        let zhang = PersonFilter { q: Some("zw".into()), ..PersonFilter::default() };
        let found = person::list(&tx, &PersonQuery::from(zhang), &PageRequest::default()).await.unwrap().data;
        assert_eq!((found[0].accounts[0].say, found[0].accounts[0].role.as_str()), (3, "decider"));
        drop(tx);
        assert_eq!(desk.undo(import.id).await.state, ImportState::Undone);
        let tx = desk.workspace.read().await;
        assert_eq!(count::<entity::person::Entity>(&tx).await, 0);
        assert_eq!(count::<entity::affiliation::Entity>(&tx).await, 0);
        drop(tx);
        assert_eq!(desk.account("A1").await.people_count, 0);
    }

    async fn an_undo_leaves_alone_what_others_have_built_on(db: TestDb) {
        let desk = Desk::new(&db).await;
        let import = desk.import("accounts", "客户编号,客户名称\nA1,一\nA2,二\nA3,三\n").await;
        let (one, two) = (desk.account("A1").await, desk.account("A2").await);
        let tx = desk.workspace.write().await;
        note::create(&tx, NewNote { subject_id: one.id.into(), body: "x".into(), pinned: false }).await.unwrap();
        crate::support::subscription(&tx, two.id, 1_200).await;
        make_account(&tx, "mine").await;
        tx.commit().await.unwrap();
        desk.undo(import.id).await;
        let tx = desk.workspace.read().await;
        let page = PageRequest { sort: Some("name".into()), ..PageRequest::default() };
        let left = account::list(&tx, &AccountQuery::default(), &page).await.unwrap().data;
        let mut names: Vec<_> = left.iter().map(|account| account.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["mine", "一", "二"]);
    }
}
