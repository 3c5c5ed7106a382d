//! What pages of other origins may call.

use crate::app::{TestApp, request};
use actix_web::http::Method;
use testing::on_both_databases;

on_both_databases! {
    async fn pages_of_other_origins_may_call_what_is_made_for_browsers_and_nothing_else(db: TestDb) {
        let app = TestApp::on(db).await;
        let allowed = async |path: &str| {
            let preflight = request(Method::OPTIONS, path, "")
                .insert_header(("origin", "https://shop.example"))
                .insert_header(("access-control-request-method", "POST"))
                .insert_header(("access-control-request-headers", "authorization,content-type"));
            app.send(preflight).await.header("access-control-allow-origin").map(str::to_owned)
        };
        for path in ["/v1/client/events", "/v1/public/forms/demo/submissions"] {
            assert_eq!(allowed(path).await.as_deref(), Some("https://shop.example"), "{path}");
        }
        for path in ["/v1/leads", "/v1/auth/sign-in", "/v1/auth/refresh", "/v1/events/batch"] {
            assert_eq!(allowed(path).await, None, "{path}");
        }
    }

    async fn an_answer_says_that_the_page_may_read_it_but_carries_no_session(db: TestDb) {
        let app = TestApp::on(db).await;
        let ask = request(Method::GET, "/v1/public/forms/unknown", "").insert_header(("origin", "https://shop.example"));
        let answer = app.send(ask).await;
        answer.expect_problem(404, "not_found");
        assert_eq!(answer.header("access-control-allow-origin"), Some("https://shop.example"));
        assert_eq!(answer.header("access-control-allow-credentials"), None);
    }
}
