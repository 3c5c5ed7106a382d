use crate::people::{
    PASSWORD, bare, client, code, fields, laptop, owner, sign_in, sign_in_input, sign_up,
    sign_up_input,
};
use chrono::TimeDelta;
use identity::{Password, SignIn, SignUpPolicy, authenticate, setup::is_sign_up_open};
use kernel::{Code, Error, Grants};
use testing::on_both_databases;

on_both_databases! {
    async fn the_first_owner_signs_up_and_nobody_after_them(db: TestDb) {
        assert!(is_sign_up_open(&db.db, SignUpPolicy::First).await.unwrap());
        let signed_in = sign_up(&db, SignUpPolicy::First, "Li.Wei@Example.CN").await.unwrap();
        let session = &signed_in.session;
        assert_eq!(session.operator.email, "li.wei@example.cn");
        assert_eq!(session.workspace.slug, "spring-salon");
        assert_eq!((session.member.role.as_str(), session.workspaces.len()), ("owner", 1));
        assert!(!is_sign_up_open(&db.db, SignUpPolicy::First).await.unwrap());
        let second = sign_up(&db, SignUpPolicy::First, "other@example.cn").await;
        assert_eq!(code(second), Code::SignUpClosed);
        assert_eq!(code(sign_up(&db, SignUpPolicy::Closed, "third@example.cn").await), Code::SignUpClosed);
        let open = sign_up(&db, SignUpPolicy::Open, "other@example.cn").await.unwrap();
        assert_ne!(open.session.workspace.id, session.workspace.id);
        assert_ne!(open.session.workspace.slug, "spring-salon");
    }

    async fn of_two_first_owners_at_once_one_is_refused(db: TestDb) {
        let (a, b) = tokio::join!(
            sign_up(&db, SignUpPolicy::First, "a@example.cn"),
            sign_up(&db, SignUpPolicy::First, "b@example.cn"),
        );
        assert_eq!(usize::from(a.is_ok()) + usize::from(b.is_ok()), 1);
        let refused = if a.is_err() { a } else { b };
        assert_eq!(code(refused), Code::SignUpClosed);
    }

    async fn a_wrong_sign_up_names_every_wrong_field(db: TestDb) {
        let mut input = sign_up_input("not an address");
        input.name = String::new();
        input.workspace_name = "  ".into();
        input.password = Password::new("short");
        let wrong = identity::sign_up(&db.db, SignUpPolicy::First, input, &laptop(), bare).await;
        assert_eq!(
            fields(wrong),
            ["/email invalid_email", "/name too_short", "/password too_short", "/workspace_name required"]
        );
    }

    async fn who_signs_in_gets_a_token_that_says_who_they_are(db: TestDb) {
        let created = owner(&db, "li.wei@example.cn").await;
        let signed_in = sign_in(&db, " LI.WEI@example.cn ").await;
        let token = &signed_in.session.access_token;
        let known = authenticate(&db.db, token, "req_1").await.unwrap();
        assert_eq!(known.caller.workspace, created.workspace);
        assert_eq!(known.caller.member(), Some(created.owner));
        assert_eq!((known.caller.grants, known.caller.request_id.as_str()), (Grants::all(), "req_1"));
        db.clock.advance(TimeDelta::seconds(signed_in.session.expires_in_seconds));
        assert_eq!(code(authenticate(&db.db, token, "req_1").await), Code::Unauthenticated);
    }

    async fn an_unknown_address_and_a_wrong_password_are_answered_alike(db: TestDb) {
        owner(&db, "li.wei@example.cn").await;
        let tell = async |email: &str| {
            let answer = identity::sign_in(&db.db, sign_in_input(email, "wrong-password-1"), &laptop()).await;
            let err = answer.err().unwrap();
            (err.code(), err.title(false), format!("{err:?}"))
        };
        for _ in 0..7 {
            assert_eq!(tell("li.wei@example.cn").await, tell("nobody@example.cn").await);
        }
        assert_eq!(tell("not an address").await.0, Code::WrongCredentials);
    }

    async fn after_five_failures_even_the_right_password_has_to_wait_and_longer_each_time(db: TestDb) {
        owner(&db, "li.wei@example.cn").await;
        let attempt = async |password: &str| {
            identity::sign_in(&db.db, sign_in_input("li.wei@example.cn", password), &laptop()).await
        };
        for _ in 0..5 {
            assert_eq!(code(attempt("wrong-password-1").await), Code::WrongCredentials);
        }
        let blocked = attempt(PASSWORD).await.err().unwrap();
        assert_eq!(blocked.code(), Code::RateLimited);
        assert!(blocked.title(false).contains("30 seconds"), "{}", blocked.title(false));
        db.clock.advance(TimeDelta::seconds(31));
        assert_eq!(code(attempt("wrong-password-1").await), Code::WrongCredentials);
        let blocked = attempt(PASSWORD).await.err().unwrap();
        assert!(blocked.title(false).contains("60 seconds"), "{}", blocked.title(false));
        db.clock.advance(TimeDelta::seconds(61));
        attempt(PASSWORD).await.unwrap();
        for _ in 0..4 {
            assert_eq!(code(attempt("wrong-password-1").await), Code::WrongCredentials);
        }
        attempt(PASSWORD).await.unwrap();
    }

    async fn one_network_address_can_not_try_one_address_after_the_other(db: TestDb) {
        owner(&db, "li.wei@example.cn").await;
        let from = client("198.51.100.1", "Script");
        for number in 0..50 {
            let input = SignIn { password: Password::new("x"), ..sign_in_input(&format!("n{number}@example.cn"), "") };
            assert_eq!(code(identity::sign_in(&db.db, input, &from).await), Code::WrongCredentials);
        }
        let right = || sign_in_input("li.wei@example.cn", PASSWORD);
        assert_eq!(code(identity::sign_in(&db.db, right(), &from).await), Code::RateLimited);
        identity::sign_in(&db.db, right(), &laptop()).await.unwrap();
    }

    async fn parallel_guesses_are_counted_too(db: TestDb) {
        owner(&db, "li.wei@example.cn").await;
        let guess = || async {
            code(identity::sign_in(&db.db, sign_in_input("li.wei@example.cn", "wrong-password-1"), &laptop()).await)
        };
        let answers = futures::future::join_all((0..12).map(|_| guess())).await;
        let looked_at = answers.iter().filter(|code| **code == Code::WrongCredentials).count();
        assert_eq!(looked_at, 5, "{answers:?}");
    }

    async fn a_disabled_operator_does_not_get_in(db: TestDb) {
        use identity::entity::operator::{Column, Entity};
        use sea_orm::sea_query::Expr;
        owner(&db, "li.wei@example.cn").await;
        let signed_in = sign_in(&db, "li.wei@example.cn").await;
        let tx = kernel::SystemTx::write(&db.db).await.unwrap();
        tx.update::<Entity>().col_expr(Column::Disabled, Expr::value(true)).exec(&tx.db).await.unwrap();
        tx.commit().await.unwrap();
        let again = identity::sign_in(&db.db, sign_in_input("li.wei@example.cn", PASSWORD), &laptop()).await;
        assert_eq!(code(again), Code::WrongCredentials);
        let token = &signed_in.session.access_token;
        assert_eq!(code(authenticate(&db.db, token, "r").await), Code::Unauthenticated);
    }

    async fn no_error_and_no_debug_output_holds_the_password(db: TestDb) {
        let input = sign_in_input("li.wei@example.cn", "s3cret-s3cret");
        assert!(!format!("{input:?}").contains("s3cret"));
        let err: Error = identity::sign_in(&db.db, input, &laptop()).await.err().unwrap();
        assert!(!format!("{err:?}{err}").contains("s3cret"));
        let mut weak = sign_up_input("broken");
        weak.password = Password::new("s3cr3t");
        let err = identity::sign_up(&db.db, SignUpPolicy::First, weak, &laptop(), bare).await.err().unwrap();
        assert!(!format!("{err:?}").contains("s3cr3t"));
    }
}
