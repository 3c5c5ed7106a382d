use crate::fixture::{READER, created, named, refusal, stage_id, with_phone, workspace};
use chrono::TimeDelta;
use kernel::{Code, SystemTx, WorkspaceTx, ids::LeadFormId, page::PageRequest, patch::Patch};
use leads::{
    form::{
        self, FormField, FormPatch, FormTheme, NewForm, PublicForm, PublicTouch, Receipt,
        Submission, Work,
    },
    lead::{self, LeadFilter, Move},
    touch::Utm,
    words::{LostReason, SubmissionOutcome},
};
use ring::digest::{SHA256, digest};
use std::collections::BTreeMap;
use testing::{TestDb, TestWorkspace, on_both_databases};

pub fn field(key: &str, required: bool) -> FormField {
    FormField { key: key.into(), label: key.into(), required, options: Vec::new() }
}

pub fn a_form() -> NewForm {
    NewForm {
        slug: Some("demo".into()),
        name: "Demo".into(),
        locale: None,
        title: "Book a demo".into(),
        intro: None,
        fields: vec![
            field("name", true),
            field("phone", true),
            field("city", false),
            field("message", false),
        ]
        .into(),
        channel_id: None,
        campaign_id: None,
        consent_text: Some("I agree".into()),
        thank_you: None,
        redirect_url: None,
        double_opt_in: false,
        theme: FormTheme::default(),
        sites: vec![],
        published: true,
    }
}

pub async fn published(workspace: &TestWorkspace) -> LeadFormId {
    let tx = workspace.write().await;
    let form = form::create(&tx, a_form()).await.unwrap();
    tx.commit().await.unwrap();
    form.id
}

pub async fn rendered(db: &TestDb) -> PublicForm {
    let tx = SystemTx::read(&db.db).await.unwrap();
    form::find_public(&tx, "demo").await.unwrap().render(&tx)
}

/// Does the work as the page does it.
fn nonce(form: &PublicForm) -> String {
    let worked = |nonce: &u64| {
        let hash = digest(&SHA256, format!("{}:{nonce}", form.proof_of_work.salt).as_bytes());
        u32::from_be_bytes(hash.as_ref()[..4].try_into().unwrap()).leading_zeros()
            >= form.proof_of_work.difficulty
    };
    (0..u64::MAX).find(worked).unwrap().to_string()
}

pub fn filled(form: &PublicForm, answers: &[(&str, &str)]) -> Submission {
    let fields: BTreeMap<_, _> =
        answers.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Submission {
        fields,
        render_token: form.render_token.clone(),
        proof_of_work: Work { nonce: nonce(form) },
        website: String::new(),
        touch: PublicTouch {
            utm: Utm { source: Some("baidu".into()), medium: Some("cpc".into()), ..Utm::default() },
            ..PublicTouch::default()
        },
        consent: true,
    }
}

