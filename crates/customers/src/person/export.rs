use super::Person;
use exchange::export::Cell;

kernel::words! {
    /// A column of an export of people.
    pub enum PersonColumn {
        Id = "id",
        ExternalId = "external_id",
        Name = "name",
        Title = "title",
        Phone = "phone",
        Email = "email",
        Wechat = "wechat",
        Accounts = "accounts",
        Role = "role",
        Locale = "locale",
        Tags = "tags",
        CreatedAt = "created_at",
        UpdatedAt = "updated_at",
    }
}

impl PersonColumn {
    /// The head of the column.
    pub const fn label(self, chinese: bool) -> &'static str {
        let (en, zh) = match self {
            Self::Id => ("Id", "编号"),
            Self::ExternalId => ("External id", "外部编号"),
            Self::Name => ("Name", "姓名"),
            Self::Title => ("Job title", "职位"),
            Self::Phone => ("Phone", "手机"),
            Self::Email => ("E-mail", "邮箱"),
            Self::Wechat => ("WeChat", "微信"),
            Self::Accounts => ("Accounts", "所属客户"),
            Self::Role => ("Role", "决策角色"),
            Self::Locale => ("Language", "语言"),
            Self::Tags => ("Tags", "标签"),
            Self::CreatedAt => ("Created at", "创建时间"),
            Self::UpdatedAt => ("Updated at", "更新时间"),
        };
        if chinese { zh } else { en }
    }

    pub fn cell(self, person: &Person) -> Cell<'static> {
        let accounts = || person.accounts.iter();
        match self {
            Self::Id => person.id.to_string().into(),
            Self::ExternalId => person.external_id.clone().into(),
            Self::Name => person.name.clone().into(),
            Self::Title => person.title.clone().into(),
            Self::Phone => person.phone.clone().into(),
            Self::Email => person.email.clone().into(),
            Self::Wechat => person.wechat.clone().into(),
            Self::Accounts => {
                let names: Vec<_> = accounts().filter_map(|it| it.name.as_deref()).collect();
                names.join(", ").into()
            }
            Self::Role => {
                let roles: Vec<_> = accounts().map(|it| it.role.as_str()).collect();
                roles.join(", ").into()
            }
            Self::Locale => person.locale.clone().into(),
            Self::Tags => person.tags.join(",").into(),
            Self::CreatedAt => person.created_at.into(),
            Self::UpdatedAt => person.updated_at.into(),
        }
    }
}
