import type { ChannelSpend } from '@perennial/api-client';
import { cursorPaging, listCampaignSpendInfiniteOptions } from '@perennial/api-client/queries';
import { type Column, Day, type Filter, Money } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../../lists/use-list';
import { useCampaigns, useChannels } from '../../shared/channels/use-channels';
import { DayFilter } from '../../shared/filters/day-filter';
import { MultiFilter } from '../../shared/filters/multi-filter';
import type { PanelProps } from './channel-search';
import { PanelList } from './panel-list';

const SpendDrawer = lazy(() => import('./spend-drawer'));

/** What was paid, by day: the ground of every cost per lead. */
export function SpendPanel(panel: PanelProps) {
  const { search, onChange } = panel;
  const { channel_id, campaign_id, from, to, sort } = search;
  const query = useInfiniteQuery({
    ...listCampaignSpendInfiniteOptions({
      query: {
        ...(channel_id ? { channel_id } : {}),
        ...(campaign_id ? { campaign_id } : {}),
        ...(from ? { spent_on_gte: from } : {}),
        ...(to ? { spent_on_lte: to } : {}),
        ...(sort ? { sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<ChannelSpend>(query);
  const columns = useSpendColumns();
  const filters = useSpendFilters(search, onChange);
  return (
    <PanelList
      {...panel}
      tab="spend"
      hasSearch={false}
      opens={false}
      list={list}
      columns={columns}
      filters={filters}
      inRow={4}
      drawer={(_, onClose) => <SpendDrawer onClose={onClose} />}
    />
  );
}

function useSpendFilters(search: PanelProps['search'], onChange: PanelProps['onChange']): Filter[] {
  const { t } = useTranslation('channels');
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const options = { channel_id: useChannels().map(named), campaign_id: useCampaigns().map(named) };
  const labels = { channel_id: t('field.channel'), campaign_id: t('field.campaign') };
  const days = { from: t('filter.from'), to: t('filter.to') };
  return [
    ...(['channel_id', 'campaign_id'] as const).map((id) => ({
      id,
      label: labels[id],
      isActive: Boolean(search[id]),
      control: (
        <MultiFilter
          label={labels[id]}
          value={search[id]}
          options={options[id]}
          onChange={(value) => onChange({ [id]: value })}
        />
      ),
    })),
    ...(['from', 'to'] as const).map((id) => ({
      id,
      label: days[id],
      isActive: Boolean(search[id]),
      control: <DayFilter label={days[id]} value={search[id]} onChange={(day) => onChange({ [id]: day })} />,
    })),
  ];
}

function useSpendColumns(): Column<ChannelSpend>[] {
  const { t } = useTranslation('channels');
  const channels = useChannels();
  const campaigns = useCampaigns();
  return useMemo(() => {
    const nameIn = (named: { id: string; name: string }[], id: string | null | undefined) =>
      named.find((each) => each.id === id)?.name ?? '—';
    return [
      {
        id: 'spent_on',
        header: t('field.spent_on'),
        primary: true,
        width: 140,
        sortField: 'spent_on',
        cell: (spend) => <Day on={spend.spent_on} />,
      },
      { id: 'channel', header: t('field.channel'), cell: (spend) => nameIn(channels, spend.channel_id) },
      { id: 'campaign', header: t('field.campaign'), cell: (spend) => nameIn(campaigns, spend.campaign_id) },
      {
        id: 'amount',
        header: t('field.amount'),
        align: 'end',
        width: 130,
        cell: (spend) => <Money value={spend.amount} />,
      },
      { id: 'note', header: t('field.note'), cell: (spend) => spend.note ?? '—' },
    ];
  }, [t, channels, campaigns]);
}
