//! Who does which job and who is told what happened: the only place that knows all domains.

use crate::{
    configuration::Configuration,
    statistics::{self, KeepStatistics},
};
use activity::who::FollowCustomers;
use customers::{
    import::{AccountTarget, PersonTarget},
    subscription::Settle,
};
use exchange::{import::ImportWorker, target::Targets};
use jobs::{Registry, Worker};
use kernel::Db;
use leads::{import::LeadTarget, rate::import::RateTarget, spend::import::SpendTarget};
use webhooks::{DeliverWebhook, Outlet, PruneDeliveries, prune_schedule};

/// What files can be imported into.
pub fn targets() -> Targets {
    Targets::default()
        .with(LeadTarget)
        .with(AccountTarget)
        .with(PersonTarget)
        .with(SpendTarget)
        .with(RateTarget)
}

/// A worker that knows every job.
pub fn worker(db: &Db, configuration: &Configuration) -> anyhow::Result<Worker> {
    let webhooks = webhooks::Client::new(configuration.webhook_reach())?;
    let registry = Registry::default()
        .subscribe(Outlet)
        .subscribe(FollowCustomers)
        .perform(FollowCustomers)
        .perform(DeliverWebhook(webhooks))
        .perform(PruneDeliveries)
        .perform(Settle)
        .perform(ImportWorker::new(targets()))
        .schedule(prune_schedule()?)
        .perform(KeepStatistics)
        .schedule(statistics::schedule()?);
    let registry = identity::register(registry, configuration.mail())?;
    let registry = activity::months::register(registry)?;
    let registry = segments::members::register(registry)?;
    let mailer = identity::mail::Mailer::new(configuration.mail())?;
    let registry = leads::register(registry)?;
    let registry = registry.perform(leads::form::ConfirmationSender(mailer));
    Ok(Worker::new(db.clone(), registry))
}
