//! The fields of a lead that conditions can be about.

use super::{LeadCondition, LeadTest, check, test};
use crate::{
    entity::campaign,
    source, stage,
    words::{ChannelKind, LostReason, StatusType, Validity},
};
use activity::index::calendar::Day;
use chrono::NaiveDate;
use customers::{
    attribute::{AttributeObject, Definitions},
    settings,
};
use kernel::{Error, FieldError, Grant, WorkspaceTx, ids::ChannelId, zone::Zone};
use segments::field::{FieldOption, SegmentField, SegmentFieldType as Type, Words};
use std::{collections::HashMap, sync::Arc};

/// All fields of the workspace's leads, with what they can be compared with.
#[derive(Clone, Debug)]
pub struct LeadFields {
    fields: Vec<SegmentField>,
    pub(super) around: Arc<Around>,
}

/// What a lead's row doesn't tell of its values.
#[derive(Debug)]
pub(super) struct Around {
    pub zone: Zone,
    pub kinds: HashMap<ChannelId, ChannelKind>,
}

impl LeadFields {
    pub async fn read(tx: &WorkspaceTx) -> Result<Self, Error> {
        let zone = settings::of_workspace(tx).await?.zone;
        let stages = stage::rows(tx).await?;
        let channels = source::live_channels(tx).await?;
        let campaigns = source::live_campaigns(tx).await?;
        let named = |id: String, name: &str| FieldOption {
            value: id,
            label: name.to_owned(),
            label_zh: name.to_owned(),
        };
        let stages = stages.iter().map(|row| named(row.id.to_string(), &row.name)).collect();
        let kinds = channels.iter().map(|row| (row.id, row.kind)).collect();
        let channels = channels.iter().map(|row| named(row.id.to_string(), &row.name)).collect();
        let campaign = |row: &campaign::Model| named(row.id.to_string(), &row.name);
        let campaigns = campaigns.iter().map(campaign).collect();
        let mut fields = built_in(stages, channels, campaigns);
        let definitions = Definitions::of(tx, AttributeObject::Lead).await?;
        fields.extend(definitions.in_use().map(SegmentField::of));
        Ok(Self { fields, around: Arc::new(Around { zone, kinds }) })
    }

    /// The fields as far as [`LeadFields::compile`] needs them, which every captured lead waits for: what stages, channels
    /// and campaigns are called matters only where conditions are entered.
    pub(crate) async fn for_tests(tx: &WorkspaceTx, zone: Zone) -> Result<Self, Error> {
        let channels = source::live_channels(tx).await?;
        let kinds = channels.iter().map(|row| (row.id, row.kind)).collect();
        let mut fields = built_in(Vec::new(), Vec::new(), Vec::new());
        let definitions = Definitions::of(tx, AttributeObject::Lead).await?;
        fields.extend(definitions.in_use().map(SegmentField::of));
        Ok(Self { fields, around: Arc::new(Around { zone, kinds }) })
    }

    pub fn all(&self) -> &[SegmentField] {
        &self.fields
    }

    pub fn get(&self, field: &str) -> Option<&SegmentField> {
        self.fields.iter().find(|known| known.field == field)
    }

    /// Everything that is wrong with a condition, each below `pointer`.
    pub fn flaws(
        &self,
        condition: &LeadCondition,
        pointer: &str,
        today: NaiveDate,
    ) -> Vec<FieldError> {
        check::flaws(self, condition, pointer, day(today))
    }

    /// The condition as a test of many leads. What no longer makes sense, such as an attribute that is gone, holds for
    /// no lead.
    pub fn compile(&self, condition: &LeadCondition, today: NaiveDate) -> LeadTest {
        test::compile(self, condition, day(today))
    }
}

/// The fields, for those who build conditions.
pub async fn list(tx: &WorkspaceTx) -> Result<Vec<SegmentField>, Error> {
    tx.require(Grant::LeadsRead)?;
    Ok(LeadFields::read(tx).await?.fields)
}

fn day(day: NaiveDate) -> Day {
    day.to_epoch_days()
}

