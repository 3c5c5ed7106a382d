//! Double opt-in: a submission waits until its visitor confirms by the link in a mail.

use crate::{
    fixture::{created, refusal, with_phone, workspace},
    form::{a_form, field, filled, rendered, submit},
};
use chrono::TimeDelta;
use identity::{MailSettings, mail::Mailer, mailbox, mailbox::DevMail};
use jobs::{Registry, Worker};
use kernel::{Code, Error, SystemTx, WorkspaceTx, ids::LeadFormId, page::PageRequest};
use leads::{
    form::{
        self, ConfirmSubmission, ConfirmationSender, FormSubmission, NewForm, Receipt,
        ResendConfirmation, Submission,
    },
    lead::{self, LeadFilter},
    words::SubmissionOutcome,
};
use tempfile::TempDir;
use testing::{TestDb, TestWorkspace, on_both_databases};

/// Sends mails into a folder.
struct Post {
    worker: Worker,
    folder: TempDir,
}

impl Post {
    fn of(db: &TestDb) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = MailSettings {
            smtp_url: None,
            from: "Perennial <no-reply@perennial.example>".into(),
            folder: folder.path().to_owned(),
            public_url: "https://perennial.example".into(),
        };
        let sender = ConfirmationSender(Mailer::new(settings).unwrap());
        Self { worker: Worker::new(db.db.clone(), Registry::default().perform(sender)), folder }
    }

    /// Every mail there is, newest first.
    async fn deliver(&self) -> Vec<DevMail> {
        while self.worker.run_due().await.unwrap() > 0 {}
        mailbox::list(self.folder.path()).await.unwrap()
    }
}

fn token(mail: &DevMail) -> String {
    let (_, behind) = mail.text.split_once("token=").unwrap();
    behind.chars().take_while(|c| !c.is_whitespace()).collect()
}

async fn opted_in(workspace: &TestWorkspace) -> LeadFormId {
    let tx = workspace.write().await;
    let fields = vec![field("name", true), field("email", true), field("phone", false)];
    let form = NewForm { fields: fields.into(), double_opt_in: true, ..a_form() };
    let form = form::create(&tx, form).await.unwrap();
    tx.commit().await.unwrap();
    form.id
}

const ZHANG: [(&str, &str); 2] = [("name", "张伟"), ("email", "Zhang@Example.cn")];

/// Fills the form in; the submission can be sent again.
async fn send(db: &TestDb, answers: &[(&str, &str)]) -> (Submission, Receipt) {
    let form = rendered(db).await;
    db.clock.advance(TimeDelta::seconds(5));
    let input = filled(&form, answers);
    let receipt = submit(db, input.clone()).await.unwrap();
    (input, receipt)
}

async fn confirm(db: &TestDb, token: &str) -> Result<Receipt, Error> {
    let tx = SystemTx::write(&db.db).await.unwrap();
    let input = ConfirmSubmission { token: token.to_owned() };
    let (found, id) = form::find_confirmation(&tx, &input).await?;
    let tx = tx.into_workspace(found.caller("req".into())).await.unwrap();
    let receipt = form::confirm(&tx, id).await?;
    tx.commit().await?;
    Ok(receipt)
}

async fn resend(db: &TestDb, sent: &Submission) {
    let tx = SystemTx::write(&db.db).await.unwrap();
    let page = form::find_public(&tx, "demo").await.unwrap();
    let tx = tx.into_workspace(page.caller("req".into())).await.unwrap();
    let input = ResendConfirmation { render_token: sent.render_token.clone() };
    form::resend(&tx, page.id(), input).await.unwrap();
    tx.commit().await.unwrap();
}

async fn submissions(tx: &WorkspaceTx, id: LeadFormId) -> Vec<FormSubmission> {
    form::list_submissions(tx, id, &PageRequest::default()).await.unwrap().data
}

async fn leads_there(workspace: &TestWorkspace) -> u64 {
    let tx = workspace.read().await;
    lead::counts(&tx, &LeadFilter::default()).await.unwrap().total
}

