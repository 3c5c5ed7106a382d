use crate::{
    store::word,
    year::{Year, sales::MonthTarget},
};
use customers::rows::insert_all;
use identity::entity::{member_absence, work_calendar};
use kernel::{
    Error, WorkspaceTx,
    money::{Currency, Money},
    text::sort_key,
    zone::Zone,
};
use leads::{
    entity::{exchange_rate, lead_rules, sales_kit_item, sales_target_month},
    kit::StageIds,
    target::{SalesTarget, TargetList},
};

pub async fn write(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    hours(tx, year).await?;
    let rules = year.sales.rules.iter().map(|rules| lead_rules::Model {
        id: rules.id,
        workspace_id: tx.workspace(),
        kind: rules.kind,
        version: rules.version,
        document: rules.document.clone(),
        created_by_id: Some(rules.by),
        created_at: rules.at,
    });
    insert_all::<lead_rules::Entity>(tx, rules.collect()).await?;
    let rates = year.sales.rates.iter().map(|rate| {
        Ok(exchange_rate::Model {
            id: rate.id,
            workspace_id: tx.workspace(),
            currency: word(rate.currency)?,
            rate_on: rate.on,
            rate: rate.rate,
            created_at: rate.at,
            updated_at: rate.at,
            version: 1,
        })
    });
    insert_all::<exchange_rate::Entity>(tx, rates.collect::<Result<_, Error>>()?).await?;
    targets(tx, year).await?;
    kit(tx, year).await
}

async fn targets(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let currency: Currency = word(year.workspace.currency)?;
    let target = |target: &MonthTarget| {
        Ok(SalesTarget {
            member_id: target.member_id,
            won: Some(u32::try_from(target.won).map_err(Error::internal)?),
            won_amount: Some(Money::new(target.won_amount, currency).map_err(Error::internal)?),
            ordered_amount: None,
        })
    };
    let months = year.sales.targets.iter().map(|plan| {
        let targets = plan.targets.iter().map(target).collect::<Result<_, Error>>()?;
        Ok(sales_target_month::Model {
            id: plan.id,
            workspace_id: tx.workspace(),
            month: plan.month,
            targets: TargetList(targets),
            created_at: plan.at,
            updated_at: plan.at,
            version: 1,
        })
    });
    insert_all::<sales_target_month::Entity>(tx, months.collect::<Result<_, Error>>()?).await
}

async fn hours(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let time_zone: Zone = word(year.workspace.zone)?;
    let at = year.workspace.created_at;
    let calendars = year.sales.calendars.iter().map(|calendar| work_calendar::Model {
        id: calendar.id,
        workspace_id: tx.workspace(),
        name: calendar.name.to_owned(),
        time_zone,
        hours: calendar.hours.clone(),
        is_default: calendar.is_default,
        archived_at: None,
        created_at: at,
        updated_at: at,
        version: 1,
    });
    insert_all::<work_calendar::Entity>(tx, calendars.collect()).await?;
    let absences = year.sales.absences.iter().map(|absence| member_absence::Model {
        id: absence.id,
        workspace_id: tx.workspace(),
        member_id: absence.member_id,
        from_on: absence.from_on,
        until_on: absence.until_on,
        note: Some(absence.note.to_owned()),
        created_at: absence.entered_at,
    });
    insert_all::<member_absence::Entity>(tx, absences.collect()).await
}

async fn kit(tx: &WorkspaceTx, year: &Year) -> Result<(), Error> {
    let items = year.sales.kit.iter().map(|item| {
        let mut stages: Vec<_> = item.stages.iter().map(|place| year.stages[*place].id).collect();
        stages.sort_unstable();
        sales_kit_item::Model {
            id: item.id,
            workspace_id: tx.workspace(),
            kind: item.kind,
            title: item.title.to_owned(),
            sort_title: sort_key(item.title),
            body: item.body.map(str::to_owned),
            url: item.url.clone(),
            stage_ids: StageIds(stages),
            archived_at: None,
            created_at: item.at,
            updated_at: item.at,
            version: 1,
        }
    });
    insert_all::<sales_kit_item::Entity>(tx, items.collect()).await
}
