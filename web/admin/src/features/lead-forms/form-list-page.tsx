import type { LeadForm } from '@perennial/api-client';
import { cursorPaging, listLeadFormsInfiniteOptions } from '@perennial/api-client/queries';
import {
  type Column,
  EmptyState,
  Figure,
  PageHeader,
  RelativeTime,
  SearchInput,
  StatusTag,
} from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { ExternalLink } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../lists/filtered-list';
import { useCreateButton } from '../../lists/use-create-button';
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
  const columns = useFormColumns();
  const change = (part: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const open = (formId: string) => void navigate({ to: '/forms/$formId', params: { formId } });
  const createButton = useCreateButton({
    label: t('lead-forms:create'),
    group: t('shell:nav.forms'),
    isAllowed: canWrite,
    onCreate: () => change({ new: true }),
  });
  return (
    <>
      <PageHeader title={t('shell:nav.forms')} summary={t('lead-forms:summary')} actions={createButton} />
      <FilteredList
        id="lead-forms"
        label={t('shell:nav.forms')}
        list={list}
        columns={columns}
        rowId={(form) => form.id}
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
        isFiltered={Boolean(q) || published !== undefined}
        onClear={() => void navigate({ search: {} })}
        sort={sort}
        onSortChange={(next) => change({ sort: next })}
        hrefOf={(form) => `/forms/${form.id}`}
        onOpen={open}
        emptyState={
          <EmptyState title={t('lead-forms:empty.title')} action={createButton}>
            {t('lead-forms:empty.text')}
          </EmptyState>
        }
      />
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
