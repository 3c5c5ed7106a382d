//! The development mailbox, and what arrives in it.

use super::browser::{Browser, EMAIL, PASSWORD};
use crate::app::{TestApp, request, settings};
use actix_web::http::Method;
use identity::{MailSettings, mailbox::DevMail};
use jobs::{Registry, Worker};
use serde_json::json;
use testing::on_both_databases;

/// Does all jobs that are due; gives the mails that were written, newest first.
pub async fn deliver(app: &TestApp) -> Vec<DevMail> {
    deliver_to(app, tempfile::tempdir().unwrap().path()).await
}

async fn deliver_to(app: &TestApp, folder: &std::path::Path) -> Vec<DevMail> {
    let mail = MailSettings {
        smtp_url: None,
        from: "Perennial <no-reply@perennial.example>".into(),
        folder: folder.to_owned(),
        public_url: "http://localhost:8080".into(),
    };
    let worker =
        Worker::new(app.db.db.clone(), identity::register(Registry::default(), mail).unwrap());
    while worker.run_due().await.unwrap() > 0 {}
    identity::mailbox::list(folder).await.unwrap()
}

/// The token in the link of a mail.
pub fn token(mail: &DevMail) -> String {
    let (_, behind) = mail.text.split_once("token=").expect("a link");
    behind.chars().take_while(|c| !c.is_whitespace()).collect()
}

on_both_databases! {
    async fn a_forgotten_password_is_set_anew_with_the_mail_in_the_mailbox(db: TestDb) {
        let folder = tempfile::tempdir().unwrap();
        let settings = api::Settings { dev_mail_dir: Some(folder.path().to_owned()), ..settings("http://localhost:8080") };
        let app = TestApp::with(db, settings).await;
        let laptop = Browser::new(&app, "Laptop");
        laptop.sign_up(EMAIL).await;
        for email in [EMAIL, "nobody@example.cn"] {
            let answer = laptop.post("/v1/auth/password-reset", json!({ "email": email })).await;
            assert_eq!((answer.status.as_u16(), answer.text.as_str()), (202, ""));
        }
        deliver_to(&app, folder.path()).await;
        let mails = laptop.get("/v1/dev/mails").await.expect(200);
        assert_eq!((mails["data"].as_array().unwrap().len(), &mails["data"][0]["to"]), (1, &json!(EMAIL)));
        let path = format!("/v1/dev/mails/{}", mails["data"][0]["id"].as_str().unwrap());
        let mail: DevMail = serde_json::from_value(laptop.get(&path).await.expect(200)).unwrap();
        let body = json!({ "token": token(&mail), "password": "plum-and-7-herons" });
        laptop.post("/v1/auth/password-reset/confirm", body.clone()).await.expect(204);
        laptop.post("/v1/auth/password-reset/confirm", body).await.expect_problem(410, "gone");
        let old = json!({ "email": EMAIL, "password": PASSWORD });
        laptop.post("/v1/auth/sign-in", old).await.expect_problem(401, "wrong_credentials");
        let new = json!({ "email": EMAIL, "password": "plum-and-7-herons" });
        laptop.post("/v1/auth/sign-in", new).await.expect(200);
        laptop.get("/v1/dev/mails/nothing").await.expect_problem(404, "not_found");
        assert_eq!(laptop.get("/v1/auth/options").await.expect(200)["dev_mailbox"], true);
    }

    async fn the_mailbox_opens_to_nobody_from_elsewhere_and_on_no_public_installation(db: TestDb) {
        let folder = tempfile::tempdir().unwrap();
        let open = |url: &str| api::Settings { dev_mail_dir: Some(folder.path().to_owned()), ..settings(url) };
        let app = TestApp::with(db, open("http://localhost:8080")).await;
        let from_elsewhere = request(Method::GET, "/v1/dev/mails", "").peer_addr("203.0.113.7:50000".parse().unwrap());
        app.send(from_elsewhere).await.expect_problem(404, "not_found");
        Browser::new(&app, "Laptop").get("/v1/dev/mails").await.expect(200);
        let app = TestApp::with(app.db, open("https://perennial.example")).await;
        Browser::new(&app, "Laptop").get("/v1/dev/mails").await.expect_problem(404, "not_found");
        let app = TestApp::on(app.db).await;
        Browser::new(&app, "Laptop").get("/v1/dev/mails").await.expect_problem(404, "not_found");
    }
}
