import { exportImportErrors, type Import, type ImportError } from '@perennial/api-client';
import { cursorPaging, listImportErrorsInfiniteOptions } from '@perennial/api-client/queries';
import {
  Card,
  type Column,
  DataTable,
  EmptyState,
  Figure,
  NoMatchState,
  useColumnSettings,
} from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '../../lists/export-button';
import { useList } from '../../lists/use-list';
import styles from './imports.module.css';

/** Only what is wrong, in the order of the file, and the same as a file for the person who mends it. */
export function ImportErrors({ found }: { found: Import }) {
  const { t } = useTranslation('imports');
  const path = { id: found.id };
  const list = useList<ImportError>(
    useInfiniteQuery({
      ...listImportErrorsInfiniteOptions({ path, query: { limit: 50 } }),
      ...cursorPaging,
      initialPageParam: { path },
    }),
  );
  const columns = useColumnSettings('import-errors', useErrorColumns());
  return (
    <Card
      title={t(found.state === 'undone' ? 'errors.kept' : 'errors.title')}
      summary={t('errors.count', { count: found.errors_count })}
      actions={
        <ExportButton
          fileName="import-errors.csv"
          load={() => exportImportErrors({ path, parseAs: 'blob', throwOnError: true })}
        />
      }
    >
      <DataTable
        label={t('errors.title')}
        list={list}
        columns={columns}
        rowId={(error) => `${error.line}-${error.column ?? 0}-${error.code}-${String(error.params.id ?? '')}`}
        isFiltered={false}
        emptyState={<EmptyState title={t('errors.none')} />}
        noMatchState={<NoMatchState onClear={() => undefined} />}
      />
    </Card>
  );
}

function useErrorColumns(): Column<ImportError>[] {
  const { t } = useTranslation('imports');
  return useMemo(
    () => [
      {
        id: 'line',
        header: t('errors.line'),
        primary: true,
        width: 90,
        cell: (error) => <Figure value={error.line} />,
      },
      {
        id: 'column',
        header: t('errors.column'),
        width: 160,
        cell: (error) =>
          error.header ??
          (error.column ? t('columns.number', { number: error.column }) : t('errors.whole_row')),
      },
      { id: 'value', header: t('errors.value'), width: 180, cell: (error) => error.value || '—' },
      {
        id: 'message',
        header: t('errors.message'),
        width: 320,
        cell: (error) => <span className={styles.message}>{error.message}</span>,
      },
    ],
    [t],
  );
}
