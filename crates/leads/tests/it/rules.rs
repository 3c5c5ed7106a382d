//! Rules that tell the channel of a touch.

use crate::{
    fixture::{created, named, refusal, workspace},
    money::channel_id,
};
use kernel::{Code, Grant};
use leads::{
    lead::{self, NewLead},
    source::{self, ApplyRules, Decided, NewChannelRules, RuleTrial, rule::ChannelRule},
    touch::{NewTouch, Utm},
};
use testing::on_both_databases;

fn by_source(source: &str) -> NewLead {
    let utm = Utm { source: Some(source.to_owned()), ..Utm::default() };
    NewLead { touch: Some(NewTouch { utm, ..NewTouch::default() }), ..named(source) }
}

fn all_year(dry_run: bool) -> ApplyRules {
    let day = |text: &str| text.parse().unwrap();
    ApplyRules { from_on: day("2026-01-01"), to_on: day("2026-12-31"), dry_run }
}

on_both_databases! {
    async fn a_workspace_begins_with_the_rules_of_the_house_and_writes_its_own(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write().await;
        let house = source::get_rules(&tx).await.unwrap();
        assert!(house.is_default && house.rules.len() > 10);
        let event = channel_id(&tx, "event").await;
        let own = ChannelRule { utm_source: vec!["Fair".into()], ..ChannelRule::of(event) };
        let saved = source::replace_rules(&tx, NewChannelRules { rules: vec![own] }).await.unwrap();
        assert_eq!((saved.is_default, saved.rules.len(), saved.version), (false, 1, 1));
        let fair = lead::create(&tx, by_source("fair")).await.unwrap().lead;
        assert_eq!(fair.channel_id, Some(event));
        let baidu = lead::create(&tx, by_source("baidu")).await.unwrap().lead;
        assert_eq!(baidu.channel_id, None, "the rules of the house hold no more");
        let empty = NewChannelRules { rules: vec![ChannelRule::of(event)] };
        assert_eq!(refusal(source::replace_rules(&tx, empty).await).1, ["/rules/0 required"]);
    }

    async fn a_visit_can_be_tried_with_rules_that_are_not_saved(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.read().await;
        let (event, paid) = (channel_id(&tx, "event").await, channel_id(&tx, "paid_search").await);
        let url = Some("https://we.example/?utm_source=baidu&utm_medium=cpc".to_owned());
        let trial = RuleTrial { url, ..RuleTrial::default() };
        let found = source::try_rules(&tx, trial.clone()).await.unwrap();
        assert_eq!((found.channel_id, found.decided_by), (Some(paid), Decided::Rule));
        let draft = ChannelRule { utm_source: vec!["baidu".into()], ..ChannelRule::of(event) };
        let trial = RuleTrial { rules: Some(vec![draft]), ..trial };
        let found = source::try_rules(&tx, trial).await.unwrap();
        assert_eq!((found.channel_id, found.rule), (Some(event), Some(0)));
        let nothing = source::try_rules(&tx, RuleTrial::default()).await.unwrap();
        assert_eq!((nothing.channel_id, nothing.decided_by), (None, Decided::Nothing));
    }

    async fn past_touches_get_their_channel_anew_unless_somebody_named_it(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let traced = created(&workspace, by_source("baidu")).await;
        let touch = NewTouch { channel_key: Some("partner".into()), ..by_source("baidu").touch.unwrap() };
        let told = created(&workspace, NewLead { touch: Some(touch), ..named("told") }).await;
        let tx = workspace.write().await;
        let (event, organic) = (channel_id(&tx, "event").await, channel_id(&tx, "organic_search").await);
        assert_eq!(traced.channel_id, Some(organic));
        let rule = ChannelRule { utm_source: vec!["baidu".into()], ..ChannelRule::of(event) };
        source::replace_rules(&tx, NewChannelRules { rules: vec![rule] }).await.unwrap();
        let preview = source::apply_rules(&tx, all_year(true)).await.unwrap();
        assert_eq!((preview.looked_at, preview.changed, preview.leads_changed), (1, 1, 0));
        assert_eq!((preview.moves[0].from_channel_id, preview.moves[0].to_channel_id), (Some(organic), Some(event)));
        assert_eq!(lead::get(&tx, traced.id).await.unwrap().channel_id, Some(organic));
        let applied = source::apply_rules(&tx, all_year(false)).await.unwrap();
        assert_eq!((applied.changed, applied.leads_changed), (1, 1));
        assert_eq!(lead::get(&tx, traced.id).await.unwrap().channel_id, Some(event));
        assert_eq!(lead::get(&tx, told.id).await.unwrap().channel_id, told.channel_id);
        let again = source::apply_rules(&tx, all_year(false)).await.unwrap();
        assert_eq!(again.changed, 0, "a second time changes nothing");
    }

    async fn rules_are_for_those_who_may_configure(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.write_with([Grant::LeadsRead, Grant::LeadsWrite]).await;
        let refused = source::replace_rules(&tx, NewChannelRules { rules: Vec::new() }).await;
        assert_eq!(refusal(refused).0, Code::MissingGrant);
        assert_eq!(refusal(source::apply_rules(&tx, all_year(true)).await).0, Code::MissingGrant);
    }
}
