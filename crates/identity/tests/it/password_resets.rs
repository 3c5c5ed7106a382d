use crate::{
    mails::{PostOffice, token},
    people::{PASSWORD, code, fields, laptop, owner, sign_in, sign_in_input},
};
use chrono::TimeDelta;
use identity::{
    Password, authenticate,
    password_reset::{RequestPasswordReset, ResetPassword, confirm, request},
};
use jobs::entity::job;
use kernel::{Code, SystemTx};
use testing::{TestDb, on_both_databases};

const EMAIL: &str = "li.wei@example.cn";
const NEW: &str = "plum-and-7-herons";

async fn ask(db: &TestDb, email: &str) {
    request(&db.db, RequestPasswordReset { email: email.into() }).await.unwrap();
}

fn reset(token: &str, password: &str) -> ResetPassword {
    ResetPassword { token: token.into(), password: Password::new(password) }
}

on_both_databases! {
    async fn a_link_sets_a_new_password_once_and_ends_all_sessions(db: TestDb) {
        owner(&db, EMAIL).await;
        let (post, before) = (PostOffice::of(&db), sign_in(&db, EMAIL).await);
        ask(&db, "Li.Wei@example.cn").await;
        let mails = post.deliver().await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, EMAIL));
        assert!(mails[0].text.contains("https://perennial.example/reset-password?token="), "{}", mails[0].text);
        let html = mails[0].html.replace("&#x2f;", "/");
        assert!(html.contains("https://perennial.example/reset-password?token="), "{html}");
        assert!(post.folder().join(format!("{}.eml", mails[0].id)).exists());
        let token = token(&mails[0]);
        assert_eq!(fields(confirm(&db.db, reset(&token, "short"), &laptop()).await), ["/password too_short"]);
        confirm(&db.db, reset(&token, NEW), &laptop()).await.unwrap();
        assert_eq!(code(authenticate(&db.db, &before.session.access_token, "r").await), Code::Unauthenticated);
        let old = identity::sign_in(&db.db, sign_in_input(EMAIL, PASSWORD), &laptop()).await;
        assert_eq!(code(old), Code::WrongCredentials);
        identity::sign_in(&db.db, sign_in_input(EMAIL, NEW), &laptop()).await.unwrap();
        assert_eq!(code(confirm(&db.db, reset(&token, PASSWORD), &laptop()).await), Code::Gone);
    }

    async fn a_link_dies_after_an_hour_and_with_every_other_link_once_one_was_used(db: TestDb) {
        owner(&db, EMAIL).await;
        let post = PostOffice::of(&db);
        ask(&db, EMAIL).await;
        let first = token(&post.deliver().await[0]);
        db.clock.advance(TimeDelta::minutes(30));
        ask(&db, EMAIL).await;
        let second = token(&post.deliver().await[0]);
        assert_ne!(first, second);
        confirm(&db.db, reset(&second, NEW), &laptop()).await.unwrap();
        assert_eq!(code(confirm(&db.db, reset(&first, NEW), &laptop()).await), Code::Gone);
        ask(&db, EMAIL).await;
        let third = token(&post.deliver().await[0]);
        db.clock.advance(TimeDelta::hours(1));
        assert_eq!(code(confirm(&db.db, reset(&third, NEW), &laptop()).await), Code::Gone);
        for made_up in ["", "AAAA", &third[1..]] {
            let answer = confirm(&db.db, reset(made_up, NEW), &laptop()).await;
            assert_eq!(code(answer), Code::Gone, "{made_up}");
        }
    }

    async fn asking_for_an_unknown_address_leaves_the_same_job_and_no_mail(db: TestDb) {
        owner(&db, EMAIL).await;
        for email in [EMAIL, "nobody@example.cn"] {
            ask(&db, email).await;
            ask(&db, email).await;
        }
        let tx = SystemTx::read(&db.db).await.unwrap();
        let waiting = tx.find::<job::Entity>().all(&tx.db).await.unwrap();
        drop(tx);
        let kinds: Vec<_> = waiting.iter().filter(|job| job.lane == "mail").map(|job| job.kind.as_str()).collect();
        assert_eq!(kinds, ["identity.prepare_password_reset"; 2]);
        assert_eq!(PostOffice::of(&db).deliver().await.len(), 1);
    }

    async fn nobody_is_flooded_with_links(db: TestDb) {
        owner(&db, EMAIL).await;
        let post = PostOffice::of(&db);
        for _ in 0..6 {
            ask(&db, EMAIL).await;
            post.deliver().await;
        }
        assert_eq!(post.deliver().await.len(), 3);
    }

    async fn no_queued_job_and_no_row_holds_what_opens_the_account(db: TestDb) {
        owner(&db, EMAIL).await;
        let post = PostOffice::of(&db);
        ask(&db, EMAIL).await;
        let token = token(&post.deliver().await[0]);
        let tx = SystemTx::read(&db.db).await.unwrap();
        let rows = tx.find::<identity::entity::password_reset::Entity>().all(&tx.db).await.unwrap();
        let secret_part = &token[24..];
        assert!(!format!("{rows:?}").contains(secret_part));
    }
}
