//! A forgotten password. Asking for a link does the same work for every address: one job is queued, and only that
//! job looks whether anybody has the address. So neither answer nor time tells.

use crate::{
    entity::{
        operator,
        password_reset::{ActiveModel, Column, Entity, Model},
    },
    link_token,
    mail::{Content, Kind, Mail, Mailer},
    password::Password,
    refresh_token::random_text,
    session::{self, Client},
    setup,
    sign_in::normal,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use jobs::{JobSpec, Lane, Perform, Run, enqueue_above_workspaces};
use kernel::{Code, Db, Error, Findings, SystemTx, locale::Locale};
use sea_orm::{ActiveModelTrait, ColumnTrait, PaginatorTrait, QueryFilter, Set, sea_query::Expr};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

const PURPOSE: &str = "password-reset";
const VALID_FOR: TimeDelta = TimeDelta::hours(1);
/// Links that one person gets per hour, whoever asks for them.
const LINKS_PER_HOUR: u64 = 3;

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestPasswordReset {
    #[validate(custom(function = kernel::email::validate))]
    #[schema(min_length = 3, max_length = 254, example = "li.wei@example.cn")]
    pub email: String,
}

#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetPassword {
    /// What stands behind `token=` in the link.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
    pub password: Password,
}

/// Looks whether somebody has the address, and makes a link for them.
#[derive(Serialize, Deserialize)]
pub(crate) struct Prepare {
    email: String,
    /// A keyed hash of the address: one open job per address is enough.
    key: String,
}

impl JobSpec for Prepare {
    const KIND: &'static str = "identity.prepare_password_reset";
    const LANE: Lane = Lane::Mail;

