import type { Campaign } from '@perennial/api-client';
import { cursorPaging, listCampaignsInfiniteOptions } from '@perennial/api-client/queries';
import { type Column, Day, Money, StatusTag, type StatusTone } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../../lists/use-list';
import { useChannels } from '../../shared/channels/use-channels';
import { MultiFilter } from '../../shared/filters/multi-filter';
import { useMembers } from '../../shared/members/use-members';
import type { PanelProps } from './channel-search';
import { PanelList } from './panel-list';

const CampaignDrawer = lazy(() => import('./campaign-drawer'));

const states = ['planned', 'running', 'finished'] as const satisfies Campaign['state'][];
const tones: Record<string, StatusTone> = { planned: 'info', running: 'success', finished: 'neutral' };

export function CampaignsPanel(panel: PanelProps) {
  const { search, onChange } = panel;
  const { t } = useTranslation('channels');
  const { q, channel_id, state, sort } = search;
  const channels = useChannels();
  const query = useInfiniteQuery({
    ...listCampaignsInfiniteOptions({
      query: {
        ...(q ? { q } : {}),
        ...(channel_id ? { channel_id } : {}),
        ...(state ? { state } : {}),
        ...(sort ? { sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<Campaign>(query);
  const columns = useCampaignColumns();
  return (
    <PanelList
      {...panel}
      tab="campaigns"
      list={list}
      columns={columns}
      filters={[
        {
          id: 'channel_id',
          label: t('field.channel'),
          isActive: Boolean(channel_id),
          control: (
            <MultiFilter
              label={t('field.channel')}
              value={channel_id}
              options={channels.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(value) => onChange({ channel_id: value })}
            />
          ),
        },
        {
          id: 'state',
          label: t('field.state'),
          isActive: Boolean(state),
          control: (
            <MultiFilter
              label={t('field.state')}
              value={state}
              options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
              onChange={(value) => onChange({ state: value })}
            />
          ),
        },
      ]}
      drawer={(campaign, onClose) => (
        <CampaignDrawer campaign={campaign} canWrite={panel.canWrite} onClose={onClose} />
      )}
    />
  );
}

function useCampaignColumns(): Column<Campaign>[] {
  const { t } = useTranslation('channels');
  const channels = useChannels();
  const { members } = useMembers();
  return useMemo(() => {
    const nameIn = (named: { id: string; name: string }[], id: string | null | undefined) =>
      named.find((each) => each.id === id)?.name ?? '—';
    return [
      { id: 'name', header: t('field.name'), primary: true, width: 210, cell: (campaign) => campaign.name },
      {
        id: 'state',
        header: t('field.state'),
        width: 90,
        cell: (campaign) => (
          <StatusTag tone={tones[campaign.state] ?? 'neutral'}>{t(`state.${campaign.state}`)}</StatusTag>
        ),
      },
      {
        id: 'channel',
        header: t('field.channel'),
        width: 130,
        cell: (campaign) => nameIn(channels, campaign.channel_id),
      },
      {
        id: 'dates',
        header: t('field.dates'),
        width: 220,
        sortField: 'starts_on',
        cell: (campaign) => (
          <>
            <Day on={campaign.starts_on} /> –{' '}
            {campaign.ends_on ? <Day on={campaign.ends_on} /> : t('open_end')}
          </>
        ),
      },
      {
        id: 'budget',
        header: t('field.budget'),
        align: 'end',
        width: 110,
        cell: (campaign) => <Money value={campaign.budget} />,
      },
      {
        id: 'owner',
        header: t('field.owner'),
        width: 110,
        cell: (campaign) => nameIn(members, campaign.owner_id),
      },
      {
        id: 'leads',
        header: t('field.leads'),
        width: 90,
        cell: (campaign) => (
          <Link to="/leads" search={{ campaign_id: campaign.id }}>
            {t('show_leads')}
          </Link>
        ),
      },
      {
        id: 'utm',
        header: 'utm_campaign',
        deskOnly: true,
        cell: (campaign) => (campaign.utm_campaign ? <code>{campaign.utm_campaign}</code> : '—'),
      },
    ];
  }, [t, channels, members]);
}
