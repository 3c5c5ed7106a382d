use crate::people::{client, code, laptop, owner, sign_in};
use chrono::TimeDelta;
use identity::{
    Credential, SignedIn, authenticate,
    session::{self, MOST_SESSIONS},
};
use jobs::event::EventFilter;
use kernel::{
    Caller, Code, WorkspaceTx,
    ids::{SessionId, WorkspaceId},
    page::PageRequest,
};
use testing::{TestDb, on_both_databases};

const EMAIL: &str = "li.wei@example.cn";

async fn revocations(db: &TestDb, workspace: WorkspaceId) -> Vec<String> {
    let tx = WorkspaceTx::read(&db.db, Caller::system(workspace, "test")).await.unwrap();
    let filter: EventFilter =
        serde_json::from_value(serde_json::json!({ "event_type": "session.revoked" })).unwrap();
    let page = jobs::event::list(&tx, &filter, &PageRequest::default()).await.unwrap();
    page.data.iter().map(|entry| entry.data["reason"].as_str().unwrap().to_owned()).collect()
}

async fn works(db: &TestDb, token: &str) -> bool {
    authenticate(&db.db, token, "r").await.is_ok()
}

async fn session_of(db: &TestDb, signed_in: &SignedIn) -> SessionId {
    match authenticate(&db.db, &signed_in.session.access_token, "r").await.unwrap().credential {
        Credential::Session { session, .. } => session,
        other => panic!("expected a session, found {other:?}"),
    }
}

