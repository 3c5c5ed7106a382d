//! Files into spend: a row is what a channel cost on a day or over a span.

use super::{SpendKind, layout::days_of};
use crate::{
    entity::{
        campaign, channel,
        channel_spend::{Column, Entity, Model},
    },
    source::{live_campaigns, live_channels},
};
use chrono::NaiveDate;
use customers::{import::fault, rows as many, settings};
use exchange::{
    effect::{Effect, Undone},
    field::{Choice, Field, FieldKind, Label},
    target::{Apply, ImportRow, ImportTarget, OnMatch, RowFault, RowOutcome},
    undo::Undo,
    value::Value,
};
use jobs::{DomainEvent, Record as _};
use kernel::{Changes, Error, Grant, WorkspaceTx, text::normal_form};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use std::collections::HashMap;

const MOST_DAYS: u32 = 1096;

/// What channels cost.
pub struct SpendTarget;

#[async_trait::async_trait]
impl ImportTarget for SpendTarget {
    fn key(&self) -> &'static str {
        "channel_spend"
    }

    fn label(&self) -> Label {
        Label::new("渠道花费", "Channel spend")
    }

    fn grant(&self) -> Grant {
        Grant::LeadsWrite
    }

    fn match_fields(&self) -> &'static [&'static str] {
        &["external_id"]
    }

    async fn fields(&self, tx: &WorkspaceTx) -> Result<Vec<Field>, Error> {
        let channels = live_channels(tx).await?;
        let channels = channels.iter().map(|row| Choice::new(&row.key, &row.name, &row.name));
        let kinds = [
            Choice::new("media", "媒体投放", "Media"),
            Choice::new("loaded", "人力与其他", "Other cost"),
        ];
        Ok(vec![
            Field::new("channel", FieldKind::Choice, "渠道", "Channel")
                .required()
                .choices(channels)
                .also_called(["渠道名称", "channel key", "来源"]),
            Field::new("campaign", FieldKind::Text, "活动", "Campaign").max_length(120),
            Field::new("spent_on", FieldKind::Date, "日期", "Day").required().also_called([
                "开始日期",
                "date",
                "from",
                "第一天",
            ]),
            Field::new("spent_until", FieldKind::Date, "结束日期", "Last day").also_called([
                "until",
                "to",
                "最后一天",
            ]),
            Field::new("amount", FieldKind::Money, "金额", "Amount")
                .required()
                .also_called(["花费", "cost", "spend", "费用"]),
            Field::new("kind", FieldKind::Choice, "费用类型", "Kind").choices(kinds),
            Field::new("external_id", FieldKind::Text, "外部编号", "External id")
                .unique()
                .max_length(200),
            Field::new("note", FieldKind::Text, "备注", "Note").max_length(2000),
        ])
    }

    async fn apply_rows(
        &self,
        tx: &WorkspaceTx,
        rows: &[ImportRow],
        apply: &Apply,
    ) -> Result<Vec<RowOutcome>, Error> {
        let reader = Reader {
            channels: live_channels(tx).await?,
            campaigns: live_campaigns(tx).await?,
            today: settings::of_workspace(tx).await?.today(tx),
        };
        let ids = rows.iter().filter_map(|row| row.text("external_id"));
        let known = tx.find::<Entity>().filter(Column::ExternalId.is_in(ids)).all(&tx.db).await?;
        let known: HashMap<_, _> =
            known.into_iter().filter_map(|row| Some((row.external_id.clone()?, row))).collect();
        let (mut new, mut changed, mut events) = (Vec::new(), Vec::new(), Vec::new());
        let mut outcomes = Vec::with_capacity(rows.len());
        for row in rows {
            let known = row.text("external_id").and_then(|id| known.get(id));
            if known.is_some() && apply.on_match == OnMatch::Skip {
                outcomes.push(RowOutcome::Skipped);
                continue;
            }
            let read = match reader.read(tx, row, known) {
                Ok(read) => read,
                Err(wrong) => {
                    outcomes.push(RowOutcome::Refused(wrong));
                    continue;
                }
            };
            let (channel_spend_id, channel_id) = (read.id, read.channel_id);
            let campaign_id = read.campaign_id;
            outcomes.push(match known {
                Some(before) if *before == read => RowOutcome::Skipped,
                Some(before) => {
                    let read = Model { version: before.version + 1, updated_at: tx.now(), ..read };
                    let effect = Effect::updated("channel_spend", read.id, before, &read)?;
                    let event = DomainEvent::ChannelSpendUpdated {
                        channel_spend_id,
                        channel_id,
                        campaign_id,
                    };
                    events.push((event, Changes::default()));
                    changed.push(read);
                    RowOutcome::Updated(vec![effect])
                }
                None => {
                    let effect = Effect::created("channel_spend", read.id, &read)?;
                    let event = DomainEvent::ChannelSpendAdded {
                        channel_spend_id,
                        channel_id,
                        campaign_id,
                    };
                    events.push((event, Changes::default()));
                    new.push(read);
                    RowOutcome::Created(vec![effect])
                }
            });
        }
        many::insert_all::<Entity>(tx, new).await?;
        many::update_all::<Entity>(tx, changed, Column::Id).await?;
        tx.record_all(events).await?;
        Ok(outcomes)
    }

    async fn undo(&self, tx: &WorkspaceTx, effects: &[Effect]) -> Result<Vec<Undone>, Error> {
        let mut undo = Undo::new(tx, effects);
        undo.take_back::<Entity>("channel_spend", Column::Id).await?;
        undo.finish()
    }
}

