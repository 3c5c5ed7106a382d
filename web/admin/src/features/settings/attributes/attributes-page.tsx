import type { AttributeDefinition } from '@perennial/api-client';
import { cursorPaging, listAttributeDefinitionsInfiniteOptions } from '@perennial/api-client/queries';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordList } from '../../../lists/record-list';
import { useCreateButton } from '../../../lists/use-create-button';
import { useList } from '../../../lists/use-list';
import { useGrant } from '../../../session/session-store';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { archivedFilter } from '../parts/archived-filter';
import { PageHead } from '../parts/page-head';
import { type AttributeSearch, attributeObjects } from './attribute-search';
import { useAttributeColumns } from './use-attribute-columns';

const AttributeDrawer = lazy(() => import('./attribute-drawer'));
const AttributeFormDrawer = lazy(() => import('./attribute-form-drawer'));

export function AttributesPage() {
  return (
    <GrantGate grant="catalog:read">
      <Attributes />
    </GrantGate>
  );
}

function Attributes() {
  const { t } = useTranslation('attributes');
  const canWrite = useGrant('catalog:write');
  const search = useSearch({ from: '/_app/settings/attributes' });
  const navigate = useNavigate({ from: '/settings/attributes' });
  const change = (part: Partial<AttributeSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...part }) });
  const object = search.object ?? 'account';
  const createButton = useCreateButton({
    label: t('action.create'),
    group: t('title'),
    isAllowed: canWrite,
    onCreate: () => change({ new: true }),
  });
  const query = useInfiniteQuery({
    ...listAttributeDefinitionsInfiniteOptions({
      query: { object, ...(search.archived ? { archived: true } : {}), count: true },
    }),
    ...cursorPaging,
  });
  const list = useList<AttributeDefinition>(query);
  const columns = useAttributeColumns();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} actions={createButton} />
      <Tabs
        activeKey={object}
        onChange={(key) =>
          void navigate({ search: { object: attributeObjects.find((each) => each === key) } })
        }
        items={attributeObjects.map((key) => ({ key, label: t(`object.${key}`) }))}
        tabBarStyle={{ marginBottom: 0 }}
      />
      <RecordList
        id="attributes"
        label={t('title')}
        list={list}
        columns={columns}
        filters={[archivedFilter(t('filter.archived'), search.archived, (archived) => change({ archived }))]}
        onClear={() => change({ archived: undefined })}
        search={search}
        onChange={change}
        empty={{ title: t(`empty.${object}`), text: t('empty.text'), action: createButton }}
        canWrite={canWrite}
        drawer={(slot) => <AttributeDrawer {...slot} />}
        form={(slot) => <AttributeFormDrawer object={object} {...slot} />}
      />
    </>
  );
}
