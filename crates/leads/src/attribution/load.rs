//! Journeys out of the database: leads in one query, touches in one that is streamed.

use super::{
    AttributionBy, Parameters,
    rules::{Contact, Ending, Journey, journeys},
};
use crate::{
    customer_value::Customers,
    entity::{campaign, channel, lead, lead_merge, touch},
    words::{ChannelKind, StatusType},
};
use chrono::{DateTime, Days, TimeDelta, Utc};
use futures::TryStreamExt as _;
use kernel::{
    Error, WorkspaceTx,
    ids::{AccountId, CampaignId, ChannelId, LeadId, TouchId},
};
use sea_orm::{
    ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _,
};
use std::collections::{HashMap, HashSet};

/// A channel or campaign that can get credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub channel_id: ChannelId,
    pub campaign_id: Option<CampaignId>,
    pub name: String,
    pub is_direct: bool,
}

/// All that a model needs.
#[derive(Clone, Debug)]
pub(crate) struct Loaded {
    pub nodes: Vec<Node>,
    pub journeys: Vec<Journey>,
    /// Of what was read: another one means that another answer would come.
    pub fingerprint: String,
    /// Some revenue is in a currency without a rate, and not in the sums.
    pub misses_rate: bool,
}

impl Loaded {
    pub fn direct(&self) -> Vec<bool> {
        self.nodes.iter().map(|node| node.is_direct).collect()
    }
}

struct Subject {
    ending: Ending,
    channel_id: Option<ChannelId>,
    campaign_id: Option<CampaignId>,
    first_touch_at: DateTime<Utc>,
    contacts: Vec<Contact>,
}

struct Window {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    /// Leads that came before this and are open still.
    open_before: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
}

impl Window {
    fn of(tx: &WorkspaceTx, parameters: &Parameters) -> Self {
        let zone = parameters.time_zone;
        let until = zone.start_of(parameters.to_on + Days::new(1));
        let open_before = parameters
            .open_after_days
            .map(|days| until.min(tx.now()) - TimeDelta::days(i64::from(days)));
        Self { from: zone.start_of(parameters.from_on), until, open_before, now: tx.now() }
    }

    /// The leads that journeys are of.
    fn leads(&self) -> Condition {
        use lead::Column as Of;
        let ended = |status: StatusType, at: Of| {
            Condition::all()
                .add(Of::StatusType.eq(status))
                .add(at.gte(self.from))
                .add(at.lt(self.until))
        };
        let open = self.open_before.map(|before| {
            Condition::all()
                .add(Of::StatusType.is_in([
                    StatusType::Open,
                    StatusType::Ongoing,
                    StatusType::OnHold,
                ]))
                .add(Of::ArchivedAt.is_null())
                .add(Of::CreatedAt.gte(self.from))
                .add(Of::CreatedAt.lt(before))
        });
        let any = Condition::any()
            .add(ended(StatusType::Won, Of::WonAt))
            .add(ended(StatusType::Lost, Of::ClosedAt))
            .add_option(open);
        Condition::all().add(Of::MergedIntoId.is_null()).add(any)
    }
}

type LeadRow = (
    LeadId,
    StatusType,
    Option<DateTime<Utc>>,
    Option<DateTime<Utc>>,
    Option<AccountId>,
    Option<ChannelId>,
    Option<CampaignId>,
    DateTime<Utc>,
);