on_both_databases! {
    async fn a_refresh_gives_a_new_pair_and_goes_on_in_the_same_session(db: TestDb) {
        owner(&db, EMAIL).await;
        let first = sign_in(&db, EMAIL).await;
        db.clock.advance(TimeDelta::minutes(14));
        let second = session::refresh(&db.db, first.refresh_token.as_str(), &laptop()).await.unwrap();
        assert_ne!(second.refresh_token, first.refresh_token);
        db.clock.advance(TimeDelta::minutes(2));
        assert!(!works(&db, &first.session.access_token).await);
        assert!(works(&db, &second.session.access_token).await);
        let third = session::refresh(&db.db, second.refresh_token.as_str(), &laptop()).await.unwrap();
        assert!(works(&db, &third.session.access_token).await);
    }

    async fn a_refresh_token_that_was_stolen_and_used_twice_ends_the_whole_family(db: TestDb) {
        let created = owner(&db, EMAIL).await;
        let victim = sign_in(&db, EMAIL).await;
        let thief = client("198.51.100.66", "Elsewhere");
        let stolen = session::refresh(&db.db, victim.refresh_token.as_str(), &thief).await.unwrap();
        let again = session::refresh(&db.db, victim.refresh_token.as_str(), &laptop()).await;
        assert_eq!(code(again), Code::SessionRevoked);
        assert!(!works(&db, &stolen.session.access_token).await);
        assert!(!works(&db, &victim.session.access_token).await);
        let next = session::refresh(&db.db, stolen.refresh_token.as_str(), &thief).await;
        assert_eq!(code(next), Code::SessionRevoked);
        assert_eq!(revocations(&db, created.workspace).await, ["refresh_token_reused"]);
        sign_in(&db, EMAIL).await;
    }

    async fn even_the_same_browser_may_not_use_a_token_twice_once_the_moment_is_over(db: TestDb) {
        owner(&db, EMAIL).await;
        let first = sign_in(&db, EMAIL).await;
        let second = session::refresh(&db.db, first.refresh_token.as_str(), &laptop()).await.unwrap();
        db.clock.advance(TimeDelta::seconds(10));
        let late = session::refresh(&db.db, first.refresh_token.as_str(), &laptop()).await;
        assert_eq!(code(late), Code::SessionRevoked);
        assert!(!works(&db, &second.session.access_token).await);
    }

    async fn a_token_older_than_the_last_ends_the_family_even_at_once(db: TestDb) {
        owner(&db, EMAIL).await;
        let first = sign_in(&db, EMAIL).await;
        let second = session::refresh(&db.db, first.refresh_token.as_str(), &laptop()).await.unwrap();
        session::refresh(&db.db, second.refresh_token.as_str(), &laptop()).await.unwrap();
        let oldest = session::refresh(&db.db, first.refresh_token.as_str(), &laptop()).await;
        assert_eq!(code(oldest), Code::SessionRevoked);
        assert!(!works(&db, &second.session.access_token).await);
    }

    async fn two_tabs_that_refresh_at_once_get_the_same_successor(db: TestDb) {
        owner(&db, EMAIL).await;
        let first = sign_in(&db, EMAIL).await;
        let here = laptop();
        let refresh = || session::refresh(&db.db, first.refresh_token.as_str(), &here);
        let (a, b) = tokio::join!(refresh(), refresh());
        let (a, b) = (a.unwrap(), b.unwrap());
        assert_eq!(a.refresh_token, b.refresh_token);
        session::refresh(&db.db, b.refresh_token.as_str(), &laptop()).await.unwrap();
    }

    async fn a_made_up_token_ends_nobodys_session(db: TestDb) {
        owner(&db, EMAIL).await;
        let first = sign_in(&db, EMAIL).await;
        for text in ["", "rt_", "rt_AAAA", &first.refresh_token.as_str().replace("rt_", "rt_A")] {
            assert_eq!(code(session::refresh(&db.db, text, &laptop()).await), Code::SessionRevoked);
        }
        session::refresh(&db.db, first.refresh_token.as_str(), &laptop()).await.unwrap();
    }

    async fn a_session_ends_after_thirty_idle_days_and_after_ninety_in_any_case(db: TestDb) {
        owner(&db, EMAIL).await;
        let idle = sign_in(&db, EMAIL).await;
        let mut busy = sign_in(&db, EMAIL).await;
        for _ in 0..3 {
            db.clock.advance(TimeDelta::days(29));
            busy = session::refresh(&db.db, busy.refresh_token.as_str(), &laptop()).await.unwrap();
        }
        assert_eq!(code(session::refresh(&db.db, idle.refresh_token.as_str(), &laptop()).await), Code::SessionRevoked);
        db.clock.advance(TimeDelta::days(4));
        assert_eq!(code(session::refresh(&db.db, busy.refresh_token.as_str(), &laptop()).await), Code::SessionRevoked);
    }

    async fn who_signs_out_is_out_at_once_and_elsewhere_still_in(db: TestDb) {
        let created = owner(&db, EMAIL).await;
        let (here, there) = (sign_in(&db, EMAIL).await, sign_in(&db, EMAIL).await);
        session::sign_out(&db.db, here.refresh_token.as_str(), &laptop()).await.unwrap();
        session::sign_out(&db.db, here.refresh_token.as_str(), &laptop()).await.unwrap();
        session::sign_out(&db.db, "nonsense", &laptop()).await.unwrap();
        assert!(!works(&db, &here.session.access_token).await);
        assert!(works(&db, &there.session.access_token).await);
        assert_eq!(revocations(&db, created.workspace).await[0], "signed_out");
    }

    async fn signing_out_everywhere_ends_every_session_of_this_operator_only(db: TestDb) {
        let created = owner(&db, EMAIL).await;
        owner(&db, "other@example.cn").await;
        let mine = [sign_in(&db, EMAIL).await, sign_in(&db, EMAIL).await];
        let other = sign_in(&db, "other@example.cn").await;
        session::sign_out_everywhere(&db.db, created.operator, &laptop()).await.unwrap();
        for session in &mine {
            assert!(!works(&db, &session.session.access_token).await);
        }
        assert!(works(&db, &other.session.access_token).await);
    }

    async fn a_person_sees_and_ends_only_their_own_sessions(db: TestDb) {
        let created = owner(&db, EMAIL).await;
        let other = owner(&db, "other@example.cn").await;
        let (here, there) = (sign_in(&db, EMAIL).await, sign_in(&db, EMAIL).await);
        let (here_id, there_id): (SessionId, SessionId) = (session_of(&db, &here).await, session_of(&db, &there).await);
        let list = session::list(&db.db, created.operator, here_id).await.unwrap();
        assert_eq!(list.iter().filter(|entry| entry.current).map(|entry| entry.id).collect::<Vec<_>>(), [here_id]);
        assert_eq!((list.len(), list[0].ip_address.as_deref()), (2, Some("203.0.113.7")));
        let foreign = session::revoke(&db.db, other.operator, there_id, &laptop()).await;
        assert_eq!(code(foreign), Code::NotFound);
        session::revoke(&db.db, created.operator, there_id, &laptop()).await.unwrap();
        assert!(!works(&db, &there.session.access_token).await);
        assert!(works(&db, &here.session.access_token).await);
    }

    async fn signing_in_once_more_than_is_kept_ends_the_session_unused_for_longest(db: TestDb) {
        let created = owner(&db, EMAIL).await;
        let (used, unused) = (sign_in(&db, EMAIL).await, sign_in(&db, EMAIL).await);
        db.clock.advance(TimeDelta::seconds(30));
        for _ in 2..MOST_SESSIONS {
            sign_in(&db, EMAIL).await;
        }
        db.clock.advance(TimeDelta::seconds(30));
        session::refresh(&db.db, used.refresh_token.as_str(), &laptop()).await.unwrap();
        assert!(works(&db, &unused.session.access_token).await, "so many are kept");
        let last = sign_in(&db, EMAIL).await;
        assert!(!works(&db, &unused.session.access_token).await);
        assert!(works(&db, &used.session.access_token).await);
        let list = session::list(&db.db, created.operator, session_of(&db, &last).await).await.unwrap();
        assert_eq!(u64::try_from(list.len()).unwrap(), MOST_SESSIONS);
    }

    async fn switching_the_workspace_carries_over_to_the_next_refresh(db: TestDb) {
        let first = owner(&db, EMAIL).await;
        db.clock.advance(TimeDelta::seconds(1));
        let second = owner(&db, EMAIL).await;
        let foreign = owner(&db, "other@example.cn").await;
        assert_eq!(first.operator, second.operator, "the same person owns both");
        let signed_in = sign_in(&db, EMAIL).await;
        assert_eq!(signed_in.session.workspace.id, first.workspace);
        let (id, operator) = (session_of(&db, &signed_in).await, first.operator);
        let switched = session::switch_workspace(&db.db, operator, id, second.workspace).await.unwrap();
        assert_eq!(switched.workspace.id, second.workspace);
        let caller = authenticate(&db.db, &switched.access_token, "r").await.unwrap().caller;
        assert_eq!((caller.workspace, caller.member()), (second.workspace, Some(second.owner)));
        let refreshed = session::refresh(&db.db, signed_in.refresh_token.as_str(), &laptop()).await.unwrap();
        assert_eq!(refreshed.session.workspace.id, second.workspace);
        let refused = session::switch_workspace(&db.db, operator, id, foreign.workspace).await;
        assert_eq!(code(refused), Code::NotFound);
    }
}
