//! Stages, channels, campaigns, spend.

use crate::fixture::{create, named, refusal, stage_id, workspace};
use chrono::NaiveDate;
use kernel::{
    Code,
    locale::Locale,
    money::{Currency, Money},
    page::PageRequest,
    patch::Patch,
};
use leads::{
    campaign::{self, CampaignFilter, CampaignState, NewCampaign},
    channel::{self, ChannelFilter, ChannelPatch, NewChannel},
    defaults, lead,
    spend::{self, ChannelSpendFilter, NewChannelSpend},
    stage::{self, NewStage, StageOrder, StagePatch},
    words::{ChannelKind, JourneyStage, StatusType},
};
use testing::on_both_databases;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn a_channel(key: &str) -> NewChannel {
    NewChannel {
        key: key.into(),
        name: key.into(),
        kind: ChannelKind::Social,
        external_id: None,
        description: None,
    }
}

on_both_databases! {
    async fn a_workspace_begins_with_stages_of_every_type_in_its_language(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        defaults::create(&tx, Locale::ZhCn).await.unwrap();
        defaults::create(&tx, Locale::ZhCn).await.unwrap();
        let stages = stage::list(&tx).await.unwrap();
        for status in StatusType::ALL {
            assert!(stages.iter().any(|stage| stage.status_type == *status), "{status}");
        }
        assert_eq!((stages.len(), stages[0].name.as_str()), (8, "待跟进"));
        let channels = channel::list(&tx, &ChannelFilter::default(), &PageRequest::default()).await.unwrap().data;
        assert_eq!(channels.len(), 10);
    }

    async fn stages_are_added_ordered_and_leads_follow_their_stage(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let lead = create(&tx, named("a")).await;
        let input = NewStage {
            key: "pilot".into(), name: "Pilot".into(), status_type: StatusType::Ongoing,
            journey_stage: JourneyStage::Evaluate, probability: Some(0.5), checklist: Vec::new(), next_step_required: false,
        };
        let added = stage::create(&tx, input.clone()).await.unwrap();
        let mut ids: Vec<_> = stage::list(&tx).await.unwrap().iter().map(|stage| stage.id).collect();
        assert_eq!(ids.last(), Some(&added.id));
        ids.rotate_right(1);
        let ordered = stage::reorder(&tx, StageOrder { stage_ids: ids.clone() }).await.unwrap();
        assert_eq!((ordered[0].id, ordered[1].position), (added.id, 1));
        ids.pop();
        let refused = stage::reorder(&tx, StageOrder { stage_ids: ids }).await;
        assert_eq!(refusal(refused).1, ["/stage_ids incomplete_order"]);

        let first = ordered[1].id;
        let retyped = StagePatch { status_type: Patch::Value(StatusType::OnHold), ..StagePatch::default() };
        stage::update(&tx, first, retyped).await.unwrap();
        assert_eq!(lead::get(&tx, lead.id).await.unwrap().stage.status_type, StatusType::OnHold);
        let closing = StagePatch { status_type: Patch::Value(StatusType::Won), ..StagePatch::default() };
        assert_eq!(refusal(stage::update(&tx, first, closing).await).0, Code::WrongState);
        assert_eq!(refusal(stage::archive(&tx, first).await).0, Code::WrongState);
        assert_eq!(stage::archive(&tx, added.id).await.unwrap().version, 3);
        assert_eq!(refusal(stage::create(&tx, input).await).0, Code::Conflict);
    }

    async fn the_only_stage_of_a_type_that_leads_need_stays(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        for key in ["new", "won", "lost"] {
            let id = stage_id(&tx, key).await;
            assert_eq!(refusal(stage::archive(&tx, id).await).0, Code::WrongState, "{key}");
        }
    }

    async fn a_channel_has_a_key_of_its_own(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let made = channel::create(&tx, a_channel("douyin")).await.unwrap();
        assert_eq!(refusal(channel::create(&tx, a_channel("douyin")).await).0, Code::Conflict);
        let bad = channel::create(&tx, NewChannel { name: String::new(), ..a_channel("Bad Key") }).await;
        assert_eq!(refusal(bad).1, ["/key invalid_format", "/name too_short"]);
        let patch = ChannelPatch { name: Patch::Value("抖音".into()), ..ChannelPatch::default() };
        let renamed = channel::update(&tx, made.id, patch).await.unwrap();
        assert_eq!((renamed.name.as_str(), renamed.version), ("抖音", 2));
        channel::archive(&tx, made.id).await.unwrap();
        assert_eq!(refusal(channel::archive(&tx, made.id).await).0, Code::WrongState);
    }

    async fn a_campaign_is_planned_running_or_finished_by_its_days(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let channel = channel::create(&tx, a_channel("douyin")).await.unwrap();
        // It is the second of March.
        let plan = |key: &str, starts_on, ends_on| NewCampaign {
            key: key.into(), name: key.into(), external_id: None, channel_id: channel.id, owner_id: None,
            starts_on, ends_on, budget: Money::new(100, Currency::CNY).ok(), goal: None, utm_campaign: None,
        };
        for (key, from, until) in [
            ("past", day(2, 1), Some(day(3, 1))), ("now", day(2, 1), None), ("next", day(3, 3), None),
        ] {
            campaign::create(&tx, plan(key, from, until)).await.unwrap();
        }
        let backwards = campaign::create(&tx, plan("x", day(3, 3), Some(day(3, 1)))).await;
        assert_eq!(refusal(backwards).1, ["/ends_on before_start"]);
        for (state, key) in [
            (CampaignState::Planned, "next"), (CampaignState::Running, "now"), (CampaignState::Finished, "past"),
        ] {
            let filter = CampaignFilter { state: Some(kernel::filter::Many(vec![state])), ..Default::default() };
            let found = campaign::list(&tx, &filter, &PageRequest::default()).await.unwrap().data;
            assert_eq!((found.len(), found[0].key.as_str(), found[0].state), (1, key, state));
        }
    }

    async fn spend_is_dated_and_in_the_currency_of_the_workspace(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let channel_id = channel::create(&tx, a_channel("douyin")).await.unwrap().id;
        let entry = |spent_on, currency| NewChannelSpend {
            channel_id, campaign_id: None, spent_on, amount: Money::new(5_000, currency).unwrap(), note: None,
        };
        spend::add(&tx, entry(day(3, 1), Currency::CNY)).await.unwrap();
        let wrong = spend::add(&tx, entry(day(3, 9), Currency::USD)).await;
        assert_eq!(refusal(wrong).1, ["/amount/currency unknown_value", "/spent_on in_the_future"]);
        let filter = ChannelSpendFilter { spent_on_lte: Some(day(3, 1)), ..Default::default() };
        let found = spend::list(&tx, &filter, &PageRequest::default()).await.unwrap().data;
        assert_eq!((found.len(), found[0].amount.amount()), (1, 5_000));
    }
}
