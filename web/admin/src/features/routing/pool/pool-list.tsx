import type { Lead, LeadPool } from '@perennial/api-client';
import { cursorPaging, listLeadsInfiniteOptions } from '@perennial/api-client/queries';
import { EmptyState, type Filter, SearchInput, useHotkeys } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { useGrant } from '../../../session/session-store';
import { useChannels } from '../../../shared/channels/use-channels';
import { MultiFilter } from '../../../shared/filters/multi-filter';
import { leadTitle } from '../../leads/lead-title';
import styles from './pool.module.css';
import { PoolLimitsLine } from './pool-limits';
import type { PoolSearch } from './pool-search';
import { useClaim } from './use-claim';
import { usePoolColumns } from './use-pool-columns';

const LeadDrawer = lazy(() => import('../../leads/lead-drawer'));
const grades = ['A1', 'A2', 'A3', 'B1', 'B2', 'B3', 'C1', 'C2', 'C3'];

type PoolListProps = {
  pool: LeadPool;
  search: PoolSearch;
  onChange: (part: Partial<PoolSearch>) => void;
};

/** The leads of a pool; one click or one key takes one. */
export function PoolList({ pool, search, onChange }: PoolListProps) {
  const { t } = useTranslation(['pool', 'leads']);
  const canClaim = useGrant('leads:write') && pool.limits != null;
  const { q, grade, channel_id, sort } = search;
  const query = useInfiniteQuery({
    ...listLeadsInfiniteOptions({
      query: {
        pool: pool.key,
        include: 'channel,score',
        count: true,
        ...(q ? { q } : {}),
        ...(grade ? { grade } : {}),
        ...(channel_id ? { channel_id } : {}),
        ...(sort ? { sort } : {}),
      },
    }),
    ...cursorPaging,
    // Others take leads too.
    refetchInterval: 30_000,
  });
  const list = useList<Lead>(query);
  const [claimed, setClaimed] = useState<Lead[]>([]);
  const claim = useClaim((lead) => setClaimed((old) => [lead, ...old.filter(({ id }) => id !== lead.id)]));
  const { mutate } = claim;
  const take = useCallback((lead: Lead) => mutate(lead), [mutate]);
  const columns = usePoolColumns({
    canClaim,
    pendingId: claim.isPending ? claim.variables.id : undefined,
    onClaim: take,
  });
  const root = useRef<HTMLDivElement>(null);
  const takeCurrent = () => {
    const row = root.current?.querySelector<HTMLElement>('[data-row-id]:focus, [data-row-id]:focus-within');
    const id = search.open ?? row?.dataset.rowId;
    const lead = list.rows.find((each) => each.id === id);
    if (lead && !claim.isPending) take(lead);
  };
  useHotkeys(
    canClaim ? [{ keys: 'c', label: t('pool:claim.key'), group: t('pool:title'), run: takeCurrent }] : [],
  );
  return (
    <div ref={root} style={{ display: 'contents' }}>
      <PoolLimitsLine pool={pool} />
      <JustClaimed leads={claimed} onOpen={(open) => onChange({ open })} />
      <FilteredList
        id="pool"
        label={t('pool:list')}
        list={list}
        columns={columns}
        rowId={({ id }) => id}
        search={
          <SearchInput
            value={q ?? ''}
            placeholder={t('pool:search')}
            onChange={(text) => onChange({ q: text || undefined })}
          />
        }
        filters={useFilters(search, onChange)}
        isFiltered={Boolean(q || grade || channel_id)}
        onClear={() => onChange({ q: undefined, grade: undefined, channel_id: undefined })}
        sort={sort}
        onSortChange={(next) => onChange({ sort: next })}
        hrefOf={({ id }) => `/leads/${id}`}
        openId={search.open}
        onOpen={(open) => onChange({ open })}
        emptyState={<EmptyState title={t('pool:empty.title')}>{t('pool:empty.text')}</EmptyState>}
      />
      {search.open ? (
        <Suspense fallback={null}>
          <LeadDrawer
            id={search.open}
            siblings={list.rows.map(({ id }) => id)}
            tab={search.lead_tab}
            onTab={(lead_tab) => onChange({ lead_tab })}
            onOpen={(open) => onChange({ open, lead_tab: undefined })}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

function useFilters(search: PoolSearch, onChange: (part: Partial<PoolSearch>) => void): Filter[] {
  const { t } = useTranslation('leads');
  const channels = useChannels();
  return [
    {
      id: 'grade',
      label: t('score.filter'),
      isActive: Boolean(search.grade),
      control: (
        <MultiFilter
          label={t('score.filter')}
          value={search.grade}
          options={grades.map((value) => ({ value, label: value }))}
          onChange={(grade) => onChange({ grade })}
        />
      ),
    },
    {
      id: 'channel_id',
      label: t('field.channel'),
      isActive: Boolean(search.channel_id),
      control: (
        <MultiFilter
          label={t('field.channel')}
          value={search.channel_id}
          options={channels.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(channel_id) => onChange({ channel_id })}
        />
      ),
    },
  ];
}

/** What the reader has just taken: gone from the list, and next to be called. */
function JustClaimed({ leads, onOpen }: { leads: Lead[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('pool');
  if (leads.length === 0) return null;
  return (
    <p className={styles.claimed}>
      <span>{t('claimed_now')}</span>
      {leads.map((lead) => (
        <button key={lead.id} type="button" onClick={() => onOpen(lead.id)}>
          {leadTitle(lead)}
        </button>
      ))}
    </p>
  );
}
