use super::{WorkHours, live, own_calendars};
use crate::{
    absence,
    entity::{member_absence, workspace},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use kernel::{
    Error, WorkspaceTx,
    ids::{MemberId, WorkCalendarId},
    zone::Zone,
};
use std::collections::HashMap;
use worktime::WorkCalendar;

/// Who works when: all calendars and absences of a workspace, read once.
#[derive(Clone, Debug)]
pub struct WorkTimes {
    default: WorkCalendar,
    calendars: HashMap<WorkCalendarId, WorkCalendar>,
    members: HashMap<MemberId, WorkCalendarId>,
    absences: HashMap<MemberId, Vec<(NaiveDate, NaiveDate)>>,
}

impl WorkTimes {
    /// With the absences that end on `from` or later.
    pub async fn read(tx: &WorkspaceTx, from: NaiveDate) -> Result<Self, Error> {
        let rows = live(tx).await?;
        let default = match rows.iter().find(|row| row.is_default) {
            Some(row) => row.hours.in_zone(row.time_zone),
            None => WorkHours::usual().in_zone(zone_of(tx).await?),
        };
        let calendars = rows.iter().map(|row| (row.id, row.hours.in_zone(row.time_zone)));
        let mut absences: HashMap<_, Vec<_>> = HashMap::new();
        for member_absence::Model { member_id, from_on, until_on, .. } in
            absence::until(tx, from).await?
        {
            absences.entry(member_id).or_default().push((from_on, until_on));
        }
        Ok(Self {
            default,
            calendars: calendars.collect(),
            members: own_calendars(tx).await?.into_iter().collect(),
            absences,
        })
    }

    /// A calendar by its id, and the workspace's default where there is none or it is gone.
    pub fn calendar(&self, id: Option<WorkCalendarId>) -> &WorkCalendar {
        id.and_then(|id| self.calendars.get(&id)).unwrap_or(&self.default)
    }

    /// The calendar that somebody goes by.
    pub fn of_member(&self, id: MemberId) -> &WorkCalendar {
        self.calendar(self.members.get(&id).copied())
    }

    /// Whether an instant lies in somebody's working hours; absences are not asked.
    pub fn is_working(&self, id: MemberId, at: DateTime<Utc>) -> bool {
        let moment = at + TimeDelta::milliseconds(1);
        !self.of_member(id).counted(at, moment, &[]).is_empty()
    }

    pub fn is_absent(&self, id: MemberId, at: DateTime<Utc>) -> bool {
        self.absent_until(id, at).is_some()
    }

    /// The last day of the absence in which somebody is.
    pub fn absent_until(&self, id: MemberId, at: DateTime<Utc>) -> Option<NaiveDate> {
        let day = at.with_timezone(&self.of_member(id).zone).date_naive();
        let absences = self.absences.get(&id)?.iter();
        absences
            .filter(|(from, until)| (*from..=*until).contains(&day))
            .map(|(_, last)| *last)
            .max()
    }
}

async fn zone_of(tx: &WorkspaceTx) -> Result<Zone, Error> {
    let row = tx.find::<workspace::Entity>().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("workspace"))?;
    row.time_zone.parse().map_err(Error::internal)
}
