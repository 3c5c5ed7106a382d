//! A browser as far as signing in is concerned: it keeps the cookie and the access token.

use crate::app::{Answer, TestApp, request};
use actix_web::{
    cookie::Cookie,
    http::{Method, header},
};
use serde_json::{Value, json};
use std::cell::RefCell;

pub const EMAIL: &str = "li.wei@example.cn";
pub const PASSWORD: &str = "tea-and-9-peonies";

pub struct Browser<'a> {
    app: &'a TestApp,
    user_agent: &'static str,
    pub cookie: RefCell<Option<Cookie<'static>>>,
    pub token: RefCell<String>,
}

impl<'a> Browser<'a> {
    pub fn new(app: &'a TestApp, user_agent: &'static str) -> Self {
        Self { app, user_agent, cookie: RefCell::default(), token: RefCell::default() }
    }

    pub async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let token = self.token.borrow().clone();
        let mut call = request(method, path, &token)
            .insert_header((header::USER_AGENT, self.user_agent))
            .peer_addr("127.0.0.1:50000".parse().unwrap());
        if let Some(cookie) = self.cookie.borrow().clone() {
            call = call.cookie(cookie);
        }
        if let Some(body) = body {
            call = call.set_json(body);
        }
        let answer = self.app.send(call).await;
        self.keep(&answer);
        answer
    }

    fn keep(&self, answer: &Answer) {
        if let Some(text) = answer.header("set-cookie") {
            let cookie = Cookie::parse(text.to_owned()).unwrap();
            *self.cookie.borrow_mut() = Some(cookie).filter(|cookie| !cookie.value().is_empty());
        }
        if let Some(token) = answer.json()["access_token"].as_str() {
            token.clone_into(&mut self.token.borrow_mut());
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, Some(body)).await
    }

    pub async fn act(&self, path: &str) -> Answer {
        self.call(Method::POST, path, None).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path, Some(body)).await
    }

    pub async fn sign_up(&self, email: &str) -> Value {
        let body = json!({
            "workspace_name": "Spring Salon", "name": "Li Wei", "email": email, "password": PASSWORD,
            "locale": "zh-CN", "time_zone": "Asia/Shanghai",
        });
        self.post("/v1/auth/sign-up", body).await.expect(201)
    }

    pub async fn sign_in(&self, email: &str) -> Value {
        self.post("/v1/auth/sign-in", json!({ "email": email, "password": PASSWORD }))
            .await
            .expect(200)
    }
}
