import type { ApiKey } from '@perennial/api-client';
import { cursorPaging, listApiKeysInfiniteOptions } from '@perennial/api-client/queries';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordList } from '../../../lists/record-list';
import { useCreateButton } from '../../../lists/use-create-button';
import { useList } from '../../../lists/use-list';
import { useGrant } from '../../../session/session-store';
import { MultiFilter } from '../../../shared/filters/multi-filter';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { PageHead } from '../parts/page-head';
import type { ApiKeySearch } from './api-key-search';
import { useApiKeyColumns } from './use-api-key-columns';

const ApiKeyDrawer = lazy(() => import('./api-key-drawer'));
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
  const createButton = useCreateButton({
    label: t('action.create'),
    group: t('title'),
    isAllowed: canWrite,
    onCreate: () => change({ new: true }),
  });
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
  const columns = useApiKeyColumns();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} actions={createButton} />
      <RecordList
        id="api-keys"
        label={t('title')}
        list={list}
        columns={columns}
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
        search={search}
        onChange={change}
        empty={{ title: t('empty.title'), text: t('empty.text'), action: createButton }}
        canWrite={canWrite}
        drawer={(slot) => <ApiKeyDrawer {...slot} />}
        form={({ onClose }) => <NewApiKeyDrawer onClose={onClose} />}
      />
    </>
  );
}
