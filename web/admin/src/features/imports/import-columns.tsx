import type { Import } from '@perennial/api-client';
import { type Column, Figure, RelativeTime } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportStateTag } from './import-state-tag';

export function useImportColumns(targetName: (target: string) => string): Column<Import>[] {
  const { t } = useTranslation('imports');
  return useMemo(
    () => [
      { id: 'file_name', header: t('field.file'), primary: true, width: 260, cell: (each) => each.file_name },
      { id: 'target', header: t('field.target'), width: 120, cell: (each) => targetName(each.target) },
      {
        id: 'state',
        header: t('field.state'),
        width: 150,
        cell: (each) => <ImportStateTag state={each.state} />,
      },
      ...(['create', 'update', 'error'] as const).map(
        (count): Column<Import> => ({
          id: count,
          header: t(`count.${count}`),
          width: 90,
          align: 'end',
          cell: (each) => <Figure value={each.counts[count]} />,
        }),
      ),
      {
        id: 'created_at',
        header: t('field.created'),
        width: 130,
        sortField: 'created_at',
        cell: (each) => <RelativeTime at={each.created_at} />,
      },
    ],
    [t, targetName],
  );
}
