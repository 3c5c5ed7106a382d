import type { ApiKey } from '@perennial/api-client';
import { cursorPaging, getApiKeyOptions, listApiKeysInfiniteOptions } from '@perennial/api-client/queries';
import { EmptyState, useHotkeys } from '@perennial/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { useGrant } from '../../../session/session-store';
import { MultiFilter } from '../../../shared/filters/multi-filter';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { PageHead } from '../parts/page-head';
import { isBeyond, RowDrawer } from '../parts/row-drawer';
import { ApiKeyDetail } from './api-key-detail';
import type { ApiKeySearch } from './api-key-search';
import { useApiKeyColumns } from './use-api-key-columns';

const NewApiKeyDrawer = lazy(() => import('./new-api-key-drawer'));

export function ApiKeysPage() {
  return (
    <GrantGate grant="keys:read">
      <ApiKeys />
    </GrantGate>
  );
}

function ApiKeys() {
  const { t } = useTranslation('api-keys');
  const canWrite = useGrant('keys:write');
  const search = useSearch({ from: '/_app/settings/api-keys' });
  const navigate = useNavigate({ from: '/settings/api-keys' });
  const change = (part: Partial<ApiKeySearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const create = () => change({ new: true });
  useHotkeys(canWrite ? [{ keys: 'c', label: t('action.create'), group: t('title'), run: create }] : []);
  const query = useInfiniteQuery({
    ...listApiKeysInfiniteOptions({
      query: {
        ...(search.kind ? { kind: search.kind } : {}),
        ...(search.revoked ? {} : { revoked: false }),
        ...(search.sort ? { sort: search.sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<ApiKey>(query);
  const single = useQuery({
    ...getApiKeyOptions({ path: { id: search.open ?? '' } }),
    enabled: isBeyond(list, search.open),
  });
  const columns = useApiKeyColumns();
  const createButton = canWrite ? (
    <Button type="primary" icon={<Plus size={14} />} onClick={create}>
      {t('action.create')}
    </Button>
  ) : null;
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} actions={createButton} />
      <FilteredList
        id="api-keys"
        label={t('title')}
        list={list}
        columns={columns}
        rowId={(key) => key.id}
        filters={[
          {
            id: 'kind',
            label: t('field.kind'),
            isActive: Boolean(search.kind),
            control: (
              <MultiFilter
                label={t('field.kind')}
                value={search.kind}
                onChange={(kind) => change({ kind })}
                options={(['secret', 'publishable'] as const).map((value) => ({
                  value,
                  label: t(`kind.${value}`),
                }))}
              />
            ),
          },
          {
            id: 'revoked',
            label: t('filter.revoked'),
            isActive: Boolean(search.revoked),
            control: (
              <Checkbox
                checked={Boolean(search.revoked)}
                onChange={({ target }) => change({ revoked: target.checked || undefined })}
              >
                {t('filter.revoked')}
              </Checkbox>
            ),
          },
        ]}
        isFiltered={Boolean(search.kind)}
        onClear={() => change({ kind: undefined, revoked: undefined })}
        sort={search.sort}
        onSortChange={(sort) => change({ sort })}
        openId={search.open}
        onOpen={(open) => change({ open })}
        emptyState={
          <EmptyState title={t('empty.title')} action={createButton}>
            {t('empty.text')}
          </EmptyState>
        }
      />
      <RowDrawer
        list={list}
        single={single}
        rowId={(key) => key.id}
        openId={search.open}
        onOpen={(open) => change({ open })}
        title={(key) => key.name}
      >
        {(key) => <ApiKeyDetail key={key.id} apiKey={key} />}
      </RowDrawer>
      {search.new && canWrite ? (
        <Suspense fallback={null}>
          <NewApiKeyDrawer onClose={() => change({ new: undefined })} />
        </Suspense>
      ) : null}
    </>
  );
}
