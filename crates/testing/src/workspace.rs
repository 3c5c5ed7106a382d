use crate::TestDb;
use kernel::{
    Actor, Caller, Db, Grant, Grants, SystemTx, WorkspaceTx,
    ids::{MemberId, OperatorId, WorkspaceId},
};
use sea_orm::{ConnectionTrait, Statement, Value};

/// A workspace in a test database, with its owner.
#[derive(Clone)]
pub struct TestWorkspace {
    db: Db,
    pub id: WorkspaceId,
    pub owner: MemberId,
    pub operator: OperatorId,
}

impl TestWorkspace {
    pub(crate) async fn create(test: &TestDb, name: &str) -> Self {
        let tx = SystemTx::write(&test.db).await.expect("a transaction");
        let id: WorkspaceId = tx.new_id();
        let now = tx.now();
        insert(
            &tx,
            "workspace",
            &[
                ("id", id.into()),
                ("slug", name.into()),
                ("name", name.into()),
                ("locale", "zh-CN".into()),
                ("time_zone", "Asia/Shanghai".into()),
                ("currency", "CNY".into()),
                ("default_region", "CN".into()),
                ("settings", serde_json::json!({}).into()),
                ("created_at", now.into()),
                ("updated_at", now.into()),
            ],
        )
        .await;
        let (operator, owner) =
            add_member(&tx, id, &format!("owner@{name}.example"), "owner").await;
        tx.commit().await.expect("the workspace is stored");
        Self { db: test.db.clone(), id, owner, operator }
    }

    /// Another member with this role.
    pub async fn member(&self, email: &str, role: &str) -> MemberId {
        let tx = SystemTx::write(&self.db).await.expect("a transaction");
        let (_, member) = add_member(&tx, self.id, email, role).await;
        tx.commit().await.expect("the member is stored");
        member
    }

    /// The owner, with every grant.
    pub fn caller(&self) -> Caller {
        self.caller_with(Grants::all().iter())
    }

    /// The owner's identity with only these grants.
    pub fn caller_with(&self, grants: impl IntoIterator<Item = Grant>) -> Caller {
        Caller {
            workspace: self.id,
            actor: Actor::Member { member: self.owner, operator: self.operator },
            grants: grants.into_iter().collect(),
            request_id: "req_test".to_owned(),
            expected_version: None,
        }
    }

    pub async fn read(&self) -> WorkspaceTx {
        WorkspaceTx::read(&self.db, self.caller()).await.expect("a transaction")
    }

    pub async fn write(&self) -> WorkspaceTx {
        WorkspaceTx::write(&self.db, self.caller()).await.expect("a transaction")
    }

    /// A writing transaction of somebody who saw this version.
    pub async fn write_seeing(&self, version: i64) -> WorkspaceTx {
        let caller = Caller { expected_version: Some(version), ..self.caller() };
        WorkspaceTx::write(&self.db, caller).await.expect("a transaction")
    }

    /// A writing transaction with only these grants.
    pub async fn write_with(&self, grants: impl IntoIterator<Item = Grant>) -> WorkspaceTx {
        WorkspaceTx::write(&self.db, self.caller_with(grants)).await.expect("a transaction")
    }
}

async fn add_member(
    tx: &SystemTx,
    workspace: WorkspaceId,
    email: &str,
    role: &str,
) -> (OperatorId, MemberId) {
    let (operator, member): (OperatorId, MemberId) = (tx.new_id(), tx.new_id());
    let now = tx.now();
    insert(
        tx,
        "operator",
        &[
            ("id", operator.into()),
            ("email", email.into()),
            ("name", email.into()),
            ("locale", "zh-CN".into()),
            ("preferences", serde_json::json!({}).into()),
            ("disabled", false.into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ],
    )
    .await;
    insert(
        tx,
        "member",
        &[
            ("id", member.into()),
            ("workspace_id", workspace.into()),
            ("operator_id", operator.into()),
            ("role", role.into()),
            ("status", "active".into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ],
    )
    .await;
    (operator, member)
}

/// By hand, since this crate knows no entity: they depend on it for their tests.
async fn insert(tx: &SystemTx, table: &str, values: &[(&str, Value)]) {
    let columns = values.iter().map(|(column, _)| *column).collect::<Vec<_>>().join(", ");
    let places = (1..=values.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO {table} ({columns}) VALUES ({places})");
    let values = values.iter().map(|(_, value)| value.clone());
    let statement = Statement::from_sql_and_values(tx.db.get_database_backend(), sql, values);
    tx.db.execute_raw(statement).await.expect("the row is stored");
}
