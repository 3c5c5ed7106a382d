use crate::people::{code, fields};
use identity::{
    Role,
    member::{self, MemberFilter, MemberPatch, MemberStatus},
};
use kernel::{Actor, Caller, Code, Grant, WorkspaceTx, ids::MemberId, page::PageRequest};
use testing::{TestDb, TestWorkspace, on_both_databases};

/// A transaction of this member, with the grants of their role.
async fn acting(
    db: &TestDb,
    workspace: &TestWorkspace,
    member: MemberId,
    role: Role,
) -> WorkspaceTx {
    let caller = Caller {
        actor: Actor::Member { member, operator: workspace.operator },
        grants: role.grants(),
        ..workspace.caller()
    };
    WorkspaceTx::write(&db.db, caller).await.unwrap()
}

const fn role(role: Role) -> MemberPatch {
    MemberPatch { role: Some(role), status: None }
}

const fn status(status: MemberStatus) -> MemberPatch {
    MemberPatch { role: None, status: Some(status) }
}

on_both_databases! {
    async fn a_workspace_always_keeps_an_owner(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        assert_eq!(code(member::update(&tx, workspace.owner, role(Role::Sales)).await), Code::WrongState);
        assert_eq!(code(member::update(&tx, workspace.owner, status(MemberStatus::Suspended)).await), Code::WrongState);
        assert_eq!(code(member::remove(&tx, workspace.owner).await), Code::WrongState);
        drop(tx);
        let second = workspace.member("second@a.example", "owner").await;
        let tx = workspace.write().await;
        member::remove(&tx, second).await.unwrap();
        assert_eq!(code(member::remove(&tx, workspace.owner).await), Code::WrongState);
    }

    async fn of_two_owners_who_step_down_at_once_one_stays(db: TestDb) {
        let workspace = db.workspace("a").await;
        let second = workspace.member("second@a.example", "owner").await;
        let step_down = async |who: MemberId| {
            let tx = acting(&db, &workspace, who, Role::Owner).await;
            member::update(&tx, who, role(Role::Admin)).await?;
            tx.commit().await
        };
        let (a, b) = tokio::join!(step_down(workspace.owner), step_down(second));
        assert_eq!(usize::from(a.is_ok()) + usize::from(b.is_ok()), 1, "{a:?} {b:?}");
    }

    async fn an_admin_can_neither_make_nor_unmake_an_owner(db: TestDb) {
        let workspace = db.workspace("a").await;
        let admin = workspace.member("admin@a.example", "admin").await;
        let seller = workspace.member("seller@a.example", "sales").await;
        let tx = acting(&db, &workspace, admin, Role::Admin).await;
        assert_eq!(fields(member::update(&tx, seller, role(Role::Owner)).await), ["/role not_allowed"]);
        assert_eq!(fields(member::update(&tx, workspace.owner, role(Role::Sales)).await), ["/role not_allowed"]);
        assert_eq!(fields(member::remove(&tx, workspace.owner).await), ["/role not_allowed"]);
        let promoted = member::update(&tx, seller, role(Role::Admin)).await.unwrap();
        assert_eq!((promoted.role, promoted.version), (Role::Admin, 2));
    }

    async fn a_member_who_left_is_named_but_not_listed_and_gets_no_work(db: TestDb) {
        let workspace = db.workspace("a").await;
        let seller = workspace.member("seller@a.example", "sales").await;
        let tx = workspace.write().await;
        assert!(member::exists(&tx, seller).await.unwrap());
        member::remove(&tx, seller).await.unwrap();
        assert!(!member::exists(&tx, seller).await.unwrap());
        assert_eq!(member::refs(&tx, [seller, seller]).await.unwrap()[&seller].name, "seller@a.example");
        let listed = member::list(&tx, &MemberFilter::default(), &PageRequest::default()).await.unwrap();
        assert_eq!(listed.data.iter().map(|member| member.id).collect::<Vec<_>>(), [workspace.owner]);
        assert_eq!(code(member::remove(&tx, seller).await), Code::NotFound);
        assert_eq!(fields(member::update(&tx, workspace.owner, status(MemberStatus::Removed)).await), ["/status unknown_value"]);
    }

    async fn members_are_found_by_name_role_and_status_in_their_workspace_only(db: TestDb) {
        let (a, b) = (db.workspace("a").await, db.workspace("b").await);
        let seller = a.member("Wang.Fang@a.example", "sales").await;
        let foreign = b.member("wang.fang@b.example", "sales").await;
        let tx = a.read().await;
        let found = async |filter: MemberFilter| {
            let page = PageRequest { count: Some(true), ..PageRequest::default() };
            let page = member::list(&tx, &filter, &page).await.unwrap();
            assert_eq!(page.total, Some(page.data.len() as u64));
            page.data.into_iter().map(|member| member.id).collect::<Vec<_>>()
        };
        assert_eq!(found(MemberFilter { q: Some("wang.f".into()), ..Default::default() }).await, [seller]);
        assert_eq!(found(serde_json::from_str(r#"{"role":"sales,success"}"#).unwrap()).await, [seller]);
        assert_eq!(found(serde_json::from_str(r#"{"status":"suspended"}"#).unwrap()).await, []);
        assert_eq!(member::with_grant(&tx, Grant::MembersWrite).await.unwrap(), [a.owner]);
        assert_eq!(code(member::get(&tx, foreign).await), Code::NotFound);
        assert!(!member::exists(&tx, foreign).await.unwrap());
        assert!(member::refs(&tx, [foreign]).await.unwrap().is_empty());
    }

    async fn without_the_grant_nobody_sees_or_changes_members(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write_with([]).await;
        let listed = member::list(&tx, &MemberFilter::default(), &PageRequest::default()).await;
        assert_eq!(code(listed), Code::MissingGrant);
        assert_eq!(code(member::update(&tx, workspace.owner, role(Role::Sales)).await), Code::MissingGrant);
        assert_eq!(code(member::remove(&tx, workspace.owner).await), Code::MissingGrant);
    }
}
