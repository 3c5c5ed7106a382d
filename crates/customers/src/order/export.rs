use super::Order;
use exchange::export::Cell;

kernel::words! {
    /// A column of an export of orders.
    pub enum OrderColumn {
        Id = "id",
        ExternalId = "external_id",
        OrderedOn = "ordered_on",
        AccountId = "account_id",
        Account = "account",
        Kind = "kind",
        Plan = "plan",
        Amount = "amount",
        Effect = "effect",
        Currency = "currency",
        Note = "note",
        VoidedAt = "voided_at",
        VoidReason = "void_reason",
        CreatedAt = "created_at",
    }
}

impl OrderColumn {
    /// The head of the column.
    pub const fn label(self, chinese: bool) -> &'static str {
        let (en, zh) = match self {
            Self::Id => ("Id", "编号"),
            Self::ExternalId => ("External id", "外部编号"),
            Self::OrderedOn => ("Ordered on", "下单日期"),
            Self::AccountId => ("Account id", "客户编号"),
            Self::Account => ("Account", "客户名称"),
            Self::Kind => ("Kind", "类型"),
            Self::Plan => ("Plan", "套餐"),
            Self::Amount => ("Amount", "金额"),
            Self::Effect => ("Effect", "入账金额"),
            Self::Currency => ("Currency", "币种"),
            Self::Note => ("Note", "备注"),
            Self::VoidedAt => ("Voided at", "作废时间"),
            Self::VoidReason => ("Void reason", "作废原因"),
            Self::CreatedAt => ("Created at", "创建时间"),
        };
        if chinese { zh } else { en }
    }

    pub fn cell(self, order: &Order) -> Cell<'static> {
        match self {
            Self::Id => order.id.to_string().into(),
            Self::ExternalId => order.external_id.clone().into(),
            Self::OrderedOn => order.ordered_on.into(),
            Self::AccountId => order.account_id.to_string().into(),
            Self::Account => order.account.as_ref().and_then(|account| account.name.clone()).into(),
            Self::Kind => order.kind.as_str().into(),
            Self::Plan => order.plan.as_ref().and_then(|plan| plan.name.clone()).into(),
            Self::Amount => Cell::Money(order.amount),
            Self::Effect => Cell::Money(order.effect),
            Self::Currency => order.amount.currency().code().into(),
            Self::Note => order.note.clone().into(),
            Self::VoidedAt => order.voided_at.into(),
            Self::VoidReason => order.void_reason.clone().into(),
            Self::CreatedAt => order.created_at.into(),
        }
    }
}
