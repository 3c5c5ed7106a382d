import type { Operation } from '@perennial/api-client';
import {
  cursorPaging,
  getOperationOptions,
  listOperationsInfiniteOptions,
} from '@perennial/api-client/queries';
import { EmptyState, StatusTag } from '@perennial/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { MultiFilter } from '../../../shared/filters/multi-filter';
import { OperationProgress } from '../../../shared/operations/operation-progress';
import { isOver, kindName } from '../../../shared/operations/operation-state';
import { PageHead } from '../parts/page-head';
import styles from '../parts/parts.module.css';
import { isBeyond, RowDrawer } from '../parts/row-drawer';
import { OperationFacts } from './operation-facts';
import type { OperationSearch } from './operation-search';
import { UndoOperation } from './undo-operation';
import { useOperationColumns } from './use-operation-columns';

const states = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
const kinds = ['import.check', 'import.run', 'import.undo', 'leads.bulk_edit', 'accounts.bulk_edit'];
/** How often the list looks again while something runs, in milliseconds. */
const pause = 2_000;

/** The long work of the workspace. Every member may see it: it holds counts, no data. */
export function OperationsPage() {
  const { t } = useTranslation(['jobs', 'operations']);
  const search = useSearch({ from: '/_app/settings/operations' });
  const navigate = useNavigate({ from: '/settings/operations' });
  const change = (part: Partial<OperationSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...part }) });
  const { kind, state, sort, open } = search;
  const query = useInfiniteQuery({
    ...listOperationsInfiniteOptions({
      query: { ...(kind ? { kind } : {}), ...(state ? { state } : {}), ...(sort ? { sort } : {}) },
    }),
    ...cursorPaging,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.data.some((operation) => !isOver(operation))) ? pause : false,
  });
  const list = useList<Operation>(query);
  const single = useQuery({
    ...getOperationOptions({ path: { id: open ?? '' } }),
    enabled: isBeyond(list, open),
  });
  const columns = useOperationColumns();
  return (
    <>
      <PageHead title={t('jobs:operations.title')} lead={t('jobs:operations.lead')} />
      <FilteredList
        id="operations"
        label={t('jobs:operations.title')}
        // Rows that are only looked at again stay as they are; dimming would flicker.
        list={{ ...list, isRefreshing: list.isRefreshing && query.isPlaceholderData }}
        columns={columns}
        rowId={(operation) => operation.id}
        filters={[
          {
            id: 'state',
            label: t('jobs:field.state'),
            isActive: Boolean(state),
            control: (
              <MultiFilter
                label={t('jobs:field.state')}
                value={state}
                onChange={(next) => change({ state: next })}
                options={states.map((value) => ({ value, label: t(`operations:state.${value}`) }))}
              />
            ),
          },
          {
            id: 'kind',
            label: t('jobs:field.kind'),
            isActive: Boolean(kind),
            control: (
              <MultiFilter
                label={t('jobs:field.kind')}
                value={kind}
                onChange={(next) => change({ kind: next })}
                options={kinds.map((value) => ({ value, label: kindName(value) }))}
              />
            ),
          },
        ]}
        isFiltered={Boolean(kind || state)}
        onClear={() => change({ kind: undefined, state: undefined })}
        sort={sort}
        onSortChange={(next) => change({ sort: next })}
        openId={open}
        onOpen={(id) => change({ open: id })}
        emptyState={
          <EmptyState title={t('jobs:operations.empty_title')}>{t('jobs:operations.empty_text')}</EmptyState>
        }
      />
      <RowDrawer
        list={list}
        single={single}
        rowId={(operation) => operation.id}
        openId={open}
        onOpen={(id) => change({ open: id })}
        title={(operation) => kindName(operation.kind)}
      >
        {(operation) => (
          <div className={styles.stack}>
            {operation.undo.state === 'undone' ? (
              <div>
                <StatusTag>{t('jobs:operations.undone')}</StatusTag>
              </div>
            ) : null}
            <OperationProgress
              key={operation.id}
              id={operation.id}
              tags={['jobs']}
              actions={(shown) =>
                shown?.undo.state === 'available' ? (
                  <UndoOperation operation={shown} onUndoing={(id) => change({ open: id })} />
                ) : null
              }
            >
              {(shown) => <OperationFacts operation={shown} />}
            </OperationProgress>
          </div>
        )}
      </RowDrawer>
    </>
  );
}
