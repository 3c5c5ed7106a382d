import type { Advocate } from '@perennial/api-client';
import { cursorPaging, listAdvocatesInfiniteOptions } from '@perennial/api-client/queries';
import { EmptyState, SearchInput } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { SingleFilter } from '../../../shared/filters/single-filter';
import { advocateKinds, type PanelProps } from '../referral-search';
import { LinksLine } from './links-line';
import { useAdvocateColumns } from './use-advocate-columns';

const AdvocateDrawer = lazy(() => import('./advocate-drawer'));

/** Who recommends us: their codes, and what came of it. */
export function AdvocatesPanel({ search, onChange, onClear, canWrite }: PanelProps) {
  const { t } = useTranslation('referrals');
  const { q, kind, sort, open } = search;
  const query = useInfiniteQuery({
    ...listAdvocatesInfiniteOptions({
      query: {
        ...(q ? { q } : {}),
        ...(kind ? { blocked: kind === 'blocked' } : {}),
        ...(sort ? { sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<Advocate>(query);
  const create = () => onChange({ open: 'new' });
  return (
    <>
      <FilteredList
        id="advocates"
        label={t('tab.advocates')}
        list={list}
        columns={useAdvocateColumns()}
        rowId={({ id }) => id}
        search={
          <SearchInput
            value={q ?? ''}
            placeholder={t('advocate.search')}
            onChange={(text) => onChange({ q: text || undefined })}
          />
        }
        filters={[
          {
            id: 'kind',
            label: t('advocate.kind'),
            isActive: Boolean(kind),
            control: (
              <SingleFilter
                label={t('advocate.kind')}
                value={kind}
                options={advocateKinds.map((value) => ({ value, label: t(`advocate.${value}`) }))}
                onChange={(next) => onChange({ kind: next })}
              />
            ),
          },
        ]}
        above={<LinksLine />}
        isFiltered={Boolean(q || kind)}
        onClear={onClear}
        sort={sort}
        onSortChange={(next) => onChange({ sort: next })}
        openId={open}
        onOpen={(id) => onChange({ open: id })}
        emptyState={
          <EmptyState
            title={t('empty.advocates.title')}
            action={
              canWrite ? (
                <Button type="primary" onClick={create}>
                  {t('advocate.create')}
                </Button>
              ) : null
            }
          >
            {t('empty.advocates.text')}
          </EmptyState>
        }
      />
      {open && (canWrite || open !== 'new') ? (
        <Suspense key={open} fallback={null}>
          <AdvocateDrawer
            id={open === 'new' ? undefined : open}
            canWrite={canWrite}
            onClose={() => onChange({ open: undefined })}
            onCreated={(id) => onChange({ open: id })}
          />
        </Suspense>
      ) : null}
    </>
  );
}
