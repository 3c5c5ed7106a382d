import type { Channel } from '@perennial/api-client';
import { cursorPaging, listChannelsInfiniteOptions } from '@perennial/api-client/queries';
import { type Column, Figure, RelativeTime } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { lazy, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../../lists/use-list';
import { MultiFilter } from '../../shared/filters/multi-filter';
import { channelKinds } from './channel-kinds';
import type { PanelProps } from './channel-search';
import { PanelList } from './panel-list';

const ChannelDrawer = lazy(() => import('./channel-drawer'));

export function ChannelsPanel(panel: PanelProps) {
  const { search, onChange } = panel;
  const { t } = useTranslation('channels');
  const { q, kind, archived, sort } = search;
  const query = useInfiniteQuery({
    ...listChannelsInfiniteOptions({
      query: {
        ...(q ? { q } : {}),
        ...(kind ? { kind } : {}),
        ...(archived ? { archived } : {}),
        ...(sort ? { sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<Channel>(query);
  const columns = useChannelColumns();
  return (
    <PanelList
      {...panel}
      tab="channels"
      list={list}
      columns={columns}
      filters={[
        {
          id: 'kind',
          label: t('field.kind'),
          isActive: Boolean(kind),
          control: (
            <MultiFilter
              label={t('field.kind')}
              value={kind}
              options={channelKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              onChange={(value) => onChange({ kind: value })}
            />
          ),
        },
        {
          id: 'archived',
          label: t('filter.archived'),
          isActive: Boolean(archived),
          control: (
            <Select<string>
              style={{ width: '100%' }}
              aria-label={t('filter.archived')}
              value={archived ? 'archived' : 'in_use'}
              options={[
                { value: 'in_use', label: t('filter.in_use') },
                { value: 'archived', label: t('filter.archived') },
              ]}
              onChange={(value) => onChange({ archived: value === 'archived' || undefined })}
            />
          ),
        },
      ]}
      drawer={(channel, onClose) => (
        <ChannelDrawer channel={channel} canWrite={panel.canWrite} onClose={onClose} />
      )}
    />
  );
}

function useChannelColumns(): Column<Channel>[] {
  const { t } = useTranslation('channels');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('field.name'),
        primary: true,
        width: 200,
        sortField: 'name',
        cell: (channel) => channel.name,
      },
      { id: 'kind', header: t('field.kind'), width: 130, cell: (channel) => t(`kind.${channel.kind}`) },
      {
        id: 'leads_count',
        header: t('field.leads'),
        align: 'end',
        width: 90,
        cell: (channel) => (
          <Link to="/leads" search={{ channel_id: channel.id }}>
            <Figure value={channel.leads_count} />
          </Link>
        ),
      },
      { id: 'key', header: t('field.key'), width: 150, cell: (channel) => <code>{channel.key}</code> },
      {
        id: 'description',
        header: t('field.description'),
        deskOnly: true,
        cell: (channel) => channel.description ?? '—',
      },
      {
        id: 'created_at',
        header: t('field.created'),
        sortField: 'created_at',
        offByDefault: true,
        cell: (channel) => <RelativeTime at={channel.created_at} />,
      },
    ],
    [t],
  );
}
