use super::{
    browser::{Browser, EMAIL, PASSWORD},
    mailbox,
};
use crate::app::{TestApp, request};
use actix_web::http::Method;
use chrono::TimeDelta;
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn the_refresh_token_travels_only_in_a_cookie_that_scripts_and_other_sites_can_not_use(db: TestDb) {
        let app = TestApp::on(db).await;
        let laptop = Browser::new(&app, "Laptop");
        let session = laptop.sign_up(EMAIL).await;
        let cookie = laptop.cookie.borrow().clone().unwrap();
        assert_eq!((cookie.name(), cookie.path(), cookie.http_only()), ("perennial_refresh", Some("/"), Some(true)));
        assert_eq!(cookie.same_site(), Some(actix_web::cookie::SameSite::Strict));
        assert!(!session.to_string().contains(cookie.value()));
        assert_eq!((session["token_type"].as_str(), session["expires_in_seconds"].as_i64()), (Some("Bearer"), Some(900)));
        assert_eq!(session["member"]["role"], "owner");
        assert_eq!(session["workspaces"].as_array().unwrap().len(), 1);
        let answer = laptop.act("/v1/auth/refresh").await;
        answer.expect(200);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_ne!(laptop.cookie.borrow().clone().unwrap().value(), cookie.value());
        laptop.get("/v1/me").await.expect(200);
    }

    async fn a_stolen_refresh_token_ends_the_session_of_thief_and_victim(db: TestDb) {
        let app = TestApp::on(db).await;
        let victim = Browser::new(&app, "Laptop");
        victim.sign_up(EMAIL).await;
        let thief = Browser::new(&app, "Elsewhere");
        thief.cookie.borrow_mut().clone_from(&victim.cookie.borrow());
        thief.act("/v1/auth/refresh").await.expect(200);
        thief.get("/v1/me").await.expect(200);
        let reused = victim.act("/v1/auth/refresh").await;
        reused.expect_problem(401, "session_revoked");
        assert!(victim.cookie.borrow().is_none(), "the browser is told to forget it");
        thief.get("/v1/me").await.expect_problem(401, "unauthenticated");
        victim.get("/v1/me").await.expect_problem(401, "unauthenticated");
        thief.act("/v1/auth/refresh").await.expect_problem(401, "session_revoked");
    }

    async fn an_unknown_address_a_wrong_password_and_a_lock_out_look_alike_for_all_addresses(db: TestDb) {
        let app = TestApp::on(db).await;
        Browser::new(&app, "Laptop").sign_up(EMAIL).await;
        for round in 0..7 {
            let mut answers = Vec::new();
            for email in [EMAIL, "nobody@example.cn"] {
                let body = json!({ "email": email, "password": "wrong-password-1" });
                let answer = Browser::new(&app, "Laptop").post("/v1/auth/sign-in", body).await;
                let mut document = answer.json();
                for varying in ["request_id", "instance"] {
                    document[varying] = json!(null);
                }
                answers.push((answer.status.as_u16(), document, answer.header("retry-after").map(str::to_owned)));
            }
            assert_eq!(answers[0], answers[1], "round {round}");
            let expected = if round < 5 { (401, "wrong_credentials") } else { (429, "rate_limited") };
            assert_eq!((answers[0].0, answers[0].1["code"].as_str().unwrap()), expected);
            assert_eq!(answers[0].2.is_some(), round >= 5);
        }
    }

    async fn signing_out_ends_the_session_and_forgets_the_cookie(db: TestDb) {
        let app = TestApp::on(db).await;
        let (here, there) = (Browser::new(&app, "Laptop"), Browser::new(&app, "Phone"));
        here.sign_up(EMAIL).await;
        there.sign_in(EMAIL).await;
        here.act("/v1/auth/sign-out").await.expect(204);
        assert!(here.cookie.borrow().is_none());
        here.get("/v1/me").await.expect_problem(401, "unauthenticated");
        here.act("/v1/auth/sign-out").await.expect(204);
        let sessions = there.get("/v1/me/sessions").await.expect(200);
        assert_eq!(sessions["data"].as_array().unwrap().len(), 1);
        assert_eq!((&sessions["data"][0]["current"], &sessions["data"][0]["user_agent"]), (&json!(true), &json!("Phone")));
        here.sign_in(EMAIL).await;
        there.act("/v1/auth/sign-out-everywhere").await.expect(204);
        for browser in [&here, &there] {
            browser.get("/v1/me").await.expect_problem(401, "unauthenticated");
        }
    }

    async fn one_person_works_in_two_workspaces_and_sees_only_the_one_they_are_in(db: TestDb) {
        let app = TestApp::on(db).await;
        let laptop = Browser::new(&app, "Laptop");
        let first = laptop.sign_up(EMAIL).await;
        let guest = Browser::new(&app, "Phone");
        guest.sign_up("wang.fang@example.cn").await;
        let invited = guest.post("/v1/invitations", json!({ "email": EMAIL, "role": "analyst" })).await;
        assert_eq!(invited.expect(201)["state"], "pending");
        let mails = mailbox::deliver(&app).await;
        let accept = format!("/v1/auth/invitations/{}/accept", mailbox::token(&mails[0]));
        let joined = laptop.post(&accept, json!({ "password": PASSWORD })).await.expect(200);
        assert_eq!((&joined["member"]["role"], joined["workspaces"].as_array().unwrap().len()), (&json!("analyst"), 2));
        laptop.get("/v1/api-keys").await.expect(200);
        laptop.post("/v1/invitations", json!({ "email": "x@example.cn", "role": "sales" })).await.expect_problem(403, "missing_grant");
        let back = json!({ "workspace_id": first["workspace"]["id"] });
        let switched = laptop.post("/v1/auth/switch-workspace", back).await.expect(200);
        assert_eq!(switched["workspace"]["id"], first["workspace"]["id"]);
        assert_eq!(laptop.get("/v1/workspace").await.expect(200)["id"], first["workspace"]["id"]);
        let unknown = json!({ "workspace_id": "ws_01h455vb4pex5vsknk084sn02q" });
        laptop.post("/v1/auth/switch-workspace", unknown).await.expect_problem(404, "not_found");
    }

    async fn a_token_that_expired_is_refused_and_renewed_by_the_cookie(db: TestDb) {
        let app = TestApp::on(db).await;
        let laptop = Browser::new(&app, "Laptop");
        laptop.sign_up(EMAIL).await;
        app.db.clock.advance(TimeDelta::minutes(15));
        laptop.get("/v1/me").await.expect_problem(401, "unauthenticated");
        laptop.act("/v1/auth/refresh").await.expect(200);
        laptop.get("/v1/me").await.expect(200);
    }

    async fn a_wrong_sign_up_names_every_field_and_never_repeats_the_password(db: TestDb) {
        let app = TestApp::on(db).await;
        let laptop = Browser::new(&app, "Laptop");
        let body = json!({
            "workspace_name": "", "name": "", "email": "nobody", "password": "hunter2", "locale": "en", "time_zone": "UTC",
        });
        let answer = laptop.post("/v1/auth/sign-up", body).await;
        let problem = answer.expect_problem(422, "invalid");
        let pointers: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/email", "/name", "/password", "/workspace_name"]);
        assert!(!answer.text.contains("hunter2"));
        let unknown = json!({ "email": EMAIL, "password": PASSWORD, "remember": true });
        laptop.post("/v1/auth/sign-in", unknown).await.expect_problem(400, "unknown_field");
        let options = laptop.get("/v1/auth/options").await.expect(200);
        assert_eq!((&options["sign_up_open"], &options["demo"]), (&json!(true), &json!(false)));
    }

    async fn over_https_the_cookie_is_bound_to_the_host(db: TestDb) {
        let settings = crate::app::settings("https://perennial.example");
        let app = TestApp::with(db, settings).await;
        let laptop = Browser::new(&app, "Laptop");
        laptop.sign_up(EMAIL).await;
        let cookie = laptop.cookie.borrow().clone().unwrap();
        assert_eq!((cookie.name(), cookie.secure(), cookie.path()), ("__Host-perennial_refresh", Some(true), Some("/")));
        assert_eq!(cookie.domain(), None);
        laptop.act("/v1/auth/refresh").await.expect(200);
    }

    async fn a_key_is_nobody_and_has_no_sessions(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        for (method, path) in [(Method::GET, "/v1/me"), (Method::GET, "/v1/me/sessions"), (Method::POST, "/v1/auth/sign-out-everywhere")] {
            app.send(request(method, path, &key)).await.expect_problem(403, "session_required");
        }
    }
}
