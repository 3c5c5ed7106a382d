use super::{
    input::{SalesTarget, SalesTargetMonth, SetSalesTargets, TargetList},
    period::{SalesTargetQuery, check_day, elapsed, first_of_month, last_of_month},
    progress::{TargetGap, total},
    view::{
        CountTarget, MoneyTarget, SalesTargetReport, TargetFigures, TargetRow, TargetSums, money,
    },
};
use crate::{
    analysis::{self, RepFigures, RepWindow},
    entity::sales_target_month::{Column, Entity, Model},
};
use chrono::{Days, NaiveDate};
use customers::settings;
use identity::{member, work_calendar::WorkTimes};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Code, Error, FieldError, Grant, OnConflict as _, WorkspaceTx, ids::MemberId,
    money::Currency, money::Money,
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// What the team and everybody in it was to achieve in a period, and how far they are.
pub async fn report(
    tx: &WorkspaceTx,
    query: &SalesTargetQuery,
) -> Result<SalesTargetReport, Error> {
    tx.require(Grant::LeadsRead)?;
    let settings = settings::of_workspace(tx).await?;
    let today = settings.today(tx);
    if let Some(error) = query.on.and_then(|day| check_day("/on", day)) {
        return Err(Error::invalid(vec![error]));
    }
    let first_days = query.period.around(query.on.unwrap_or(today));
    let months = months(tx, &first_days).await?;
    let (Some(first), Some(last)) = (first_days.first(), first_days.last()) else {
        return Err(Error::internal("a period without months"));
    };
    let (from, to) = (*first, last_of_month(*last));
    let window = RepWindow { from: Some(from), to: Some(to) };
    let achieved = analysis::reps(tx, window).await?;
    // A day earlier: days end later elsewhere.
    let times = WorkTimes::read(tx, from - Days::new(1)).await?;
    let plan = Plan {
        months: &months,
        currency: settings.currency,
        elapsed: elapsed(times.calendar(None), (from, to), today),
    };
    let team = plan.figures(None, Some(&achieved.all))?;
    let by_rep: HashMap<MemberId, &RepFigures> = achieved
        .reps
        .iter()
        .filter_map(|rep| rep.member.as_ref().map(|member| (member.id, &rep.figures)))
        .collect();
    let planned: HashSet<MemberId> = plan.members().collect();
    let active = by_rep.iter().filter(|(_, figures)| figures.won > 0 || figures.orders > 0);
    let everybody: HashSet<MemberId> = active.map(|(id, _)| *id).chain(planned).collect();
    let names = member::refs(tx, everybody.iter().copied()).await?;
    let mut reps = Vec::new();
    for id in everybody {
        let Some(member) = names.get(&id).cloned() else { continue };
        let figures = plan.figures(Some(id), by_rep.get(&id).copied())?;
        reps.push(TargetRow { member, figures });
    }
    reps.sort_by(|one, other| {
        (&one.member.name, one.member.id).cmp(&(&other.member.name, other.member.id))
    });
    let sum_of_reps = sums(&reps)?;
    Ok(SalesTargetReport {
        period: query.period,
        from,
        to,
        elapsed: plan.elapsed,
        team,
        sum_of_reps,
        reps,
        months,
        as_of: tx.now(),
    })
}

/// Sets all targets of the month that a day is in, if the caller saw the present ones.
pub async fn set(
    tx: &WorkspaceTx,
    day: NaiveDate,
    input: SetSalesTargets,
) -> Result<SalesTargetMonth, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let settings = settings::of_workspace(tx).await?;
    let mut findings = input.findings(settings.currency);
    findings.extend(check_day("/month", day));
    findings.extend(strangers(tx, &input.targets).await?);
    findings.finish()?;
    if tx.caller.expected_version.is_none() {
        return Err(Error::refused(Code::PreconditionRequired));
    }
    let targets: Vec<_> = input.targets.into_iter().filter(SalesTarget::says_something).collect();
    let month = first_of_month(day);
    let held = tx.find::<Entity>().filter(Column::Month.eq(month)).lock_exclusive();
    let held = held.one(&tx.db).await?;
    let before =
        held.clone().map_or_else(|| SalesTargetMonth::empty(month), SalesTargetMonth::from);
    tx.expect_version(before.version)?;
    if targets == before.targets {
        return Ok(before);
    }
    let row = Model {
        id: held.as_ref().map_or_else(|| tx.new_id(), |row| row.id),
        workspace_id: tx.workspace(),
        month,
        targets: TargetList(targets),
        created_at: held.as_ref().map_or(tx.now(), |row| row.created_at),
        updated_at: tx.now(),
        version: before.version + 1,
    };
    let changes = Changes::between(&told(&before.targets, month), &told(&row.targets.0, month));
    let row = row.into_active_model().reset_all();
    let saved = if held.is_some() {
        row.update(&tx.db).await?
    } else {
        row.insert(&tx.db).await.or_conflict("sales_targets", "/version")?
    };
    let event = DomainEvent::SalesTargetsUpdated { workspace_id: tx.workspace() };
    tx.record_change(event, changes).await?;
    Ok(saved.into())
}

