use super::movement::{Contract, Movement, MovementKind, agreed, movements};
use crate::{
    entity::{account, subscription},
    settings,
    subscription::pauses::Pauses,
};
use chrono::NaiveDate;
use identity::workspace::MrrWhilePaused;
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    filter::Many,
    ids::{AccountId, SubscriptionId},
    is_one_of_ids,
    money::{Currency, Money},
    page::checked_limit,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _, sea_query::Expr};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use utoipa::{IntoParams, ToSchema};

/// Which movements are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct MrrMovementFilter {
    pub account_id: Option<AccountId>,
    /// Kinds, separated by commas.
    #[param(value_type = Option<String>, example = "contraction,churn")]
    pub kind: Option<Many<MovementKind>>,
    /// Three letters, such as `CNY`.
    #[param(value_type = Option<String>, max_length = 3)]
    pub currency: Option<Currency>,
    pub occurred_on_gte: Option<NaiveDate>,
    /// Movements that are agreed for later come only where this lies in the future.
    pub occurred_on_lt: Option<NaiveDate>,
    /// How many rows at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u64>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 100)]
    pub cursor: Option<String>,
}

/// A change of what an account pays a month.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MrrMovement {
    pub account_id: AccountId,
    /// What it is called.
    #[schema(example = "悦享美容")]
    pub account_name: String,
    /// The first day on which the new amount is paid.
    pub occurred_on: NaiveDate,
    pub kind: MovementKind,
    /// The difference: negative for contraction, churn and pause.
    pub amount: Money,
    /// What the account pays from that day on.
    pub mrr_after: Money,
    /// The subscription whose change it was; null where several changed that day.
    pub subscription_id: Option<SubscriptionId>,
}

/// A page of the ledger.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MrrMovements {
    pub data: Vec<MrrMovement>,
    /// Pass it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// How many there are in all.
    pub total: usize,
}

/// What moved the MRR of an account.
pub(super) struct Moves {
    pub paid: Vec<Movement>,
    /// The same as if nothing were ever paused: who is paused is a customer still.
    pub agreed: Vec<Movement>,
}

/// The movements of every account that ever subscribed, or of one.
pub(super) async fn of_accounts(
    tx: &WorkspaceTx,
    account: Option<AccountId>,
    while_paused: MrrWhilePaused,
) -> Result<BTreeMap<AccountId, Moves>, Error> {
    use subscription::{Column, Entity};
    let mut select = tx.find::<Entity>();
    if let Some(id) = account {
        select = select.filter(Column::AccountId.eq(id));
    }
    let mut contracts: BTreeMap<AccountId, Vec<Contract>> = BTreeMap::new();
    for row in select.all(&tx.db).await? {
        contracts.entry(row.account_id).or_default().push(Contract {
            id: row.id,
            currency: row.currency,
            starts_on: row.starts_on,
            ended_on: row.ended_on,
            fees: row.fees,
            pauses: match while_paused {
                MrrWhilePaused::Zero => row.pauses,
                MrrWhilePaused::Kept => Pauses::default(),
            },
        });
    }
    let moves =
        |contracts: &[Contract]| Moves { paid: movements(contracts), agreed: agreed(contracts) };
    Ok(contracts.into_iter().map(|(id, contracts)| (id, moves(&contracts))).collect())
}

/// The ledger, the latest first.
pub async fn list(tx: &WorkspaceTx, filter: &MrrMovementFilter) -> Result<MrrMovements, Error> {
    tx.require(Grant::CustomersRead)?;
    let limit = usize::try_from(checked_limit(filter.limit)?).unwrap_or(usize::MAX);
    let after = filter.cursor.as_deref().map(Place::read).transpose()?;
    let settings = settings::of_workspace(tx).await?;
    let today = settings.today(tx);
    let end = filter.occurred_on_lt.unwrap_or(today + chrono::Days::new(1));
    let is_asked = |movement: &Movement| {
        movement.on < end
            && filter.occurred_on_gte.is_none_or(|first| movement.on >= first)
            && filter.currency.is_none_or(|currency| movement.currency == currency)
            && filter.kind.as_ref().is_none_or(|kinds| kinds.0.contains(&movement.kind))
    };
    let all = of_accounts(tx, filter.account_id, settings.mrr_while_paused).await?;
    let asked =
        all.into_iter().flat_map(|(id, of_it)| of_it.paid.into_iter().map(move |it| (id, it)));
    let mut rows: Vec<(Place, Movement)> =
        asked.filter(|(_, it)| is_asked(it)).map(|(id, it)| (Place::of(id, &it), it)).collect();
    rows.sort_unstable_by(|a, b| b.0.cmp(&a.0));
    let total = rows.len();
    let begin = after.map_or(0, |after| rows.partition_point(|(place, _)| *place >= after));
    let page = &rows[begin..total.min(begin + limit)];
    let is_more = begin + page.len() < total;
    let names = names(tx, page.iter().map(|(place, _)| place.account)).await?;
    let money = |amount, currency| Money::new(amount, currency).map_err(Error::internal);
    let data = page.iter().map(|(place, movement)| {
        Ok(MrrMovement {
            account_id: place.account,
            account_name: names.get(&place.account).cloned().unwrap_or_default(),
            occurred_on: movement.on,
            kind: movement.kind,
            amount: money(movement.amount, movement.currency)?,
            mrr_after: money(movement.after, movement.currency)?,
            subscription_id: movement.subscription_id,
        })
    });
    Ok(MrrMovements {
        data: data.collect::<Result<_, Error>>()?,
        next_cursor: page.last().filter(|_| is_more).map(|(place, _)| place.to_string()),
        total,
    })
}

/// Where a movement stands in the ledger: nobody has two on one day in one currency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    on: NaiveDate,
    account: AccountId,
    currency: String,
}

impl Place {
    fn of(account: AccountId, movement: &Movement) -> Self {
        Self { on: movement.on, account, currency: movement.currency.code().to_owned() }
    }

    fn read(cursor: &str) -> Result<Self, Error> {
        let parts = || {
            let mut parts = cursor.split('.');
            let (on, account) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some(Self { on, account, currency: parts.next()?.to_owned() })
        };
        let wrong = || Error::invalid(vec![FieldError::new("/cursor", "invalid_token")]);
        parts().ok_or_else(wrong)
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.on, self.account, self.currency)
    }
}

async fn names(
    tx: &WorkspaceTx,
    ids: impl Iterator<Item = AccountId>,
) -> Result<HashMap<AccountId, String>, Error> {
    use account::{Column, Entity};
    let ids: Vec<_> = ids.map(AccountId::uuid).collect();
    let among = is_one_of_ids(tx.backend(), Expr::col(Column::Id), ids);
    let rows = tx.find::<Entity>().filter(among).select_only();
    let rows = rows.columns([Column::Id, Column::Name]).into_tuple::<(AccountId, String)>();
    Ok(rows.all(&tx.db).await?.into_iter().collect())
}