fn built_in(
    stages: Vec<FieldOption>,
    channels: Vec<FieldOption>,
    campaigns: Vec<FieldOption>,
) -> Vec<SegmentField> {
    let column = SegmentField::column;
    let of = |name, label, options| column(name, Type::Choice, label).with_options(options);
    vec![
        of("channel_id", ["Channel", "渠道"], channels),
        of("channel_kind", ["Kind of channel", "渠道类型"], words(CHANNEL_KINDS)),
        of("campaign_id", ["Campaign", "活动"], campaigns),
        column("industry", Type::Text, ["Industry", "行业"]),
        column("region", Type::Text, ["Region", "省份"]),
        column("city", Type::Text, ["City", "城市"]),
        column("employees", Type::Number, ["Number of employees", "员工人数"]),
        column("company", Type::Text, ["Company", "公司"]),
        column("name", Type::Text, ["Name", "姓名"]),
        column("title", Type::Text, ["Job title", "职务"]),
        column("tags", Type::MultiChoice, ["Tags", "标签"]),
        column("has_phone", Type::Boolean, ["Has a phone number", "有手机号"]),
        column("has_email", Type::Boolean, ["Has an e-mail address", "有邮箱"]),
        column("has_wechat", Type::Boolean, ["Has a WeChat id", "有微信号"]),
        column("email_domain", Type::Text, ["Domain of the e-mail address", "邮箱域名"]),
        of("stage_id", ["Stage", "阶段"], stages),
        of("status_type", ["Status", "状态类型"], words(STATUS_TYPES)),
        of("validity", ["Validity", "有效性"], words(VALIDITIES)),
        of("lost_reason", ["Reason of loss", "丢单原因"], words(LOST_REASONS)),
        column("owner_id", Type::Member, ["Owner", "负责人"]),
        column("created_at", Type::Date, ["Created on", "创建日期"]),
        column("first_touch_at", Type::Date, ["First touch on", "首次触点日期"]),
        column("last_touch_at", Type::Date, ["Last touch on", "最近触点日期"]),
        column("last_activity_at", Type::Date, ["Last followed up on", "最近跟进日期"]),
        column("external_id", Type::Text, ["External ID", "外部 ID"]),
    ]
}

fn words(words: &[(&str, Words)]) -> Vec<FieldOption> {
    let option = |(value, [label, label_zh]): &(&str, Words)| FieldOption {
        value: (*value).to_owned(),
        label: (*label).to_owned(),
        label_zh: (*label_zh).to_owned(),
    };
    words.iter().map(option).collect()
}

const CHANNEL_KINDS: &[(&str, Words)] = &[
    (ChannelKind::Search.as_str(), ["Search", "搜索"]),
    (ChannelKind::Social.as_str(), ["Social", "社交媒体"]),
    (ChannelKind::Content.as_str(), ["Content", "内容"]),
    (ChannelKind::Event.as_str(), ["Event", "会展活动"]),
    (ChannelKind::Referral.as_str(), ["Referral", "转介绍"]),
    (ChannelKind::Partner.as_str(), ["Partner", "合作伙伴"]),
    (ChannelKind::Direct.as_str(), ["Direct", "自主到访"]),
    (ChannelKind::Other.as_str(), ["Other", "其他"]),
];

const STATUS_TYPES: &[(&str, Words)] = &[
    (StatusType::Open.as_str(), ["Open", "待处理"]),
    (StatusType::Ongoing.as_str(), ["Ongoing", "进行中"]),
    (StatusType::OnHold.as_str(), ["On hold", "搁置"]),
    (StatusType::Won.as_str(), ["Won", "赢单"]),
    (StatusType::Lost.as_str(), ["Lost", "输单"]),
];

const VALIDITIES: &[(&str, Words)] = &[
    (Validity::Valid.as_str(), ["Valid", "有效"]),
    (Validity::Invalid.as_str(), ["Invalid", "无效"]),
    (Validity::Unknown.as_str(), ["Not known yet", "待判定"]),
];

const LOST_REASONS: &[(&str, Words)] = &[
    (LostReason::Price.as_str(), ["Price", "价格太高"]),
    (LostReason::Budget.as_str(), ["No budget", "没有预算"]),
    (LostReason::NoNeed.as_str(), ["No need", "没有需求"]),
    (LostReason::MissingFeature.as_str(), ["Missing feature", "功能不满足"]),
    (LostReason::Competitor.as_str(), ["Competitor", "选了竞品"]),
    (LostReason::Timing.as_str(), ["Timing", "时机不对"]),
    (LostReason::Unreachable.as_str(), ["Unreachable", "联系不上"]),
    (LostReason::NotAFit.as_str(), ["Not a fit", "不是目标客户"]),
    (LostReason::Invalid.as_str(), ["Invalid", "无效线索"]),
    (LostReason::Other.as_str(), ["Other", "其他"]),
];
