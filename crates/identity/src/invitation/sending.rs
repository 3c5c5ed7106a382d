use super::{PURPOSE, VALID_FOR, state};
use crate::{
    entity::{
        invitation::{Column, Entity, Model},
        workspace,
    },
    invitation::InvitationState,
    link_token,
    mail::{Content, Kind, Mail, Mailer},
    member,
    role::Role,
};
use chrono::{DateTime, Utc};
use jobs::{JobSpec, Lane, Perform, Run};
use kernel::{Error, WorkspaceTx, ids::InvitationId, locale::Locale};
use sea_orm::{ColumnTrait, QueryFilter};
use serde::{Deserialize, Serialize};

/// Mails the link of an invitation, as it was sent at that time: a later one has a mail of its own.
#[derive(Serialize, Deserialize)]
pub(crate) struct Send {
    invitation: InvitationId,
    sent_at: DateTime<Utc>,
}

impl Send {
    pub fn of(row: &Model) -> Self {
        Self { invitation: row.id, sent_at: row.sent_at }
    }
}

impl JobSpec for Send {
    const KIND: &'static str = "identity.send_invitation";
    const LANE: Lane = Lane::Mail;
}

pub(crate) struct Sender(pub Mailer);

#[async_trait::async_trait]
impl Perform for Sender {
    type Job = Send;

    async fn perform(&self, job: Send, run: &Run) -> Result<(), Error> {
        let tx = run.read().await?;
        let row = tx.find::<Entity>().filter(Column::Id.eq(job.invitation)).one(&tx.db).await?;
        let current = |row: &Model| {
            state(row, tx.now()) == InvitationState::Pending && row.sent_at == job.sent_at
        };
        let Some(row) = row.filter(current) else { return Ok(()) };
        let mail = self.write(&tx, row).await?;
        // The mail server may be slow, and a transaction must not wait for it.
        drop(tx);
        self.0.send(mail).await
    }
}

impl Sender {
    async fn write(&self, tx: &WorkspaceTx, row: Model) -> Result<Mail, Error> {
        let workspace = tx.find::<workspace::Entity>().one(&tx.db).await?;
        let workspace = workspace.ok_or_else(|| Error::not_found("workspace"))?;
        let inviter = match row.invited_by {
            Some(id) => member::refs(tx, [id]).await?.remove(&id).map(|member| member.name),
            None => None,
        };
        let token = link_token::make(PURPOSE, row.id.uuid(), &row.nonce, tx.secret());
        let locale = workspace.locale.parse::<Locale>().unwrap_or_default();
        let values = [
            ("inviter", inviter.unwrap_or_else(|| workspace.name.clone())),
            ("workspace_name", workspace.name),
            ("role", role_name(row.role, locale).to_owned()),
            ("link", self.0.link(&format!("/accept-invitation?token={token}"))),
            ("days", VALID_FOR.num_days().to_string()),
        ];
        let content = Content::render(Kind::Invitation, locale, &values)?;
        let key = format!("{}-{}", row.id, row.sent_at.timestamp_millis());
        Ok(Mail { to: row.email, content, at: tx.now(), key })
    }
}

const fn role_name(role: Role, locale: Locale) -> &'static str {
    let (zh, en) = match role {
        Role::Owner => ("所有者", "owner"),
        Role::Admin => ("管理员", "administrator"),
        Role::Marketing => ("市场", "marketing"),
        Role::SalesManager => ("销售主管", "sales manager"),
        Role::Sales => ("销售", "sales"),
        Role::Success => ("客户成功", "customer success"),
        Role::Content => ("产品与内容", "product and content"),
        Role::Analyst => ("分析", "analyst"),
    };
    match locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    }
}
