use crate::app::{TestApp, request};
use actix_web::{http::Method, test::TestRequest};
use serde_json::json;
use testing::on_both_databases;

on_both_databases! {
    async fn what_the_framework_refuses_is_a_problem_too(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        app.get("/v1/nothing", &key).await.expect_problem(404, "unknown_route");
        let other_method = app.delete("/v1/jobs", &key).await;
        other_method.expect_problem(405, "method_not_allowed");
        let no_id = app.patch("/v1/leads/board", &key, &json!({})).await;
        no_id.expect_problem(405, "method_not_allowed");
        assert_eq!(no_id.header("allow"), Some("GET"));
        assert_eq!(other_method.header("allow"), Some("GET"));
        app.get("/v1/jobs", "").await.expect_problem(401, "unauthenticated");
        app.get("/v1/jobs", "sk_garbage").await.expect_problem(401, "unauthenticated");
        app.get("/v1/jobs/lead_01h455vb4pex5vsknk084sn02q", &key).await.expect_problem(404, "not_found");
    }

    async fn a_parameter_that_is_unknown_or_out_of_bounds_is_named(db: TestDb) {
        let app = TestApp::on(db).await;
        let (_, key) = app.workspace("a").await;
        app.get("/v1/jobs?stat=dead", &key).await.expect_problem(400, "unknown_parameter");
        app.get("/v1/jobs?limit=x", &key).await.expect_problem(422, "invalid");
        app.get("/v1/jobs?cursor=abc", &key).await.expect_problem(422, "invalid_cursor");
        let body = app.get("/v1/jobs?limit=201", &key).await.expect_problem(422, "invalid");
        assert_eq!(body["errors"][0]["pointer"], "/limit");
        assert_eq!(body["errors"][0]["params"], json!({ "min": 1, "max": 200 }));
        let body = app.get("/v1/jobs?sort=colour", &key).await.expect_problem(422, "invalid");
        assert_eq!(body["errors"][0]["params"]["allowed"], json!(["created_at", "run_at"]));
    }

    async fn a_problem_speaks_the_language_of_the_caller(db: TestDb) {
        let app = TestApp::on(db).await;
        let ask = |language: &'static str| {
            app.send(request(Method::GET, "/v1/jobs", "").insert_header(("accept-language", language)))
        };
        assert_eq!(ask("zh-CN,en;q=0.5").await.json()["title"], "请先登录，或提供有效的密钥");
        assert_eq!(ask("en;q=0.9,zh;q=0.1").await.json()["title"], "Sign in, or send a valid key");
        assert_eq!(ask("fr").await.json()["title"], "Sign in, or send a valid key");
    }

    async fn every_error_code_has_its_page(db: TestDb) {
        let app = TestApp::on(db).await;
        for code in kernel::Code::ALL {
            let page = app.get(&format!("/problems/{code}"), "").await;
            page.expect(200);
            assert!(page.text.contains(code.as_str()));
        }
        app.get("/problems/%3Cscript%3E", "").await.expect_problem(404, "not_found");
    }

    async fn health_tells_a_stranger_nothing_but_that_it_lives(db: TestDb) {
        let app = TestApp::on(db).await;
        let body = app.send(TestRequest::get().uri("/readyz")).await.expect(200);
        assert_eq!(body, json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }));
    }
}
