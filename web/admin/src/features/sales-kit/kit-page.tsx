import type { KitItem } from '@perennial/api-client';
import { cursorPaging, listKitItemsInfiniteOptions } from '@perennial/api-client/queries';
import { PageHeader } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordList } from '../../lists/record-list';
import { useCreateButton } from '../../lists/use-create-button';
import { useList } from '../../lists/use-list';
import { useGrant } from '../../session/session-store';
import { MultiFilter } from '../../shared/filters/multi-filter';
import { GrantGate } from '../../shared/grants/grant-gate';
import { archivedFilter } from '../settings/parts/archived-filter';
import { kitKinds } from './kit-kinds';
import type { KitSearch } from './kit-search';
import { useKitColumns } from './use-kit-columns';

const KitDrawer = lazy(() => import('./kit-drawer'));
const KitFormDrawer = lazy(() => import('./kit-form-drawer'));

export function KitPage() {
  return (
    <GrantGate grant="leads:read">
      <Kit />
    </GrantGate>
  );
}

/** Scripts, cases, price lists and competitor cards, and how leads came out with them. */
function Kit() {
  const { t } = useTranslation('sales-kit');
  const canWrite = useGrant('leads:configure');
  const search = useSearch({ from: '/_app/sales-kit' });
  const navigate = useNavigate({ from: '/sales-kit' });
  const change = (part: Partial<KitSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const createButton = useCreateButton({
    label: t('create'),
    group: t('title'),
    isAllowed: canWrite,
    onCreate: () => change({ new: true }),
  });
  const query = useInfiniteQuery({
    ...listKitItemsInfiniteOptions({
      query: {
        ...(search.kind ? { kind: search.kind } : {}),
        ...(search.archived ? { archived: true } : {}),
        ...(search.sort ? { sort: search.sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  return (
    <>
      <PageHeader title={t('title')} summary={t('summary')} actions={createButton} />
      <RecordList
        id="sales-kit"
        label={t('title')}
        list={useList<KitItem>(query)}
        columns={useKitColumns()}
        filters={[
          {
            id: 'kind',
            label: t('field.kind'),
            isActive: Boolean(search.kind),
            control: (
              <MultiFilter
                label={t('field.kind')}
                value={search.kind}
                options={kitKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
                onChange={(kind) => change({ kind })}
              />
            ),
          },
          archivedFilter(t('archived_filter'), search.archived, (archived) => change({ archived })),
        ]}
        onClear={() => change({ kind: undefined, archived: undefined })}
        search={search}
        onChange={change}
        defaultSort="title"
        empty={{ title: t('empty.title'), text: t('empty.text'), action: createButton }}
        canWrite={canWrite}
        drawer={(slot) => <KitDrawer {...slot} />}
        form={(slot) => <KitFormDrawer {...slot} />}
      />
    </>
  );
}