on_both_databases! {
    async fn nobody_becomes_a_lead_before_they_confirm_and_confirming_twice_makes_one(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let (id, post) = (opted_in(&workspace).await, Post::of(&db));
        let (_, receipt) = send(&db, &ZHANG).await;
        assert!(receipt.confirm_by_email && receipt.redirect_url.is_none());
        let sent_at = workspace.read().await.now();
        assert_eq!(leads_there(&workspace).await, 0);
        let mails = post.deliver().await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, "zhang@example.cn"));
        assert!(mails[0].text.contains("https://perennial.example/f/demo/confirm?lang=zh-CN&token="), "{}", mails[0].text);
        db.clock.advance(TimeDelta::hours(47));
        let first = confirm(&db, &token(&mails[0])).await.unwrap();
        let second = confirm(&db, &token(&mails[0])).await.unwrap();
        assert!(first == second && !first.confirm_by_email);
        let tx = workspace.read().await;
        let lead = lead::list(&tx, &LeadFilter::default(), &PageRequest::default()).await.unwrap().data.remove(0);
        assert_eq!((lead.email.as_deref(), lead.first_touch_at), (Some("zhang@example.cn"), sent_at));
        let touch = leads::touch::list(&tx, lead.id, &PageRequest::default()).await.unwrap().data.remove(0);
        assert_eq!((touch.utm.source.as_deref(), touch.occurred_at, touch.form_id), (Some("baidu"), sent_at, Some(id)));
        assert_eq!(lead.consent.unwrap().at, Some(sent_at));
        let sent = submissions(&tx, id).await.remove(0);
        assert_eq!((sent.outcome, sent.lead_id, sent.confirmed_at.is_some()), (SubmissionOutcome::LeadCreated, Some(lead.id), true));
        assert_eq!(leads_there(&workspace).await, 1);
    }

    async fn a_link_expires_after_two_days_and_a_wrong_one_opens_nothing(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let (id, post) = (opted_in(&workspace).await, Post::of(&db));
        send(&db, &ZHANG).await;
        let token = token(&post.deliver().await[0]);
        let mut forged = token.clone();
        forged.replace_range(40..41, if &token[40..41] == "A" { "B" } else { "A" });
        for wrong in [forged.as_str(), "x", "AAAA"] {
            assert_eq!(refusal(confirm(&db, wrong).await).0, Code::Gone, "{wrong}");
        }
        db.clock.advance(TimeDelta::hours(49));
        assert_eq!(refusal(confirm(&db, &token).await).0, Code::Gone);
        let tx = workspace.read().await;
        assert_eq!(submissions(&tx, id).await[0].outcome, SubmissionOutcome::Expired);
        let form = form::get(&tx, id).await.unwrap();
        assert_eq!((form.submissions_count, form.pending_count, form.confirmed_count, form.expired_count), (1, 0, 0, 1));
        assert_eq!(lead::counts(&tx, &LeadFilter::default()).await.unwrap().total, 0);
    }

    async fn the_mail_is_sent_again_a_few_times_and_an_address_is_not_flooded(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let (id, post) = (opted_in(&workspace).await, Post::of(&db));
        let (sent, _) = send(&db, &ZHANG).await;
        resend(&db, &sent).await;
        assert_eq!(post.deliver().await.len(), 1, "not within a minute");
        for _ in 0..4 {
            db.clock.advance(TimeDelta::minutes(2));
            resend(&db, &sent).await;
            post.deliver().await;
        }
        let mails = post.deliver().await;
        assert_eq!(mails.len(), 3);
        for _ in 0..4 {
            send(&db, &ZHANG).await;
            post.deliver().await;
        }
        assert_eq!(post.deliver().await.len(), 5, "five an hour to one address");
        let tx = workspace.read().await;
        assert_eq!((submissions(&tx, id).await.len(), form::get(&tx, id).await.unwrap().pending_count), (5, 5), "none is lost");
        drop(tx);
        confirm(&db, &token(&mails[2])).await.unwrap();
        assert_eq!(leads_there(&workspace).await, 1, "the first mail's link still works");
    }

    async fn the_answer_does_not_tell_who_is_known_and_a_known_lead_is_touched(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let post = Post::of(&db);
        opted_in(&workspace).await;
        let known = created(&workspace, lead::NewLead { email: Some("zhang@example.cn".into()), ..with_phone("王芳", "13800001234") }).await;
        let (_, stranger) = send(&db, &[("name", "x"), ("email", "x@example.cn")]).await;
        let (again, receipt) = send(&db, &ZHANG).await;
        let spam = Submission { website: "https://spam.example".into(), ..filled(&rendered(&db).await, &ZHANG) };
        db.clock.advance(TimeDelta::seconds(5));
        assert_eq!(receipt, stranger);
        assert_eq!(submit(&db, spam).await.unwrap(), stranger, "nor who looks like a program");
        assert_eq!(submit(&db, again).await.unwrap(), receipt, "nor that it was sent before");
        let mails = post.deliver().await;
        assert_eq!(mails.len(), 2);
        let mail = mails.iter().find(|mail| mail.to == "zhang@example.cn").unwrap();
        confirm(&db, &token(mail)).await.unwrap();
        let tx = workspace.read().await;
        assert_eq!(leads::touch::list(&tx, known.id, &PageRequest::default()).await.unwrap().data.len(), 1);
        assert_eq!(lead::counts(&tx, &LeadFilter::default()).await.unwrap().total, 1);
    }

    async fn a_form_that_is_confirmed_by_mail_asks_for_the_address_and_tells_wrong_answers_at_once(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let form = NewForm { double_opt_in: true, ..a_form() };
        assert_eq!(refusal(form::create(&tx, form).await).1, ["/double_opt_in needs_email_field"]);
        let optional = NewForm { double_opt_in: true, fields: vec![field("email", false)].into(), ..a_form() };
        assert_eq!(refusal(form::create(&tx, optional).await).1, ["/double_opt_in needs_email_field"]);
        drop(tx);
        opted_in(&workspace).await;
        let form = rendered(&db).await;
        db.clock.advance(TimeDelta::seconds(5));
        let wrong = filled(&form, &[("name", "x"), ("email", "x@"), ("phone", "12")]);
        assert_eq!(refusal(submit(&db, wrong).await).1, ["/fields/email invalid_email", "/fields/phone invalid_phone"]);
    }
}
