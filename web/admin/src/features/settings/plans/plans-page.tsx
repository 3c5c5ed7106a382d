import type { Plan } from '@perennial/api-client';
import { cursorPaging, listPlansInfiniteOptions } from '@perennial/api-client/queries';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordList } from '../../../lists/record-list';
import { useCreateButton } from '../../../lists/use-create-button';
import { useList } from '../../../lists/use-list';
import { useGrant } from '../../../session/session-store';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { archivedFilter } from '../parts/archived-filter';
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
  const createButton = useCreateButton({
    label: t('action.create'),
    group: t('title'),
    isAllowed: canWrite,
    onCreate: () => change({ new: true }),
  });
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
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} actions={createButton} />
      <RecordList
        id="plans"
        label={t('title')}
        list={list}
        columns={columns}
        filters={[archivedFilter(t('filter.archived'), search.archived, (archived) => change({ archived }))]}
        onClear={() => change({ archived: undefined })}
        search={search}
        onChange={change}
        defaultSort="annual_fee"
        empty={{ title: t('empty.title'), text: t('empty.text'), action: createButton }}
        canWrite={canWrite}
        drawer={(slot) => <PlanDrawer {...slot} />}
        form={(slot) => <PlanFormDrawer {...slot} />}
      />
    </>
  );
}
