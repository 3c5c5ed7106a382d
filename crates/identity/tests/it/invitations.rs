use crate::{
    mails::{PostOffice, token},
    people::{PASSWORD, client, code, fields, laptop, owner, sign_in},
};
use chrono::TimeDelta;
use identity::{
    Password, Role, authenticate,
    invitation::{
        self, AcceptInvitation, InvitationFilter, InvitationState, NewInvitation, accept, preview,
    },
    member,
};
use kernel::{Actor, Caller, Code, Grant, WorkspaceTx, page::PageRequest};
use testing::{TestWorkspace, on_both_databases};

const GUEST: &str = "wang.fang@example.cn";

fn new(role: Role) -> NewInvitation {
    NewInvitation { email: GUEST.into(), role }
}

fn answer(name: &str, password: &str) -> AcceptInvitation {
    AcceptInvitation { name: Some(name.into()), password: Some(Password::new(password)) }
}

async fn invite(workspace: &TestWorkspace, role: Role) -> invitation::Invitation {
    let tx = workspace.write().await;
    let invited = invitation::create(&tx, new(role)).await.unwrap();
    tx.commit().await.unwrap();
    invited
}

on_both_databases! {
    async fn a_guest_joins_by_the_link_with_the_role_they_were_given(db: TestDb) {
        let workspace = db.workspace("a").await;
        let post = PostOffice::of(&db);
        invite(&workspace, Role::Sales).await;
        let mails = post.deliver().await;
        assert_eq!((mails.len(), mails[0].to.as_str()), (1, GUEST));
        assert!(mails[0].text.contains("https://perennial.example/accept-invitation?token="));
        assert!(mails[0].subject.contains("owner@a.example"), "{}", mails[0].subject);
        let token = token(&mails[0]);
        let seen = preview(&db.db, &token).await.unwrap();
        assert_eq!((seen.email.as_str(), seen.role, seen.needs_password), (GUEST, Role::Sales, true));
        let wrong = accept(&db.db, &token, AcceptInvitation::default(), &laptop()).await;
        assert_eq!(fields(wrong), ["/name required", "/password required"]);
        let joined = accept(&db.db, &token, answer("Wang Fang", PASSWORD), &laptop()).await.unwrap();
        let caller = authenticate(&db.db, &joined.session.access_token, "r").await.unwrap().caller;
        assert_eq!((caller.workspace, caller.grants), (workspace.id, Role::Sales.grants()));
        assert_eq!(joined.session.operator.name, "Wang Fang");
        assert_eq!(code(accept(&db.db, &token, answer("Wang Fang", PASSWORD), &laptop()).await), Code::Gone);
        assert_eq!(code(preview(&db.db, &token).await), Code::Gone);
        sign_in(&db, GUEST).await;
    }

    async fn who_has_a_password_proves_it_before_they_join(db: TestDb) {
        let known = owner(&db, GUEST).await;
        let workspace = db.workspace("a").await;
        let post = PostOffice::of(&db);
        invite(&workspace, Role::Analyst).await;
        let token = token(&post.deliver().await[0]);
        assert!(!preview(&db.db, &token).await.unwrap().needs_password);
        let wrong = accept(&db.db, &token, answer("Mallory", "another-password-1"), &laptop()).await;
        assert_eq!(code(wrong), Code::WrongCredentials);
        let joined = accept(&db.db, &token, answer("Mallory", PASSWORD), &laptop()).await.unwrap();
        assert_eq!((joined.session.operator.id, joined.session.operator.name.as_str()), (known.operator, "Li Wei"));
        assert_eq!(joined.session.workspaces.len(), 2);
    }

    async fn nobody_invites_above_themselves(db: TestDb) {
        let workspace = db.workspace("a").await;
        let admin = workspace.member("admin@a.example", "admin").await;
        let caller = Caller {
            actor: Actor::Member { member: admin, operator: workspace.operator },
            grants: Role::Admin.grants(),
            ..workspace.caller()
        };
        let tx = WorkspaceTx::write(&db.db, caller).await.unwrap();
        assert_eq!(fields(invitation::create(&tx, new(Role::Owner)).await), ["/role not_allowed"]);
        invitation::create(&tx, new(Role::Admin)).await.unwrap();
        drop(tx);
        let tx = workspace.write_with([Grant::MembersRead]).await;
        assert_eq!(code(invitation::create(&tx, new(Role::Sales)).await), Code::MissingGrant);
    }

    async fn one_address_has_one_open_invitation_and_members_need_none(db: TestDb) {
        let workspace = db.workspace("a").await;
        invite(&workspace, Role::Sales).await;
        let tx = workspace.write().await;
        assert_eq!(fields(invitation::create(&tx, new(Role::Sales)).await), ["/email already_exists"]);
        drop(tx);
        let tx = workspace.write().await;
        let member = NewInvitation { email: "OWNER@a.example".into(), role: Role::Sales };
        assert_eq!(fields(invitation::create(&tx, member).await), ["/email already_exists"]);
        let broken = NewInvitation { email: "nobody".into(), role: Role::Sales };
        assert_eq!(fields(invitation::create(&tx, broken).await), ["/email invalid_email"]);
        drop(tx);
        db.clock.advance(TimeDelta::days(8));
        invite(&workspace, Role::Success).await;
    }

    async fn a_link_dies_when_it_is_revoked_sent_again_or_a_week_old(db: TestDb) {
        let workspace = db.workspace("a").await;
        let post = PostOffice::of(&db);
        let first = invite(&workspace, Role::Sales).await;
        let old = token(&post.deliver().await[0]);
        db.clock.advance(TimeDelta::hours(1));
        let tx = workspace.write().await;
        invitation::resend(&tx, first.id).await.unwrap();
        tx.commit().await.unwrap();
        let mails = post.deliver().await;
        assert_eq!(mails.len(), 2);
        let new = token(&mails[0]);
        assert_eq!(code(preview(&db.db, &old).await), Code::Gone);
        preview(&db.db, &new).await.unwrap();
        let tx = workspace.write().await;
        let revoked = invitation::revoke(&tx, first.id).await.unwrap();
        assert_eq!(revoked.state, InvitationState::Revoked);
        assert_eq!(code(invitation::resend(&tx, first.id).await), Code::WrongState);
        tx.commit().await.unwrap();
        assert_eq!(code(preview(&db.db, &new).await), Code::Gone);
        invite(&workspace, Role::Sales).await;
        let third = token(&post.deliver().await[0]);
        db.clock.advance(TimeDelta::days(7));
        assert_eq!(code(preview(&db.db, &third).await), Code::Gone);
        let tx = workspace.read().await;
        let expired: InvitationFilter = serde_json::from_str(r#"{"state":"expired,pending"}"#).unwrap();
        let listed = invitation::list(&tx, &expired, &PageRequest::default()).await.unwrap();
        assert_eq!(listed.data.iter().map(|it| it.state).collect::<Vec<_>>(), [InvitationState::Expired]);
    }

    async fn an_invitation_that_was_revoked_before_it_was_sent_is_never_sent(db: TestDb) {
        let workspace = db.workspace("a").await;
        let invited = invite(&workspace, Role::Sales).await;
        let tx = workspace.write().await;
        invitation::revoke(&tx, invited.id).await.unwrap();
        tx.commit().await.unwrap();
        assert!(PostOffice::of(&db).deliver().await.is_empty());
    }

    async fn who_left_comes_back_as_the_same_member(db: TestDb) {
        let workspace = db.workspace("a").await;
        let post = PostOffice::of(&db);
        invite(&workspace, Role::Sales).await;
        let first = accept(&db.db, &token(&post.deliver().await[0]), answer("Wang Fang", PASSWORD), &laptop()).await.unwrap();
        let tx = workspace.write().await;
        member::remove(&tx, first.session.member.id).await.unwrap();
        tx.commit().await.unwrap();
        let token_now = &first.session.access_token;
        assert_eq!(code(authenticate(&db.db, token_now, "r").await), Code::Unauthenticated);
        let nowhere = identity::sign_in(&db.db, crate::people::sign_in_input(GUEST, PASSWORD), &client("203.0.113.9", "Phone")).await;
        assert_eq!(code(nowhere), Code::NoWorkspace);
        db.clock.advance(TimeDelta::hours(1));
        invite(&workspace, Role::Success).await;
        let again = accept(&db.db, &token(&post.deliver().await[0]), answer("Wang Fang", PASSWORD), &laptop()).await.unwrap();
        assert_eq!((again.session.member.id, again.session.member.role), (first.session.member.id, Role::Success));
    }
}
