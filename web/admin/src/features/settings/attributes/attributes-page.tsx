import type { AttributeDefinition } from '@perennial/api-client';
import { cursorPaging, listAttributeDefinitionsInfiniteOptions } from '@perennial/api-client/queries';
import { EmptyState, useHotkeys } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Tabs } from 'antd';
import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { useGrant } from '../../../session/session-store';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { ArchivedFilter } from '../parts/archived-filter';
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
  const create = () => change({ new: true });
  useHotkeys(canWrite ? [{ keys: 'c', label: t('action.create'), group: t('title'), run: create }] : []);
  const query = useInfiniteQuery({
    ...listAttributeDefinitionsInfiniteOptions({
      query: { object, ...(search.archived ? { archived: true } : {}), count: true },
    }),
    ...cursorPaging,
  });
  const list = useList<AttributeDefinition>(query);
  const columns = useAttributeColumns();
  const createButton = canWrite ? (
    <Button type="primary" icon={<Plus size={14} />} onClick={create}>
      {t('action.create')}
    </Button>
  ) : null;
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
      <FilteredList
        id="attributes"
        label={t('title')}
        list={list}
        columns={columns}
        rowId={(definition) => definition.id}
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
        openId={search.open}
        onOpen={(open) => change({ open })}
        emptyState={
          <EmptyState title={t(`empty.${object}`)} action={createButton}>
            {t('empty.text')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {search.open ? (
          <AttributeDrawer
            id={search.open}
            siblings={list.rows.map(({ id }) => id)}
            onOpen={(open) => change({ open })}
          />
        ) : null}
        {search.new && canWrite ? (
          <AttributeFormDrawer
            object={object}
            onClose={() => change({ new: undefined })}
            onSaved={(definition) => change({ new: undefined, open: definition.id })}
          />
        ) : null}
      </Suspense>
    </>
  );
}
