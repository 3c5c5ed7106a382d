//! What a new workspace begins with: stages of a sales process and the usual channels, in its language.

use crate::{
    channel::{self, NewChannel},
    checklist::{ChecklistItem, StageChecklist},
    entity::{channel as channel_entity, lead_stage},
    score,
    stage::{self, NewStage},
    words::{
        ChannelKind::{self, Content, Direct, Event, Other, Partner, Referral, Search, Social},
        JourneyStage::{self, Discover, Evaluate, Implement, Purchase},
        StatusType::{self, Lost, OnHold, Ongoing, Open, Won},
    },
};
use kernel::{Error, WorkspaceTx, locale::Locale};
use sea_orm::{EntityTrait, PaginatorTrait as _};

/// Key, Chinese and English name, type, part of the journey, probability.
type StageRow = (&'static str, &'static str, &'static str, StatusType, JourneyStage, Option<f64>);

const STAGES: &[StageRow] = &[
    ("new", "待跟进", "New", Open, Discover, Some(0.05)),
    ("contacted", "已联系", "Contacted", Ongoing, Discover, Some(0.1)),
    ("qualified", "有意向", "Qualified", Ongoing, Evaluate, Some(0.25)),
    ("demo", "演示试用", "Demo and trial", Ongoing, Evaluate, Some(0.4)),
    ("negotiation", "报价谈判", "Negotiation", Ongoing, Purchase, Some(0.7)),
    ("on_hold", "暂缓跟进", "On hold", OnHold, Evaluate, Some(0.05)),
    ("won", "已成交", "Won", Won, Implement, Some(1.0)),
    ("lost", "已流失", "Lost", Lost, Evaluate, Some(0.0)),
];

/// Stage, key, Chinese and English text of what is to be done in it.
const CHECKLISTS: &[(&str, &str, &str, &str)] = &[
    (
        "contacted",
        "need",
        "问清门店数量和现在用的系统",
        "Asked how many shops there are and what they use today",
    ),
    ("contacted", "decider", "确认谁拍板、谁付款", "Found out who decides and who pays"),
    ("qualified", "scenario", "确认要解决的核心场景", "Agreed on the scenario that matters"),
    ("qualified", "budget", "了解预算和时间", "Asked for budget and time"),
    ("demo", "own_data", "用对方的真实数据演示", "Showed it with their own data"),
    ("demo", "questions", "解答了使用者的疑虑", "Answered what the users worry about"),
    ("negotiation", "offer", "发出书面报价", "Sent a written offer"),
    ("negotiation", "date", "约定签约日期", "Agreed on a day to sign"),
];

/// What is usually to be done in the stage of this key.
pub fn usual_checklist(locale: Locale, stage: &str) -> StageChecklist {
    let items = CHECKLISTS.iter().filter(|(of, ..)| *of == stage).map(|(_, key, zh, en)| {
        ChecklistItem { key: (*key).to_owned(), text: locale.pick(*zh, *en).to_owned() }
    });
    StageChecklist(items.collect())
}

/// Key, Chinese and English name, kind.
const CHANNELS: &[(&str, &str, &str, ChannelKind)] = &[
    ("paid_search", "搜索推广", "Paid search", Search),
    ("organic_search", "自然搜索", "Organic search", Search),
    ("social", "社交与短视频", "Social and short video", Social),
    ("wechat", "微信", "WeChat", Social),
    ("content", "内容营销", "Content", Content),
    ("event", "展会与活动", "Events", Event),
    ("referral", "老客户推荐", "Customer referral", Referral),
    ("partner", "渠道伙伴", "Partners", Partner),
    ("direct", "官网直接访问", "Direct", Direct),
    ("other", "其他", "Other", Other),
];

/// Creates them, unless the workspace has stages already: calling it twice changes nothing.
pub async fn create(tx: &WorkspaceTx, locale: Locale) -> Result<(), Error> {
    if tx.find::<lead_stage::Entity>().count(&tx.db).await? == 0 {
        let stages = (0..).zip(STAGES).map(|(position, row)| {
            let (key, zh, en, status_type, journey_stage, probability) = *row;
            let name = locale.pick(zh, en).to_owned();
            let input = NewStage {
                key: key.to_owned(),
                name,
                status_type,
                journey_stage,
                probability,
                checklist: usual_checklist(locale, key).0,
                next_step_required: false,
            };
            stage::new_row(tx, input, position)
        });
        lead_stage::Entity::insert_many(stages).exec_without_returning(&tx.db).await?;
    }
    if tx.find::<channel_entity::Entity>().count(&tx.db).await? == 0 {
        let channels = CHANNELS.iter().map(|(key, zh, en, kind)| {
            let name = locale.pick(*zh, *en).to_owned();
            let (external_id, description) = (None, None);
            let key = (*key).to_owned();
            channel::new_row(tx, NewChannel { key, name, kind: *kind, external_id, description })
        });
        channel_entity::Entity::insert_many(channels).exec_without_returning(&tx.db).await?;
    }
    score::furnish(tx, locale).await
}
