//! What is to be sold, and how far that is.

use crate::fixture::{create, named, refusal, stage_id, workspace};
use chrono::{Datelike as _, NaiveDate};
use kernel::{
    Code, Error, Grant, WorkspaceTx,
    ids::MemberId,
    money::{Currency, Money},
};
use leads::{
    lead::{self, Assignment, Move, NewLead},
    target::{
        self, SalesTarget, SalesTargetMonth, SalesTargetQuery, SetSalesTargets, TargetGap,
        TargetPeriod, TargetState,
    },
};
use testing::{TestWorkspace, on_both_databases};

fn yuan(amount: i64) -> Money {
    Money::new(amount * 100, Currency::CNY).unwrap()
}

fn target(member_id: Option<MemberId>, won: u32, amount: i64) -> SalesTarget {
    SalesTarget { member_id, won: Some(won), won_amount: Some(yuan(amount)), ordered_amount: None }
}

async fn set(
    workspace: &TestWorkspace,
    seen: i64,
    day: NaiveDate,
    targets: Vec<SalesTarget>,
) -> Result<SalesTargetMonth, Error> {
    let tx = workspace.write_seeing(seen).await;
    let month = target::set(&tx, day, SetSalesTargets { targets }).await?;
    tx.commit().await.unwrap();
    Ok(month)
}

async fn win(tx: &WorkspaceTx, name: &str, owner: MemberId, worth: i64) {
    let input = NewLead { expected_amount: Some(yuan(worth)), ..named(name) };
    let id = create(tx, input).await.id;
    lead::assign(tx, id, Assignment { owner_id: Some(owner) }).await.unwrap();
    let stage_id = stage_id(tx, "won").await;
    let to = Move {
        stage_id,
        lost_reason: None,
        lost_note: None,
        next_step: None,
        before_lead_id: None,
    };
    lead::move_to(tx, id, to).await.unwrap();
}

fn over(period: TargetPeriod) -> SalesTargetQuery {
    SalesTargetQuery { period, on: None }
}

on_both_databases! {
    async fn what_was_won_stands_beside_the_target_of_each_rep_and_of_the_team(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let colleague = workspace.member("wang.fang@a.example", "sales").await;
        let tx = workspace.write().await;
        let today = tx.now().date_naive();
        win(&tx, "a", workspace.owner, 300).await;
        win(&tx, "b", colleague, 500).await;
        tx.commit().await.unwrap();
        let targets = vec![target(None, 4, 1000), target(Some(colleague), 1, 400)];
        let month = set(&workspace, 0, today, targets).await.unwrap();
        assert_eq!((month.version, month.month), (1, today.with_day(1).unwrap()));
        let tx = workspace.read().await;
        let report = target::report(&tx, &over(TargetPeriod::Month)).await.unwrap();
        assert_eq!((report.team.won.target, report.team.won.actual), (Some(4), 2));
        assert_eq!(report.team.won_amount.actual, yuan(800));
        assert_eq!(report.team.won_amount.progress.share, Some(0.8));
        assert_eq!(report.team.ordered_amount.progress.reason, Some(TargetGap::NoTarget));
        assert_eq!(report.sum_of_reps.won_amount, Some(yuan(400)));
        let of = |id| &report.reps.iter().find(|rep| rep.member.id == id).unwrap().figures;
        assert_eq!(of(colleague).won.progress.state, Some(TargetState::Reached));
        assert_eq!((of(workspace.owner).won.target, of(workspace.owner).won.actual), (None, 1));
    }

    async fn a_quarter_adds_its_months_up_and_says_when_one_has_no_target(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let tx = workspace.read().await;
        let quarter = target::report(&tx, &over(TargetPeriod::Quarter)).await.unwrap();
        drop(tx);
        let months: Vec<_> = quarter.months.iter().map(|month| month.month).collect();
        assert_eq!(months.len(), 3);
        for month in &months[..2] {
            set(&workspace, 0, *month, vec![target(None, 2, 100)]).await.unwrap();
        }
        let tx = workspace.read().await;
        let told = target::report(&tx, &over(TargetPeriod::Quarter)).await.unwrap().team.won;
        assert_eq!((told.target, told.progress.reason), (None, Some(TargetGap::MonthsWithout)));
        drop(tx);
        set(&workspace, 0, months[2], vec![target(None, 3, 100)]).await.unwrap();
        let tx = workspace.read().await;
        let told = target::report(&tx, &over(TargetPeriod::Quarter)).await.unwrap().team.won;
        assert_eq!((told.target, told.progress.reason), (Some(7), None));
    }

    async fn nobody_overwrites_targets_that_they_did_not_see(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let day = "2026-11-21".parse().unwrap();
        set(&workspace, 0, day, vec![target(None, 2, 100)]).await.unwrap();
        let late = set(&workspace, 0, day, vec![target(None, 9, 100)]).await;
        assert_eq!(refusal(late).0, Code::Stale);
        assert_eq!(set(&workspace, 1, day, Vec::new()).await.unwrap().version, 2);
        let tx = workspace.write().await;
        let unseen = target::set(&tx, day, SetSalesTargets { targets: Vec::new() }).await;
        assert_eq!(refusal(unseen).0, Code::PreconditionRequired);
    }

    async fn every_wrong_target_is_named_and_nothing_is_set(db: TestDb) {
        let workspace = workspace(&db, "a").await;
        let stranger: MemberId = "mem_01h455vb4pex5vsknk084sn02q".parse().unwrap();
        let dollars = Money::new(100, Currency::USD).unwrap();
        let wrong = vec![
            target(None, 0, 0),
            target(None, 1, 1),
            SalesTarget { won_amount: Some(dollars), ..target(Some(stranger), 1, 1) },
        ];
        let day = "2026-11-21".parse().unwrap();
        let (_, mut told) = refusal(set(&workspace, 0, day, wrong).await);
        told.sort();
        assert_eq!(told, [
            "/targets/0/won too_small",
            "/targets/0/won_amount/amount too_small",
            "/targets/1/member_id duplicate",
            "/targets/2/member_id not_found",
            "/targets/2/won_amount/currency unknown_value",
        ]);
        let far = "+100000-01-01".parse().unwrap();
        assert_eq!(refusal(set(&workspace, 0, far, Vec::new()).await).1, ["/month too_large"]);
        let tx = workspace.read().await;
        let none = target::report(&tx, &over(TargetPeriod::Month)).await.unwrap();
        assert!(none.months[0].targets.is_empty());
    }

    async fn targets_are_set_by_who_may_configure_and_seen_in_their_workspace_only(db: TestDb) {
        let (one, other) = (workspace(&db, "a").await, workspace(&db, "b").await);
        let tx = one.read().await;
        let today = tx.now().date_naive();
        drop(tx);
        set(&one, 0, today, vec![target(None, 5, 100)]).await.unwrap();
        let tx = other.read().await;
        let report = target::report(&tx, &over(TargetPeriod::Year)).await.unwrap();
        assert_eq!(report.team.won.target, None);
        drop(tx);
        let seller = one.write_with([Grant::LeadsRead, Grant::LeadsWrite]).await;
        let tried = target::set(&seller, today, SetSalesTargets { targets: Vec::new() }).await;
        assert_eq!(refusal(tried).0, Code::MissingGrant);
    }
}