    fn unique_key(&self) -> Option<String> {
        Some(self.key.clone())
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Send {
    reset: Uuid,
}

impl JobSpec for Send {
    const KIND: &'static str = "identity.send_password_reset";
    const LANE: Lane = Lane::Mail;
}

/// Sends a link if somebody has this address, and says nothing either way.
pub async fn request(db: &Db, input: RequestPasswordReset) -> Result<(), Error> {
    input.validate()?;
    let email = normal(&input.email);
    let key = URL_SAFE_NO_PAD.encode(db.secret.sign("password-reset-key", email.as_bytes()));
    let tx = SystemTx::write(db).await?;
    enqueue_above_workspaces(&tx, &Prepare { email, key }).await?;
    tx.commit().await
}

/// Sets the password and ends all sessions, once per link.
pub async fn confirm(db: &Db, input: ResetPassword, client: &Client) -> Result<(), Error> {
    let read = SystemTx::read(db).await?;
    let (_, operator) = open(&read, &input.token).await?;
    drop(read);
    let local = operator.email.split('@').next().unwrap_or_default();
    let hints = [operator.email.as_str(), local, &operator.name];
    let mut wrong = Findings::of(&input);
    wrong.extend(input.password.problem("/password", &hints));
    wrong.finish()?;
    let hash = input.password.clone().hash(db.random.as_ref()).await?;

    let tx = SystemTx::write(db).await?;
    let (reset, operator) = open(&tx, &input.token).await?;
    use_up(&tx, &reset).await?;
    let operator = setup::set_password(&tx, operator, hash).await?;
    session::end_all(&tx, operator.id, None, "password_reset").await?;
    setup::record_password_change(tx, &operator, "reset", client).await
}

async fn open(tx: &SystemTx, token: &str) -> Result<(Model, operator::Model), Error> {
    let gone = || Error::refused(Code::Gone);
    let id = link_token::row_of(token).ok_or_else(gone)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?.ok_or_else(gone)?;
    let usable = row.used_at.is_none()
        && row.expires_at > tx.now()
        && link_token::opens(PURPOSE, token, row.id, &row.nonce, tx.secret());
    let operator = tx.find::<operator::Entity>().filter(operator::Column::Id.eq(row.operator_id));
    let operator = operator.one(&tx.db).await?.filter(|operator| usable && !operator.disabled);
    Ok((row, operator.ok_or_else(gone)?))
}

/// Check and change in one statement: of two confirmations at once one wins. Other open links end with it.
async fn use_up(tx: &SystemTx, reset: &Model) -> Result<(), Error> {
    let used = tx
        .update::<Entity>()
        .col_expr(Column::UsedAt, Expr::value(tx.now()))
        .filter(Column::Id.eq(reset.id))
        .filter(Column::UsedAt.is_null())
        .exec(&tx.db)
        .await?;
    if used.rows_affected == 0 {
        return Err(Error::refused(Code::Gone));
    }
    tx.update::<Entity>()
        .col_expr(Column::UsedAt, Expr::value(tx.now()))
        .filter(Column::OperatorId.eq(reset.operator_id))
        .filter(Column::UsedAt.is_null())
        .exec(&tx.db)
        .await?;
    Ok(())
}

pub(crate) struct Preparer;

#[async_trait::async_trait]
impl Perform for Preparer {
    type Job = Prepare;

    async fn perform(&self, job: Prepare, run: &Run) -> Result<(), Error> {
        let tx = SystemTx::write(&run.db).await?;
        let known = tx.find::<operator::Entity>().filter(operator::Column::Email.eq(&job.email));
        let Some(operator) = known.one(&tx.db).await?.filter(|operator| !operator.disabled) else {
            return Ok(());
        };
        let recent = tx
            .find::<Entity>()
            .filter(Column::OperatorId.eq(operator.id))
            .filter(Column::CreatedAt.gt(tx.now() - TimeDelta::hours(1)));
        if recent.count(&tx.db).await? >= LINKS_PER_HOUR {
            return Ok(());
        }
        let id: Uuid = tx.new_id();
        let row = ActiveModel {
            id: Set(id),
            operator_id: Set(operator.id),
            nonce: Set(random_text(tx.random())),
            created_at: Set(tx.now()),
            expires_at: Set(tx.now() + VALID_FOR),
            used_at: Set(None),
        };
        row.insert(&tx.db).await?;
        enqueue_above_workspaces(&tx, &Send { reset: id }).await?;
        tx.commit().await
    }
}

pub(crate) struct Sender(pub Mailer);

#[async_trait::async_trait]
impl Perform for Sender {
    type Job = Send;

    async fn perform(&self, job: Send, run: &Run) -> Result<(), Error> {
        let tx = SystemTx::read(&run.db).await?;
        let row = tx.find::<Entity>().filter(Column::Id.eq(job.reset)).one(&tx.db).await?;
        let Some(row) = row.filter(|row| row.used_at.is_none() && row.expires_at > tx.now()) else {
            return Ok(());
        };
        let operator =
            tx.find::<operator::Entity>().filter(operator::Column::Id.eq(row.operator_id));
        let Some(operator) = operator.one(&tx.db).await? else { return Ok(()) };
        let token = link_token::make(PURPOSE, row.id, &row.nonce, tx.secret());
        let link = self.0.link(&format!("/reset-password?token={token}"));
        let hours = VALID_FOR.num_hours().to_string();
        let values = [("name", operator.name), ("link", link), ("hours", hours)];
        let locale = operator.locale.parse::<Locale>().unwrap_or_default();
        let content = Content::render(Kind::PasswordReset, locale, &values)?;
        let mail = Mail { to: operator.email, content, at: tx.now(), key: row.id.to_string() };
        drop(tx);
        self.0.send(mail).await
    }
}

/// Links that don't work any more.
pub(crate) async fn purge(tx: &SystemTx) -> Result<(), Error> {
    tx.delete::<Entity>()
        .filter(Column::ExpiresAt.lt(tx.now() - TimeDelta::days(1)))
        .exec(&tx.db)
        .await?;
    Ok(())
}
