import type { LeadForm } from '@perennial/api-client';
import { cursorPaging, listLeadFormsInfiniteOptions } from '@perennial/api-client/queries';
import {
  type Column,
  DataTable,
  EmptyState,
  Figure,
  FilterBar,
  ListPanel,
  NoMatchState,
  PageHeader,
  RefreshButton,
  RelativeTime,
  SearchInput,
  StatusTag,
  useColumnSettings,
  useHotkeys,
} from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { ExternalLink, Plus } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../../lists/use-list';
import { useGrant } from '../../session/session-store';
import { publicAddress } from './public-address';

const NewFormDialog = lazy(() => import('./new-form-dialog'));

/** The forms that bring leads, each with its public page. */
export function FormListPage() {
  const { t } = useTranslation(['lead-forms', 'shell']);
  const search = useSearch({ from: '/_app/forms/' });
  const navigate = useNavigate({ from: '/forms/' });
  const canWrite = useGrant('leads:write');
  const { q, published, sort } = search;
  const query = useInfiniteQuery({
    ...listLeadFormsInfiniteOptions({
      query: {
        ...(q ? { q } : {}),
        ...(published === undefined ? {} : { published }),
        ...(sort ? { sort } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<LeadForm>(query);
  const columns = useColumnSettings('lead-forms', useFormColumns());
  const change = (part: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const clear = () => void navigate({ search: {} });
  const create = () => change({ new: true });
  const open = (formId: string) => void navigate({ to: '/forms/$formId', params: { formId } });
  const label = t('lead-forms:create');
  useHotkeys(canWrite ? [{ keys: 'c', label, group: t('shell:nav.forms'), run: create }] : []);
  const createButton = canWrite ? (
    <Button type="primary" icon={<Plus size={14} />} onClick={create}>
      {label}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={t('shell:nav.forms')} summary={t('lead-forms:summary')} actions={createButton} />
      <ListPanel
        filters={
          <FilterBar
            search={
              <SearchInput
                value={q ?? ''}
                placeholder={t('lead-forms:field.name')}
                onChange={(text) => change({ q: text || undefined })}
              />
            }
            filters={[
              {
                id: 'published',
                label: t('lead-forms:field.state'),
                isActive: published !== undefined,
                control: (
                  <Select<string>
                    allowClear
                    style={{ width: '100%' }}
                    aria-label={t('lead-forms:field.state')}
                    placeholder={t('lead-forms:field.state')}
                    value={published === undefined ? null : published ? 'published' : 'draft'}
                    options={[
                      { value: 'published', label: t('lead-forms:state.published') },
                      { value: 'draft', label: t('lead-forms:state.draft') },
                    ]}
                    onChange={(value) => change({ published: value ? value === 'published' : undefined })}
                  />
                ),
              },
            ]}
            onClear={clear}
            tools={<RefreshButton list={list} />}
          />
        }
      >
        <DataTable
          label={t('shell:nav.forms')}
          list={list}
          columns={columns}
          rowId={(form) => form.id}
          hrefOf={(form) => `/forms/${form.id}`}
          onOpen={open}
          sort={sort}
          onSortChange={(next) => change({ sort: next })}
          isFiltered={Boolean(q) || published !== undefined}
          noMatchState={<NoMatchState onClear={clear} />}
          emptyState={
            <EmptyState title={t('lead-forms:empty.title')} action={createButton}>
              {t('lead-forms:empty.text')}
            </EmptyState>
          }
        />
      </ListPanel>
      {search.new && canWrite ? (
        <Suspense fallback={null}>
          <NewFormDialog onClose={() => change({ new: undefined })} onCreated={open} />
        </Suspense>
      ) : null}
    </>
  );
}

function useFormColumns(): Column<LeadForm>[] {
  const { t } = useTranslation('lead-forms');
  return useMemo(
    () => [
      { id: 'name', header: t('field.name'), primary: true, width: 220, cell: (form) => form.name },
      {
        id: 'published',
        header: t('field.state'),
        width: 100,
        cell: (form) => (
          <StatusTag tone={form.published ? 'success' : 'neutral'}>
            {t(form.published ? 'state.published' : 'state.draft')}
          </StatusTag>
        ),
      },
      {
        id: 'submissions',
        header: t('field.submissions'),
        align: 'end',
        width: 110,
        cell: (form) => <Figure value={form.submissions_count} />,
      },
      {
        id: 'address',
        header: t('field.address'),
        cell: (form) =>
          form.published ? (
            <a href={publicAddress(form)} target="_blank" rel="noopener">
              /f/{form.slug} <ExternalLink size={12} aria-label={t('new_tab')} />
            </a>
          ) : (
            <span>/f/{form.slug}</span>
          ),
      },
      {
        id: 'updated_at',
        header: t('field.updated'),
        width: 120,
        cell: (form) => <RelativeTime at={form.updated_at} />,
      },
    ],
    [t],
  );
}
