import type { AuditEntry } from '@perennial/api-client';
import { cursorPaging, listAuditEntriesInfiniteOptions } from '@perennial/api-client/queries';
import { EmptyState, useKit } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { eventTypeName } from '../../../shared/event-types/event-type-name';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { PageHead } from '../parts/page-head';
import { RowDrawer } from '../parts/row-drawer';
import { AuditDetail } from './audit-detail';
import { type AuditSearch, auditFilter, isFiltered } from './audit-search';
import { useAuditColumns } from './use-audit-columns';
import { AuditSearchInput, useAuditFilters } from './use-audit-filters';

export function AuditPage() {
  return (
    <GrantGate grant="audit:read">
      <AuditTrail />
    </GrantGate>
  );
}

function AuditTrail() {
  const { t } = useTranslation('audit');
  const { timeZone } = useKit();
  const search = useSearch({ from: '/_app/settings/audit' });
  const navigate = useNavigate({ from: '/settings/audit' });
  const change = (part: Partial<AuditSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const query = useInfiniteQuery({
    ...listAuditEntriesInfiniteOptions({ query: auditFilter(search, timeZone) }),
    ...cursorPaging,
  });
  const list = useList<AuditEntry>(query);
  const columns = useAuditColumns();
  const filters = useAuditFilters(search, change);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <FilteredList
        id="audit"
        label={t('title')}
        list={list}
        columns={columns}
        rowId={(entry) => entry.id}
        search={<AuditSearchInput search={search} change={change} />}
        filters={filters}
        isFiltered={isFiltered(search)}
        onClear={() => void navigate({ search: {} })}
        openId={search.open}
        onOpen={(open) => change({ open })}
        emptyState={<EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>}
      />
      <RowDrawer
        list={list}
        rowId={(entry) => entry.id}
        openId={search.open}
        onOpen={(open) => change({ open })}
        title={(entry) => eventTypeName(entry.type)}
        width={620}
      >
        {(entry) => (
          <AuditDetail
            key={entry.id}
            entry={entry}
            onFilter={(filter) => void navigate({ search: filter })}
          />
        )}
      </RowDrawer>
    </>
  );
}
