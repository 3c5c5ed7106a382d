use crate::{
    entity::{campaign, channel, lead_stage},
    source, stage,
    words::StatusType,
};
use chrono::{DateTime, NaiveDate, Utc};
use customers::{
    attribute::{AttributeObject, Definitions},
    settings,
};
use exchange::row_error::Fault;
use identity::member;
use kernel::{
    Error, WorkspaceTx,
    ids::{CampaignId, MemberId},
    text::normal_form,
    zone::Zone,
};
use std::collections::HashMap;

/// What a workspace calls its stages, channels, campaigns, members and attributes.
pub(super) struct Catalogue {
    pub definitions: Definitions,
    zone: Zone,
    today: NaiveDate,
    stages: Vec<lead_stage::Model>,
    channels: Vec<channel::Model>,
    campaigns: Vec<campaign::Model>,
    campaign_words: Words<CampaignId>,
    owner_words: Words<MemberId>,
}

impl Catalogue {
    pub async fn of(tx: &WorkspaceTx) -> Result<Self, Error> {
        let settings = settings::of_workspace(tx).await?;
        let campaigns = source::live_campaigns(tx).await?;
        let members = member::contacts(tx).await?;
        Ok(Self {
            definitions: Definitions::of(tx, AttributeObject::Lead).await?,
            zone: settings.zone,
            today: settings.today(tx),
            stages: stage::rows(tx).await?,
            channels: source::live_channels(tx).await?,
            campaign_words: Words::of(campaigns.iter().map(|it| (it.id, &*it.name, &*it.key))),
            owner_words: Words::of(
                members.iter().map(|(id, name, email)| (*id, &**name, &**email)),
            ),
            campaigns,
        })
    }

    pub fn stage(&self, key: &str) -> Result<&lead_stage::Model, Fault> {
        self.stages.iter().find(|stage| stage.key == key).ok_or_else(|| Fault::new("not_found"))
    }

    /// Where a new lead begins.
    pub fn first_open(&self) -> Option<&lead_stage::Model> {
        self.stages.iter().find(|stage| stage.status_type == StatusType::Open)
    }

    pub fn channel(&self, key: &str) -> Result<&channel::Model, Fault> {
        let found = self.channels.iter().find(|channel| channel.key == key);
        found.ok_or_else(|| Fault::new("not_found"))
    }

    /// By key or name.
    pub fn campaign(&self, word: &str) -> Result<&campaign::Model, Fault> {
        let id = self.campaign_words.find(word)?;
        let found = self.campaigns.iter().find(|campaign| campaign.id == id);
        found.ok_or_else(|| Fault::new("not_found"))
    }

    /// An active member, by e-mail address or name.
    pub fn owner(&self, word: &str) -> Result<MemberId, Fault> {
        self.owner_words.find(word)
    }

    /// The instant for a day of the file: its beginning here, or `known` where that is on this day already.
    pub fn instant(&self, day: NaiveDate, known: DateTime<Utc>) -> Result<DateTime<Utc>, Fault> {
        if day > self.today {
            return Err(Fault::new("in_the_future"));
        }
        Ok(if self.day_of(known) == day { known } else { self.zone.start_of(day) })
    }

    pub fn day_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        self.zone.day_of(instant)
    }
}

/// Objects by the words that files have for them: a name, which several may share, or a word of their own.
struct Words<T>(HashMap<String, Option<T>>);

impl<T: Copy> Words<T> {
    fn of<'a>(objects: impl Iterator<Item = (T, &'a str, &'a str)> + Clone) -> Self {
        let mut words = HashMap::new();
        for (object, name, _) in objects.clone() {
            words
                .entry(normal_form(name))
                .and_modify(|known| *known = None)
                .or_insert(Some(object));
        }
        words.extend(objects.map(|(object, _, own)| (normal_form(own), Some(object))));
        Self(words)
    }

    fn find(&self, word: &str) -> Result<T, Fault> {
        match self.0.get(&normal_form(word)) {
            Some(Some(object)) => Ok(*object),
            Some(None) => Err(Fault::new("ambiguous")),
            None => Err(Fault::new("not_found")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn a_name_that_several_share_stands_for_none_of_them_but_their_own_words_do() {
        let people =
            [(1, "Li Wei", "li@a.cn"), (2, "li  WEI", "wei@a.cn"), (3, "wei@a.cn", "x@a.cn")];
        let words = Words::of(people.into_iter());
        assert_eq!(words.find("Li Wei").unwrap_err().code, "ambiguous");
        assert_eq!(words.find("Wei@A.cn").unwrap(), 2, "an address is before a name");
        assert_eq!(words.find("x@a.cn").unwrap(), 3);
        assert_eq!(words.find("nobody").unwrap_err().code, "not_found");
    }
}
