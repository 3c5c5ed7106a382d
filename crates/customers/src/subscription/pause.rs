//! Pausing a subscription and letting it run again.

use super::{
    CancelPause, PauseSubscription, ResumeSubscription, Subscription, SubscriptionState,
    pauses::{Pause, Pauses},
    rules,
    service::{get_back, load_to_change, store_as_of, terms_of},
    settle,
};
use crate::{
    entity::{subscription::Model, subscription_term as term},
    input,
    settings::{self, Settings},
    standing,
};
use chrono::NaiveDate;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, WorkspaceTx,
    ids::{AccountId, SubscriptionId},
};

/// Pauses a subscription from a day on, of the past or to come, until it is resumed or until a day that is known already.
pub async fn pause(
    tx: &WorkspaceTx,
    id: SubscriptionId,
    input: PauseSubscription,
) -> Result<Subscription, Error> {
    let before = load_to_change(tx, id).await?;
    refuse_ended(&before)?;
    let settings = settings::of_workspace(tx).await?;
    let mut findings = Findings::of(&input);
    let pause = Pause {
        paused_on: input.paused_on.unwrap_or_else(|| settings.today(tx)),
        resumes_on: input.resumes_on,
        extends_term: input.extends_term,
        reason: input.reason,
        note: input::text(input.note),
    };
    if pause.days().is_some_and(|days| days < 1) {
        findings.add(FieldError::new("/resumes_on", "before_start"));
    }
    findings.extend(outside(&before, "/paused_on", pause.paused_on));
    findings.extend(pause.resumes_on.and_then(|day| outside(&before, "/resumes_on", day)));
    findings.finish()?;
    let (paused_on, resumes_on) = (pause.paused_on, pause.resumes_on);
    let reason = pause.reason.map(|reason| reason.as_str().to_owned());
    let pauses = before.pauses.clone().with(pause);
    let pauses = pauses.ok_or_else(|| Error::invalid_field("/paused_on", "overlaps"))?;
    change(tx, before, pauses, settings, |account_id| DomainEvent::SubscriptionPaused {
        subscription_id: id,
        account_id,
        paused_on,
        resumes_on,
        reason,
    })
    .await
}

/// Says when the running pause, else the next one, is over. One that is over on the day on which it began has never been.
pub async fn resume(
    tx: &WorkspaceTx,
    id: SubscriptionId,
    input: ResumeSubscription,
) -> Result<Subscription, Error> {
    let before = load_to_change(tx, id).await?;
    refuse_ended(&before)?;
    let settings = settings::of_workspace(tx).await?;
    let today = settings.today(tx);
    let mut pauses = before.pauses.clone();
    let Some(mut pause) = pauses.take_current(today) else {
        return Err(Error::wrong_state("the subscription isn't paused", "该订阅未处于暂停中"));
    };
    if pause.paused_on > today && input.resumes_on.is_none() {
        return Err(Error::wrong_state(
            "the pause hasn't begun; cancel it instead",
            "暂停尚未开始，请取消该次暂停",
        ));
    }
    let resumes_on = input.resumes_on.unwrap_or(today);
    if resumes_on < pause.paused_on {
        return Err(Error::invalid_field("/resumes_on", "before_start"));
    }
    let mut findings = Findings::default();
    findings.extend(outside(&before, "/resumes_on", resumes_on));
    findings.finish()?;
    pause.resumes_on = Some(resumes_on);
    pause.extends_term = input.extends_term.unwrap_or(pause.extends_term);
    if resumes_on > pause.paused_on {
        let with = pauses.with(pause);
        pauses = with.ok_or_else(|| Error::invalid_field("/resumes_on", "overlaps"))?;
    }
    change(tx, before, pauses, settings, |account_id| DomainEvent::SubscriptionResumed {
        subscription_id: id,
        account_id,
        resumes_on,
    })
    .await
}

/// Takes back a pause that hasn't begun.
pub async fn cancel_pause(
    tx: &WorkspaceTx,
    id: SubscriptionId,
    input: CancelPause,
) -> Result<Subscription, Error> {
    let before = load_to_change(tx, id).await?;
    refuse_ended(&before)?;
    let settings = settings::of_workspace(tx).await?;
    let mut pauses = before.pauses.clone();
    pauses.0.retain(|pause| pause.paused_on != input.paused_on);
    if pauses == before.pauses {
        return Err(Error::invalid_field("/paused_on", "not_found"));
    }
    if input.paused_on <= settings.today(tx) {
        return Err(Error::wrong_state(
            "the pause has begun; resume the subscription instead",
            "暂停已经开始，请恢复订阅",
        ));
    }
    change(tx, before, pauses, settings, |account_id| DomainEvent::SubscriptionUpdated {
        subscription_id: id,
        account_id,
    })
    .await
}

fn refuse_ended(row: &Model) -> Result<(), Error> {
    if row.state == SubscriptionState::Ended {
        return Err(Error::wrong_state("the subscription has ended", "该订阅已终止"));
    }
    Ok(())
}

/// What is wrong with a day on which the subscription doesn't run anyway.
fn outside(row: &Model, pointer: &str, day: NaiveDate) -> Option<FieldError> {
    if day < row.starts_on {
        let earliest = row.starts_on.to_string();
        return Some(FieldError::new(pointer, "too_early").with("earliest", earliest));
    }
    let last = row.ended_on.filter(|ended_on| day >= *ended_on)?.pred_opt()?;
    Some(FieldError::new(pointer, "too_late").with("latest", last.to_string()))
}

async fn change(
    tx: &WorkspaceTx,
    before: Model,
    pauses: Pauses,
    settings: Settings,
    event: impl FnOnce(AccountId) -> DomainEvent,
) -> Result<Subscription, Error> {
    let mut row = before.clone();
    let terms = terms_of(tx, &[row.id]).await?;
    put(&mut row, &terms, pauses)
        .ok_or_else(|| Error::invalid_field("/resumes_on", "out_of_range"))?;
    row.annual_fee = row.fees.on(settings.today(tx));
    let row = store_as_of(tx, row, settings).await?;
    settle::on(tx, settings.zone, &row).await?;
    let (id, account_id) = (row.id, row.account_id);
    let changes =
        Changes::between(&Subscription::new(before, vec![])?, &Subscription::new(row, vec![])?);
    tx.record_change(event(account_id), changes).await?;
    standing::refresh(tx, account_id).await?;
    get_back(tx, id).await
}

/// Gives a subscription other pauses. The ends of its terms follow, and so do the fees that begin with a term.
pub(super) fn put(row: &mut Model, terms: &[term::Model], pauses: Pauses) -> Option<()> {
    let moves = terms
        .iter()
        .filter(|term| term.number > 1)
        .map(|term| Some((row.pauses.moved(term.starts_on)?, pauses.moved(term.starts_on)?)));
    let moves = moves.collect::<Option<Vec<_>>>()?;
    row.fees.shift(&moves);
    row.renews_on = pauses.moved(rules::term_end(row.starts_on, row.months_bought)?)?;
    row.pauses = pauses;
    Some(())
}
