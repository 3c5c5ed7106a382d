import type { Import, ImportState } from '@perennial/api-client';
import { cursorPaging, listImportsInfiniteOptions } from '@perennial/api-client/queries';
import { EmptyState, PageHeader } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../lists/filtered-list';
import { useCreateButton } from '../../lists/use-create-button';
import { useList } from '../../lists/use-list';
import { MultiFilter } from '../../shared/filters/multi-filter';
import { GrantGate } from '../../shared/grants/grant-gate';
import { useImportColumns } from './import-columns';
import type { ImportSearch } from './import-search';
import { isAtWork } from './import-step';
import { useImportTargets, useLabelText } from './use-import-targets';

const states = [
  'created',
  'uploaded',
  'checking',
  'checked',
  'running',
  'finished',
  'cancelled',
  'failed',
  'undoing',
  'undone',
] as const satisfies ImportState[];

/** All imports of the workspace, newest first; each opens where it was left. */
export function ImportListPage() {
  return (
    <GrantGate grant="imports:write">
      <Imports />
    </GrantGate>
  );
}

function Imports() {
  const { t } = useTranslation(['imports', 'shell']);
  const search = useSearch({ from: '/_app/imports/' });
  const navigate = useNavigate({ from: '/imports/' });
  const change = (part: Partial<ImportSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const beginButton = useCreateButton({
    label: t('imports:new.title'),
    group: t('shell:nav.imports'),
    isAllowed: true,
    icon: FileUp,
    onCreate: () => void navigate({ to: '/imports/new' }),
  });
  const query = useInfiniteQuery({
    ...listImportsInfiniteOptions({ query: { ...search, count: true } }),
    ...cursorPaging,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.data.some((each) => isAtWork(each.state))) ? 3_000 : false,
  });
  const list = useList<Import>(query);
  const { targets, targetOf } = useTargetNames();
  const columns = useImportColumns(targetOf);
  return (
    <>
      <PageHeader title={t('shell:nav.imports')} summary={t('imports:lead')} actions={beginButton} />
      <FilteredList
        id="imports"
        label={t('shell:nav.imports')}
        list={list}
        columns={columns}
        rowId={(each) => each.id}
        filters={[
          {
            id: 'target',
            label: t('imports:field.target'),
            isActive: Boolean(search.target),
            control: (
              <MultiFilter
                label={t('imports:field.target')}
                value={search.target}
                onChange={(target) => change({ target })}
                options={targets.map(({ target }) => ({ value: target, label: targetOf(target) }))}
              />
            ),
          },
          {
            id: 'state',
            label: t('imports:field.state'),
            isActive: Boolean(search.state),
            control: (
              <MultiFilter
                label={t('imports:field.state')}
                value={search.state}
                onChange={(state) => change({ state })}
                options={states.map((value) => ({ value, label: t(`imports:state.${value}`) }))}
              />
            ),
          },
        ]}
        isFiltered={Boolean(search.target || search.state)}
        onClear={() => change({ target: undefined, state: undefined })}
        sort={search.sort ?? '-created_at'}
        onSortChange={(sort) => change({ sort })}
        hrefOf={(each) => `/imports/${each.id}`}
        onOpen={(importId) => void navigate({ to: '/imports/$importId', params: { importId } })}
        emptyState={
          <EmptyState title={t('imports:empty.title')} action={beginButton}>
            {t('imports:empty.text')}
          </EmptyState>
        }
      />
    </>
  );
}

function useTargetNames() {
  const { data } = useImportTargets();
  const labelText = useLabelText();
  const targets = data?.data;
  const targetOf = useCallback(
    (key: string) => {
      const found = targets?.find(({ target }) => target === key);
      return found ? labelText(found.label) : key;
    },
    [targets, labelText],
  );
  return { targets: targets ?? [], targetOf };
}