struct Reader {
    channels: Vec<channel::Model>,
    campaigns: Vec<campaign::Model>,
    today: NaiveDate,
}

impl Reader {
    /// The entry that a row describes; what it leaves blank of one that is known stays.
    fn read(
        &self,
        tx: &WorkspaceTx,
        row: &ImportRow,
        known: Option<&Model>,
    ) -> Result<Model, Vec<RowFault>> {
        let mut faults = Vec::new();
        let word = row.text("channel").unwrap_or_default();
        let channel = self.channels.iter().find(|channel| channel.key == word);
        if channel.is_none() {
            faults.push(fault("channel", "not_found"));
        }
        let campaign = row.text("campaign").and_then(|word| {
            let found = self.campaigns.iter().find(|it| {
                (normal_form(&it.name) == normal_form(word) || it.key == word)
                    && channel.is_some_and(|channel| it.runs_through(channel.id))
            });
            if found.is_none() {
                faults.push(fault("campaign", "not_found"));
            }
            found
        });
        let date = |field: &str| match row.value(field) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        let first = date("spent_on").unwrap_or(self.today);
        let last = date("spent_until").unwrap_or(first);
        if first > self.today {
            faults.push(fault("spent_on", "in_the_future"));
        }
        if last < first {
            faults.push(fault("spent_until", "before_start"));
        } else if days_of(first, last) > MOST_DAYS {
            faults.push(fault("spent_until", "not_allowed"));
        }
        let Some(Value::Money(amount)) = row.value("amount") else {
            faults.push(fault("amount", "required"));
            return Err(faults);
        };
        let (Some(channel), true) = (channel, faults.is_empty()) else { return Err(faults) };
        let kind = row.text("kind").and_then(|word| word.parse().ok());
        let blank = || Model {
            id: tx.new_id(),
            workspace_id: tx.workspace(),
            channel_id: None,
            campaign_id: None,
            kind: SpendKind::Media,
            spent_on: first,
            spent_until: last,
            amount: 0,
            currency: amount.currency(),
            allocation: None,
            external_id: row.text("external_id").map(str::to_owned),
            note: None,
            deleted_at: None,
            created_at: tx.now(),
            updated_at: tx.now(),
            version: 1,
        };
        let entry = known.cloned().unwrap_or_else(blank);
        Ok(Model {
            channel_id: Some(channel.id),
            campaign_id: campaign.map(|row| row.id).or(entry.campaign_id),
            kind: kind.unwrap_or(entry.kind),
            spent_on: first,
            spent_until: last,
            amount: amount.amount(),
            currency: amount.currency(),
            allocation: None,
            note: row.text("note").map(str::to_owned).or(entry.note),
            deleted_at: None,
            ..entry
        })
    }
}