pub(crate) async fn load(
    tx: &WorkspaceTx,
    parameters: &Parameters,
    customers: &Customers,
) -> Result<Loaded, Error> {
    let window = Window::of(tx, parameters);
    let nodes = nodes(tx, parameters.by).await?;
    let places = Places::of(&nodes, parameters);
    let (mut subjects, totals) = subjects(tx, &window, customers).await?;
    let touches = read_touches(tx, parameters, &window, &places, &mut subjects).await?;
    let merges = tx.find::<lead_merge::Entity>();
    let undone = merges.clone().filter(lead_merge::Column::UndoneAt.is_not_null());
    let (merges, undone) = (merges.count(&tx.db).await?, undone.count(&tx.db).await?);
    let mut all = Vec::with_capacity(subjects.len());
    let mut in_order: Vec<_> = subjects.into_iter().collect();
    in_order.sort_unstable_by_key(|(id, _)| *id);
    for (_, mut subject) in in_order {
        if subject.contacts.is_empty()
            && let Some(node) = places.node(subject.channel_id, subject.campaign_id)
        {
            let at = subject.first_touch_at.min(subject.ending.at());
            subject.contacts.push(Contact { at, id: 0, node });
        }
        all.extend(journeys(subject.contacts, vec![subject.ending], Some(parameters.look_back())));
    }
    Ok(Loaded {
        nodes,
        journeys: all,
        fingerprint: format!(
            "{}.{}.{}.{touches}.{merges}.{undone}",
            totals.conversions, totals.nulls, totals.revenue
        ),
        misses_rate: totals.misses_rate,
    })
}

#[derive(Default)]
struct Totals {
    conversions: u64,
    nulls: u64,
    revenue: i64,
    misses_rate: bool,
}

async fn subjects(
    tx: &WorkspaceTx,
    window: &Window,
    customers: &Customers,
) -> Result<(HashMap<LeadId, Subject>, Totals), Error> {
    use lead::Column as Of;
    let rows = tx.find::<lead::Entity>().filter(window.leads()).select_only().columns([
        Of::Id,
        Of::StatusType,
        Of::WonAt,
        Of::ClosedAt,
        Of::AccountId,
        Of::ChannelId,
        Of::CampaignId,
        Of::FirstTouchAt,
    ]);
    let rows = rows.order_by_asc(Of::WonAt).order_by_asc(Of::Id);
    let rows = rows.into_tuple::<LeadRow>().all(&tx.db).await?;
    let first = first_leads(tx).await?;
    let mut totals = Totals::default();
    let mut subjects = HashMap::with_capacity(rows.len());
    for (id, status, won_at, closed_at, account, channel_id, campaign_id, first_touch_at) in rows {
        let ending = if status == StatusType::Won {
            let account = account.filter(|account| first.get(account) == Some(&id));
            let customer = account.and_then(|account| customers.by_account.get(&account));
            totals.misses_rate |= customer.is_some_and(|customer| customer.misses_rate);
            let revenue = customer.map_or(0, |customer| customer.first_year);
            totals.conversions += 1;
            totals.revenue += revenue;
            Ending::Converted { at: won_at.unwrap_or(window.until), revenue }
        } else {
            totals.nulls += 1;
            Ending::Nothing { at: closed_at.unwrap_or(window.until.min(window.now)) }
        };
        let contacts = Vec::new();
        subjects.insert(id, Subject { ending, channel_id, campaign_id, first_touch_at, contacts });
    }
    Ok((subjects, totals))
}

/// The lead by which each account first became a customer: what it pays is given out once.
async fn first_leads(tx: &WorkspaceTx) -> Result<HashMap<AccountId, LeadId>, Error> {
    use lead::Column as Of;
    let rows = tx.find::<lead::Entity>().filter(Of::AccountId.is_not_null());
    let rows = rows.filter(Of::MergedIntoId.is_null()).filter(Of::WonAt.is_not_null());
    let rows = rows.select_only().columns([Of::AccountId, Of::Id]);
    let rows = rows.order_by_asc(Of::WonAt).order_by_asc(Of::Id);
    let mut first = HashMap::new();
    for (account, lead) in rows.into_tuple::<(AccountId, LeadId)>().all(&tx.db).await? {
        first.entry(account).or_insert(lead);
    }
    Ok(first)
}

type TouchRow = (LeadId, TouchId, DateTime<Utc>, Option<ChannelId>, Option<CampaignId>);