pub async fn submit(db: &TestDb, input: Submission) -> Result<Receipt, kernel::Error> {
    let tx = SystemTx::read(&db.db).await?;
    let page = form::find_public(&tx, "demo").await?;
    let visitor = page.caller("req".into());
    let tx = tx.into_workspace(visitor.clone()).await?;
    let checked = form::check(&tx, page, input).await?;
    drop(tx);
    let tx = WorkspaceTx::write(&db.db, visitor).await?;
    let receipt = form::submit(&tx, checked).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Loads the form, waits, and sends it.
async fn send(db: &TestDb, answers: &[(&str, &str)]) -> Result<Receipt, kernel::Error> {
    let form = rendered(db).await;
    db.clock.advance(TimeDelta::seconds(5));
    submit(db, filled(&form, answers)).await
}

/// The same from a page that knows its browser.
pub async fn send_from(db: &TestDb, browser: &str) {
    let form = rendered(db).await;
    db.clock.advance(TimeDelta::seconds(5));
    let filled = filled(&form, &ZHANG);
    let touch = PublicTouch { anonymous_id: Some(browser.to_owned()), ..filled.touch };
    submit(db, Submission { touch, ..filled }).await.unwrap();
}

const ZHANG: [(&str, &str); 4] =
    [("name", "张伟"), ("phone", "138 0000 1234"), ("city", "杭州"), ("message", "想看演示")];

on_both_databases! {
    async fn a_submission_becomes_a_lead_with_its_channel_touch_and_consent(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let form_id = published(&workspace).await;
        send(&db, &ZHANG).await.unwrap();
        let tx = workspace.read().await;
        let filter = LeadFilter { include: Some(kernel::filter::Many(vec![lead::LeadInclude::Channel])), ..LeadFilter::default() };
        let lead = lead::list(&tx, &filter, &PageRequest::default()).await.unwrap().data.remove(0);
        assert_eq!((lead.phone.as_deref(), lead.city.as_deref()), (Some("+8613800001234"), Some("杭州")));
        assert_eq!(lead.channel.unwrap().name, "Paid search");
        let consent = lead.consent.unwrap();
        assert_eq!((consent.given, consent.text.as_deref(), consent.form_id), (true, Some("I agree"), Some(form_id)));
        let touch = leads::touch::list(&tx, lead.id, &PageRequest::default()).await.unwrap().data.remove(0);
        assert_eq!((touch.form_id, touch.message.as_deref()), (Some(form_id), Some("想看演示")));
        assert_eq!(form::get(&tx, form_id).await.unwrap().submissions_count, 1);
    }

    async fn the_same_rendering_sent_twice_makes_one_lead(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        published(&workspace).await;
        let form = rendered(&db).await;
        db.clock.advance(TimeDelta::seconds(5));
        let first = submit(&db, filled(&form, &ZHANG)).await.unwrap();
        let second = submit(&db, filled(&form, &ZHANG)).await.unwrap();
        assert_eq!(first, second);
        let tx = workspace.read().await;
        assert_eq!(lead::counts(&tx, &LeadFilter::default()).await.unwrap().total, 1);
    }

    async fn the_same_rendering_sent_at_once_makes_one_lead(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        published(&workspace).await;
        let form = rendered(&db).await;
        db.clock.advance(TimeDelta::seconds(5));
        let answers = futures::future::join_all((0..4).map(|_| submit(&db, filled(&form, &ZHANG)))).await;
        assert!(answers.iter().any(Result::is_ok));
        for late in answers.into_iter().filter_map(Result::err) {
            assert_eq!(refusal::<Receipt>(Err(late)).1, ["/render_token already_exists"]);
        }
        let tx = workspace.read().await;
        assert_eq!(lead::counts(&tx, &LeadFilter::default()).await.unwrap().total, 1);
    }

    async fn somebody_known_and_open_is_touched_and_nothing_known_is_overwritten(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        published(&workspace).await;
        let known = created(&workspace, with_phone("王芳", "13800001234")).await;
        let stranger = send(&db, &[("name", "x"), ("phone", "13900001111")]).await.unwrap();
        let receipt = send(&db, &ZHANG).await.unwrap();
        assert_eq!(receipt, stranger, "the answer doesn't tell who is known");
        let tx = workspace.read().await;
        let lead = lead::get(&tx, known.id).await.unwrap();
        assert_eq!((lead.name.as_deref(), lead.city.as_deref()), (Some("王芳"), Some("杭州")));
        assert_eq!(lead.last_touch_at, tx.now());
        assert_eq!(leads::touch::list(&tx, known.id, &PageRequest::default()).await.unwrap().data.len(), 1);
        assert_eq!(lead::counts(&tx, &LeadFilter::default()).await.unwrap().total, 2);
    }

    async fn somebody_who_was_lost_comes_back_as_a_new_lead(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        published(&workspace).await;
        let known = created(&workspace, with_phone("王芳", "13800001234")).await;
        let tx = workspace.write().await;
        let lost = Move {
            stage_id: stage_id(&tx, "lost").await, lost_reason: Some(LostReason::Timing), lost_note: None,
            next_step: None,
            before_lead_id: None,
        };
        lead::move_to(&tx, known.id, lost).await.unwrap();
        tx.commit().await.unwrap();
        send(&db, &ZHANG).await.unwrap();
        let tx = workspace.read().await;
        let page = lead::list(&tx, &LeadFilter::default(), &PageRequest::default()).await.unwrap();
        assert_eq!(page.data.len(), 2);
        assert!(page.data.iter().all(|lead| lead.duplicate_of_count == 1));
    }

    async fn what_a_program_filled_in_is_kept_but_makes_no_lead(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let form_id = published(&workspace).await;
        let form = rendered(&db).await;
        db.clock.advance(TimeDelta::seconds(5));
        let input = Submission { website: "https://spam.example".into(), ..filled(&form, &ZHANG) };
        submit(&db, input).await.unwrap();
        let tx = workspace.read().await;
        assert_eq!(lead::counts(&tx, &LeadFilter::default()).await.unwrap().total, 0);
        let sent = form::list_submissions(&tx, form_id, &PageRequest::default()).await.unwrap().data;
        assert_eq!((sent.len(), sent[0].outcome), (1, SubmissionOutcome::SuspectedSpam));
        assert_eq!(sent[0].answers["phone"], "138 0000 1234");
        assert_eq!(form::get(&tx, form_id).await.unwrap().submissions_count, 0);
        drop(tx);
        let tx = workspace.write_with(READER).await;
        let sent = form::list_submissions(&tx, form_id, &PageRequest::default()).await.unwrap().data;
        assert_eq!((&sent[0].answers["phone"], &sent[0].answers["city"]), (&"1***".into(), &"杭州".into()));
    }

    async fn answers_that_reach_somebody_are_masked_while_their_lead_is_in_a_pool(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let form_id = published(&workspace).await;
        send(&db, &[("name", "张伟 138-0000-1234"), ("phone", "13800001234"), ("city", "杭州"), ("message", "please call")]).await.unwrap();
        let answers = async |grants: &[kernel::Grant]| {
            let tx = workspace.write_with(grants.to_vec()).await;
            form::list_submissions(&tx, form_id, &PageRequest::default()).await.unwrap().data.remove(0)
        };
        let seller = [kernel::Grant::LeadsRead, kernel::Grant::LeadsContact];
        let sent = answers(&seller).await;
        assert_eq!(sent.answers["phone"], "13800001234");
        let tx = workspace.write().await;
        let pooled = tx.update::<leads::entity::lead::Entity>();
        pooled.col_expr(leads::entity::lead::Column::PoolKey, sea_orm::sea_query::Expr::value("all")).exec(&tx.db).await.unwrap();
        tx.commit().await.unwrap();
        let masked = answers(&seller).await.answers;
        assert_eq!((&masked["phone"], &masked["name"], &masked["message"]), (&"1***".into(), &"张***".into(), &"p***".into()));
        assert_eq!(masked["city"], "杭州");
        let tx = workspace.write_with(seller).await;
        let touch = leads::touch::list(&tx, sent.lead_id.unwrap(), &PageRequest::default()).await.unwrap().data.remove(0);
        assert_eq!(touch.message.as_deref(), Some("p***"));
        drop(tx);
        let manager = answers(&[kernel::Grant::LeadsRead, kernel::Grant::LeadsContact, kernel::Grant::LeadsConfigure]).await;
        assert_eq!(manager.answers["phone"], "13800001234");
    }

    async fn wrong_answers_missing_consent_and_missing_work_are_named_at_once(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        published(&workspace).await;
        let form = rendered(&db).await;
        db.clock.advance(TimeDelta::seconds(5));
        let mut input = filled(&form, &[("phone", "13800001234"), ("budget", "1")]);
        input.proof_of_work.nonce = "no".into();
        input.consent = false;
        assert_eq!(refusal(submit(&db, input).await).1, [
            "/consent required", "/fields/budget unknown_field", "/fields/name required",
            "/proof_of_work/nonce not_worked",
        ]);
        let input = filled(&form, &[("name", "x"), ("phone", "12")]);
        assert_eq!(refusal(submit(&db, input).await).1, ["/fields/phone invalid_phone"]);
    }

    async fn a_rendering_is_good_from_two_seconds_to_a_day(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        published(&workspace).await;
        let form = rendered(&db).await;
        let early = submit(&db, filled(&form, &ZHANG)).await;
        assert_eq!(refusal(early).1, ["/render_token too_fast"]);
        db.clock.advance(TimeDelta::hours(25));
        assert_eq!(refusal(submit(&db, filled(&form, &ZHANG)).await).0, Code::Gone);
    }

    async fn a_form_that_is_not_published_is_not_there_for_visitors(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let id = published(&workspace).await;
        let tx = workspace.write().await;
        let hide = FormPatch { published: Patch::Value(false), ..FormPatch::default() };
        form::update(&tx, id, hide).await.unwrap();
        tx.commit().await.unwrap();
        let tx = SystemTx::read(&db.db).await.unwrap();
        assert_eq!(refusal(form::find_public(&tx, "demo").await).0, Code::NotFound);
        assert_eq!(refusal(form::find_public(&tx, "none").await).0, Code::NotFound);
    }

    async fn a_slug_is_unique_in_the_installation_and_made_up_when_left_out(db: TestDb) {
        let (ours, theirs) = (workspace(&db, "a").await, workspace(&db, "b").await);
        published(&ours).await;
        let tx = theirs.write().await;
        let made_up = form::create(&tx, NewForm { slug: None, name: "官网 Demo".into(), ..a_form() }).await.unwrap();
        assert!(made_up.slug.starts_with("demo-") && made_up.slug.len() == 15, "{}", made_up.slug);
        let wrong = NewForm {
            fields: vec![field("city", false), field("attr:none", false)].into(), redirect_url: Some("javascript:x".into()),
            ..a_form()
        };
        assert_eq!(refusal(form::create(&tx, wrong).await).1, [
            "/fields one_of_required", "/fields/1/key unknown_value", "/redirect_url invalid_url",
        ]);
        assert_eq!(refusal(form::create(&tx, a_form()).await), (Code::Conflict, vec!["/slug already_exists".to_owned()]));
    }

    async fn a_theme_must_be_readable_and_sites_are_origins(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let theme = FormTheme { accent: Some("#fff8b0".into()), radius: 90, ..FormTheme::default() };
        let wrong = NewForm { theme, sites: vec!["https://a.cn/x".into()], ..a_form() };
        assert_eq!(refusal(form::create(&tx, wrong).await).1, [
            "/sites/0 invalid_origin", "/theme/accent too_little_contrast", "/theme/radius out_of_range",
        ]);
        let theme = FormTheme { accent: Some("#1f8f4e".into()), ..FormTheme::default() };
        let form = form::create(&tx, NewForm { theme: theme.clone(), sites: vec!["https://A.cn/".into()], ..a_form() }).await.unwrap();
        assert_eq!((form.theme, form.sites), (theme.clone(), vec!["https://a.cn".to_owned()]));
        tx.commit().await.unwrap();
        assert_eq!(rendered(&db).await.theme, theme);
        let tx = SystemTx::read(&db.db).await.unwrap();
        let ancestors = form::frame_ancestors(&tx, "demo").await.unwrap();
        assert_eq!(ancestors.as_deref(), Some("'self' https://a.cn"));
        assert_eq!(form::frame_ancestors(&tx, "none").await.unwrap(), None);
    }

    async fn two_submissions_at_once_for_one_number_make_one_lead_or_two_but_lose_none(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let form_id = published(&workspace).await;
        created(&workspace, named("before")).await;
        let forms = [rendered(&db).await, rendered(&db).await];
        db.clock.advance(TimeDelta::seconds(5));
        let (first, second) = tokio::join!(
            submit(&db, filled(&forms[0], &ZHANG)), submit(&db, filled(&forms[1], &ZHANG)));
        assert!(first.is_ok() && second.is_ok());
        let tx = workspace.read().await;
        let sent = form::list_submissions(&tx, form_id, &PageRequest::default()).await.unwrap().data;
        assert!(sent.len() == 2 && sent.iter().all(|it| it.lead_id.is_some()));
    }
}