/// What the audit trail says of a month: its targets under its name, so that a reader knows which month it was.
fn told(targets: &[SalesTarget], month: NaiveDate) -> serde_json::Value {
    json!({ (month.format("%Y-%m").to_string()): targets })
}

/// Targets of ids that are nobody's. Members who left keep theirs: the past doesn't change.
async fn strangers(tx: &WorkspaceTx, targets: &[SalesTarget]) -> Result<Vec<FieldError>, Error> {
    let known = member::refs(tx, targets.iter().filter_map(|target| target.member_id)).await?;
    let strangers = targets.iter().enumerate().filter_map(|(at, target)| {
        let is_known = target.member_id.is_none_or(|id| known.contains_key(&id));
        (!is_known).then(|| FieldError::new(format!("/targets/{at}/member_id"), "not_found"))
    });
    Ok(strangers.collect())
}

async fn months(tx: &WorkspaceTx, days: &[NaiveDate]) -> Result<Vec<SalesTargetMonth>, Error> {
    let rows = tx.find::<Entity>().filter(Column::Month.is_in(days.iter().copied()));
    let rows = rows.order_by_asc(Column::Month).all(&tx.db).await?;
    let mut known: HashMap<_, _> = rows.into_iter().map(|row| (row.month, row)).collect();
    let month = |day: &NaiveDate| {
        known.remove(day).map_or_else(|| SalesTargetMonth::empty(*day), SalesTargetMonth::from)
    };
    Ok(days.iter().map(month).collect())
}

/// The targets of a period and how much of it is over.
struct Plan<'a> {
    months: &'a [SalesTargetMonth],
    currency: Currency,
    elapsed: f64,
}

impl Plan<'_> {
    fn members(&self) -> impl Iterator<Item = MemberId> {
        self.months.iter().flat_map(|month| &month.targets).filter_map(|target| target.member_id)
    }

    /// Of a rep, or of the team.
    fn figures(
        &self,
        who: Option<MemberId>,
        achieved: Option<&RepFigures>,
    ) -> Result<TargetFigures, Error> {
        let won = achieved.map_or(0, |it| it.won);
        let nothing = Money::zero(self.currency);
        let (won_amount, ordered_amount) =
            achieved.map_or((nothing, nothing), |it| (it.won_amount, it.ordered_amount));
        let money = |pick: fn(&SalesTarget) -> Option<Money>, actual| {
            let target = self.total(who, |target| match pick(target) {
                Some(amount) if amount.currency() != self.currency => Err(TargetGap::OtherCurrency),
                amount => Ok(amount.map(Money::amount)),
            });
            MoneyTarget::of(target, actual, self.elapsed)
        };
        let target = self.total(who, |target| Ok(target.won.map(i64::from)));
        Ok(TargetFigures {
            won: CountTarget::of(
                target,
                i64::try_from(won).map_err(Error::internal)?,
                self.elapsed,
            ),
            won_amount: money(|target| target.won_amount, won_amount)?,
            ordered_amount: money(|target| target.ordered_amount, ordered_amount)?,
        })
    }

    fn total(
        &self,
        who: Option<MemberId>,
        pick: impl Fn(&SalesTarget) -> Result<Option<i64>, TargetGap>,
    ) -> Result<i64, TargetGap> {
        let of_month = |month: &SalesTargetMonth| {
            let target = month.targets.iter().find(|target| target.member_id == who);
            target.map_or(Ok(None), &pick)
        };
        total(&self.months.iter().map(of_month).collect::<Vec<_>>())
    }
}

fn sums(reps: &[TargetRow]) -> Result<TargetSums, Error> {
    let counts = reps.iter().filter_map(|rep| rep.figures.won.target);
    let amounts = |pick: fn(&TargetFigures) -> MoneyTarget| {
        let set: Vec<Money> = reps.iter().filter_map(|rep| pick(&rep.figures).target).collect();
        let sum = set.iter().map(|it| it.amount()).sum();
        set.first().map(|it| money(sum, it.currency())).transpose()
    };
    Ok(TargetSums {
        won: counts.reduce(|sum, count| sum + count),
        won_amount: amounts(|figures| figures.won_amount)?,
        ordered_amount: amounts(|figures| figures.ordered_amount)?,
    })
}