/// A number that differs when other touches, or other channels of them, were read, whatever their order.
async fn read_touches(
    tx: &WorkspaceTx,
    parameters: &Parameters,
    window: &Window,
    places: &Places,
    subjects: &mut HashMap<LeadId, Subject>,
) -> Result<u64, Error> {
    use touch::Column as Of;
    let wanted = tx.find::<lead::Entity>().filter(window.leads());
    let wanted = wanted.select_only().column(lead::Column::Id).into_query();
    let oldest = window.from - parameters.look_back();
    let rows = tx.find::<touch::Entity>().select_only().columns([
        Of::LeadId,
        Of::Id,
        Of::OccurredAt,
        Of::ChannelId,
        Of::CampaignId,
    ]);
    let rows = rows.filter(Of::LeadId.in_subquery(wanted)).filter(Of::OccurredAt.gte(oldest));
    let mut rows = rows.into_tuple::<TouchRow>().stream(&tx.db).await?;
    let mut digest = 0_u64;
    while let Some((lead, id, at, channel_id, campaign_id)) = rows.try_next().await? {
        let (upper, lower) = id.uuid().as_u64_pair();
        let place = places.node(channel_id, campaign_id).map_or(0, |node| u64::from(node) + 1);
        let mixed = (upper ^ lower.rotate_left(29)).wrapping_add(place);
        digest = digest.wrapping_add(mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        if let Some(subject) = subjects.get_mut(&lead)
            && let Some(node) = places.node(channel_id, campaign_id)
        {
            subject.contacts.push(Contact { at, id: id.uuid().as_u128(), node });
        }
    }
    Ok(digest)
}

async fn nodes(tx: &WorkspaceTx, by: AttributionBy) -> Result<Vec<Node>, Error> {
    let channels = tx.find::<channel::Entity>().order_by_asc(channel::Column::SortName);
    let channels = channels.order_by_asc(channel::Column::Id).all(&tx.db).await?;
    if by == AttributionBy::Channel {
        let node = |row: channel::Model| Node {
            channel_id: row.id,
            campaign_id: None,
            name: row.name,
            is_direct: row.kind == ChannelKind::Direct,
        };
        return Ok(channels.into_iter().map(node).collect());
    }
    let direct = channels.iter().filter(|row| row.kind == ChannelKind::Direct);
    let direct: HashSet<ChannelId> = direct.map(|row| row.id).collect();
    let campaigns = tx.find::<campaign::Entity>().order_by_asc(campaign::Column::SortName);
    let campaigns = campaigns.order_by_asc(campaign::Column::Id).all(&tx.db).await?;
    let node = |row: campaign::Model| Node {
        channel_id: row.channel_id,
        campaign_id: Some(row.id),
        name: row.name,
        is_direct: direct.contains(&row.channel_id),
    };
    Ok(campaigns.into_iter().map(node).collect())
}

/// Numbers of nodes by what touches say.
struct Places {
    by: AttributionBy,
    channels: HashMap<ChannelId, u16>,
    campaigns: HashMap<CampaignId, u16>,
    excluded: HashSet<ChannelId>,
}

impl Places {
    fn of(nodes: &[Node], parameters: &Parameters) -> Self {
        let numbered = || (0_u16..).zip(nodes);
        Self {
            by: parameters.by,
            channels: numbered().map(|(at, node)| (node.channel_id, at)).collect(),
            campaigns: numbered().filter_map(|(at, it)| Some((it.campaign_id?, at))).collect(),
            excluded: parameters.exclude_channel_ids.iter().copied().collect(),
        }
    }

    fn node(&self, channel: Option<ChannelId>, campaign: Option<CampaignId>) -> Option<u16> {
        if channel.is_some_and(|channel| self.excluded.contains(&channel)) {
            return None;
        }
        match self.by {
            AttributionBy::Channel => self.channels.get(&channel?).copied(),
            AttributionBy::Campaign => self.campaigns.get(&campaign?).copied(),
        }
    }
}
