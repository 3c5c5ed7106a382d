//! The development mailbox. Reset links lie in it, so it opens only where nobody else can come: on an installation
//! whose public address is this machine, for requests from this machine.

use super::visitor::Visitor;
use crate::{
    extract::PathText,
    page::page_of,
    problem::{Problem, Problems},
    work::{Answer, private},
};
use actix_web::{get, http::StatusCode};
use identity::{mailbox, mailbox::DevMail};
use kernel::{Error, page::Page};
use std::{net::IpAddr, path::Path};

page_of!(DevMailsPage, DevMail, "Mails that were not sent.");

/// List the development mailbox
///
/// Mails that were not sent because there is no mail server: only on a development machine, newest first.
#[utoipa::path(
    tag = "auth", security(()),
    extensions(("x-internal" = json!(true))),
    responses((status = 200, description = "The newest hundred mails", body = DevMailsPage), Problems),
)]
#[get("/v1/dev/mails")]
pub async fn list_dev_mails(visitor: Visitor) -> Answer {
    let data = mailbox::list(open(&visitor)?).await?;
    let page = DevMailsPage::from(Page { data, next_cursor: None, total: None });
    Ok(private(StatusCode::OK).json(page))
}

/// Get a mail of the development mailbox
#[utoipa::path(
    tag = "auth", security(()),
    extensions(("x-internal" = json!(true))),
    params(("id" = String, Path, max_length = 100, description = "The mail.")),
    responses((status = 200, description = "The mail", body = DevMail), Problems),
)]
#[get("/v1/dev/mails/{id}")]
pub async fn get_dev_mail(visitor: Visitor, path: PathText) -> Answer {
    let mail = mailbox::get(open(&visitor)?, path.get("id")).await?;
    Ok(private(StatusCode::OK).json(mail))
}

fn open(visitor: &Visitor) -> Result<&Path, Problem> {
    folder(visitor).ok_or_else(|| Problem(Error::not_found("mail")))
}

/// The folder, if this visitor may look into it.
pub fn folder(visitor: &Visitor) -> Option<&Path> {
    let settings = &visitor.shared.settings;
    let is_near = |address: &String| address.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    let near = visitor.client.ip_address.as_ref().is_some_and(is_near);
    (near && is_this_machine(&settings.public_url)).then_some(settings.dev_mail_dir.as_deref())?
}

fn is_this_machine(url: &str) -> bool {
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = authority.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn only_an_address_of_this_machine_is_one() {
        for near in [
            "http://localhost:8080",
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://localhost",
        ] {
            assert!(is_this_machine(near), "{near}");
        }
        for far in [
            "https://perennial.example",
            "http://0.0.0.0:8080",
            "http://10.0.0.1",
            "http://localhost.evil.example",
            "",
        ] {
            assert!(!is_this_machine(far), "{far}");
        }
    }
}
