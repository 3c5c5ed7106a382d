//! Leads as rows of a table, for files that spreadsheets open. What is exported is what the list shows: the same
//! filter, the same order, and contact data masked for those who may not see it.

use crate::lead::{self, Lead, LeadFilter, LeadInclude};
use exchange::export::Cell;
use kernel::{
    Error, WorkspaceTx,
    filter::Many,
    locale::Locale,
    page::{Page, PageRequest},
};

macro_rules! columns {
    ($($variant:ident = $word:tt, $zh:literal, $en:literal, $cell:expr;)+) => {
        kernel::words! {
            /// A column of the export.
            pub enum LeadColumn { $(#[doc = $en] $variant = $word,)+ }
        }

        impl LeadColumn {
            /// The heading that people read.
            pub const fn heading(self, locale: Locale) -> &'static str {
                match (self, locale) {
                    $((Self::$variant, Locale::ZhCn) => $zh, (Self::$variant, Locale::En) => $en,)+
                }
            }

            fn cell(self, lead: &Lead) -> Cell<'static> {
                match self { $(Self::$variant => { let cell: fn(&Lead) -> Cell<'static> = $cell; cell(lead) })+ }
            }
        }
    };
}

columns! {
    Id = "id", "编号", "Id", |lead| lead.id.to_string().into();
    ExternalId = "external_id", "外部编号", "External id", |lead| lead.external_id.clone().into();
    Name = "name", "联系人", "Contact", |lead| lead.name.clone().into();
    Company = "company", "公司", "Company", |lead| lead.company.clone().into();
    Title = "title", "职位", "Job title", |lead| lead.title.clone().into();
    Phone = "phone", "手机", "Phone", |lead| lead.phone.clone().into();
    Email = "email", "邮箱", "E-mail", |lead| lead.email.clone().into();
    Wechat = "wechat", "微信", "WeChat", |lead| lead.wechat.clone().into();
    Industry = "industry", "行业", "Industry", |lead| lead.industry.clone().into();
    Region = "region", "省份", "Region", |lead| lead.region.clone().into();
    City = "city", "城市", "City", |lead| lead.city.clone().into();
    Employees = "employees", "员工人数", "Employees", |lead| lead.employees.map(i64::from).into();
    Stage = "stage", "阶段", "Stage", |lead| lead.stage.name.clone().into();
    Status = "status_type", "状态", "Status", |lead| lead.stage.status_type.to_string().into();
    Validity = "validity", "有效性", "Validity", |lead| lead.validity.to_string().into();
    ExpectedAmount = "expected_amount", "预计金额", "Expected amount", |lead| lead.expected_amount.map_or(Cell::Empty, Cell::Money);
    ExpectedCurrency = "expected_currency", "预计金额币种", "Expected currency", |lead| lead.expected_amount.map(|it| it.currency().code().to_owned()).into();
    ExpectedClose = "expected_close_on", "预计成交日", "Expected close", |lead| lead.expected_close_on.into();
    Owner = "owner", "负责人", "Owner", |lead| lead.owner.clone().map(|owner| owner.name).into();
    Channel = "channel", "渠道", "Channel", |lead| lead.channel.clone().map(|channel| channel.name).into();
    Tags = "tags", "标签", "Tags", |lead| lead.tags.join(", ").into();
    Note = "note", "说明", "Remark", |lead| lead.note.clone().into();
    FirstTouch = "first_touch_at", "首次接触", "First touch", |lead| lead.first_touch_at.into();
    LastTouch = "last_touch_at", "最近接触", "Last touch", |lead| lead.last_touch_at.into();
    LastActivity = "last_activity_at", "最近跟进", "Last follow-up", |lead| lead.last_activity_at.into();
    LostReason = "lost_reason", "流失原因", "Lost reason", |lead| lead.lost_reason.map(|it| it.to_string()).into();
    LostNote = "lost_note", "流失说明", "Lost note", |lead| lead.lost_note.clone().into();
    ClosedAt = "closed_at", "关闭时间", "Closed", |lead| lead.closed_at.into();
    CreatedAt = "created_at", "创建时间", "Created", |lead| lead.created_at.into();
    UpdatedAt = "updated_at", "更新时间", "Updated", |lead| lead.updated_at.into();
}

/// One page of the export.
pub async fn page(
    tx: &WorkspaceTx,
    filter: &LeadFilter,
    columns: &[LeadColumn],
    page: &PageRequest,
) -> Result<Page<Vec<Cell<'static>>>, Error> {
    let include = Some(Many(LeadInclude::ALL.to_vec()));
    let filter = LeadFilter { include, ..filter.clone() };
    let leads = lead::list(tx, &filter, page).await?;
    Ok(leads.map(|lead| columns.iter().map(|column| column.cell(&lead)).collect()))
}
