import type { Plan } from '@perennial/api-client';
import { cursorPaging, listPlansInfiniteOptions } from '@perennial/api-client/queries';
import { EmptyState, useHotkeys } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { useGrant } from '../../../session/session-store';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { ArchivedFilter } from '../parts/archived-filter';
import { PageHead } from '../parts/page-head';
import type { PlanSearch } from './plan-search';
import { usePlanColumns } from './use-plan-columns';

const PlanDrawer = lazy(() => import('./plan-drawer'));
const PlanFormDrawer = lazy(() => import('./plan-form-drawer'));

export function PlansPage() {
  return (
    <GrantGate grant="catalog:read">
      <Plans />
    </GrantGate>
  );
}

function Plans() {
  const { t } = useTranslation('plans');
  const canWrite = useGrant('catalog:write');
  const search = useSearch({ from: '/_app/settings/plans' });
  const navigate = useNavigate({ from: '/settings/plans' });
  const change = (part: Partial<PlanSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const create = () => change({ new: true });
  useHotkeys(canWrite ? [{ keys: 'c', label: t('action.create'), group: t('title'), run: create }] : []);
  const query = useInfiniteQuery({
    ...listPlansInfiniteOptions({
      query: {
        ...(search.archived ? { archived: true } : {}),
        ...(search.sort ? { sort: search.sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<Plan>(query);
  const columns = usePlanColumns();
  const createButton = canWrite ? (
    <Button type="primary" icon={<Plus size={14} />} onClick={create}>
      {t('action.create')}
    </Button>
  ) : null;
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} actions={createButton} />
      <FilteredList
        id="plans"
        label={t('title')}
        list={list}
        columns={columns}
        rowId={(plan) => plan.id}
        filters={[
          {
            id: 'archived',
            label: t('filter.archived'),
            isActive: Boolean(search.archived),
            control: (
              <ArchivedFilter
                label={t('filter.archived')}
                value={search.archived}
                onChange={(archived) => change({ archived })}
              />
            ),
          },
        ]}
        isFiltered={Boolean(search.archived)}
        onClear={() => change({ archived: undefined })}
        sort={search.sort ?? 'annual_fee'}
        onSortChange={(sort) => change({ sort })}
        openId={search.open}
        onOpen={(open) => change({ open })}
        emptyState={
          <EmptyState title={t('empty.title')} action={createButton}>
            {t('empty.text')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {search.open ? (
          <PlanDrawer
            id={search.open}
            siblings={list.rows.map(({ id }) => id)}
            onOpen={(open) => change({ open })}
          />
        ) : null}
        {search.new && canWrite ? (
          <PlanFormDrawer
            onClose={() => change({ new: undefined })}
            onSaved={(plan) => change({ new: undefined, open: plan.id })}
          />
        ) : null}
      </Suspense>
    </>
  );
}
