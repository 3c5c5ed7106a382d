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
import { ImportLink } from './import-link';
import { PanelList } from './panel-list';

const SpendDrawer = lazy(() => import('./spend-drawer'));

/** What was paid, by day: the ground of every cost per lead. */
export function SpendPanel(panel: PanelProps) {
  const { search, onChange } = panel;
  const { channel_id, campaign_id, kind, archived, from, to, sort } = search;
  const query = useInfiniteQuery({
    ...listCampaignSpendInfiniteOptions({
      query: {
        ...(channel_id ? { channel_id } : {}),
        ...(campaign_id ? { campaign_id } : {}),
        ...(kind ? { kind } : {}),
        ...(archived ? { deleted: true } : {}),
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
      list={list}
      columns={columns}
      filters={filters}
      inRow={5}
      tools={panel.canWrite ? <ImportLink target="channel_spend" /> : null}
      drawer={(spend, onClose) => <SpendDrawer spend={spend} canWrite={panel.canWrite} onClose={onClose} />}
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
    {
      id: 'kind',
      label: t('spend.kind_label'),
      isActive: Boolean(search.kind),
      control: (
        <MultiFilter
          label={t('spend.kind_label')}
          value={search.kind}
          options={(['media', 'loaded'] as const).map((value) => ({
            value,
            label: t(`spend.kind.${value}`),
          }))}
          onChange={(kind) => onChange({ kind })}
        />
      ),
    },
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
        width: 210,
        sortField: 'spent_on',
        cell: (spend) => (
          <>
            <Day on={spend.spent_on} />
            {spend.spent_until === spend.spent_on ? null : (
              <>
                {' – '}
                <Day on={spend.spent_until} />
              </>
            )}
          </>
        ),
      },
      {
        id: 'channel',
        header: t('field.channel'),
        cell: (spend) =>
          spend.allocation
            ? t(`spend.rule.${spend.allocation.rule}` as 'spend.rule.equally')
            : nameIn(channels, spend.channel_id),
      },
      {
        id: 'kind',
        header: t('spend.kind_label'),
        width: 100,
        cell: (spend) => t(`spend.kind.${spend.kind}` as 'spend.kind.media'),
      },
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
