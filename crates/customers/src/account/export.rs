use super::Account;
use exchange::export::Cell;

kernel::words! {
    /// A column of an export of accounts.
    pub enum AccountColumn {
        Id = "id",
        ExternalId = "external_id",
        Name = "name",
        ShortName = "short_name",
        LifecycleStage = "lifecycle_stage",
        Industry = "industry",
        Region = "region",
        City = "city",
        Address = "address",
        Website = "website",
        Phone = "phone",
        Size = "size",
        Owner = "owner",
        Tags = "tags",
        Plan = "plan",
        Mrr = "mrr",
        Currency = "currency",
        RenewsOn = "renews_on",
        PeopleCount = "people_count",
        CreatedAt = "created_at",
        UpdatedAt = "updated_at",
    }
}

impl AccountColumn {
    /// The head of the column.
    pub const fn label(self, chinese: bool) -> &'static str {
        let (en, zh) = match self {
            Self::Id => ("Id", "编号"),
            Self::ExternalId => ("External id", "外部编号"),
            Self::Name => ("Name", "客户名称"),
            Self::ShortName => ("Short name", "简称"),
            Self::LifecycleStage => ("Stage", "生命周期阶段"),
            Self::Industry => ("Industry", "行业"),
            Self::Region => ("Region", "省份/地区"),
            Self::City => ("City", "城市"),
            Self::Address => ("Address", "地址"),
            Self::Website => ("Website", "网站"),
            Self::Phone => ("Phone", "电话"),
            Self::Size => ("Size", "规模(人)"),
            Self::Owner => ("Owner", "负责人"),
            Self::Tags => ("Tags", "标签"),
            Self::Plan => ("Plan", "套餐"),
            Self::Mrr => ("MRR", "月经常性收入"),
            Self::Currency => ("Currency", "币种"),
            Self::RenewsOn => ("Renews on", "续约日"),
            Self::PeopleCount => ("People", "联系人数"),
            Self::CreatedAt => ("Created at", "创建时间"),
            Self::UpdatedAt => ("Updated at", "更新时间"),
        };
        if chinese { zh } else { en }
    }

    pub fn cell(self, account: &Account) -> Cell<'static> {
        let mrr = account.standing.mrr;
        match self {
            Self::Id => account.id.to_string().into(),
            Self::ExternalId => account.external_id.clone().into(),
            Self::Name => account.name.clone().into(),
            Self::ShortName => account.short_name.clone().into(),
            Self::LifecycleStage => account.lifecycle_stage.as_str().into(),
            Self::Industry => account.industry.clone().into(),
            Self::Region => account.region.clone().into(),
            Self::City => account.city.clone().into(),
            Self::Address => account.address.clone().into(),
            Self::Website => account.website.clone().into(),
            Self::Phone => account.phone.clone().into(),
            Self::Size => account.size.map(i64::from).into(),
            Self::Owner => account.owner.as_ref().map(|owner| owner.name.clone()).into(),
            Self::Tags => account.tags.join(",").into(),
            Self::Plan => account.plan.as_ref().and_then(|plan| plan.name.clone()).into(),
            Self::Mrr => mrr.map_or(Cell::Empty, Cell::Money),
            Self::Currency => mrr.map(|mrr| mrr.currency().code()).into(),
            Self::RenewsOn => account.standing.renews_on.into(),
            Self::PeopleCount => account.people_count.into(),
            Self::CreatedAt => account.created_at.into(),
            Self::UpdatedAt => account.updated_at.into(),
        }
    }
}
