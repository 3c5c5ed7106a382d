import type { Dashboard } from '@perennial/api-client';
import { type Column, Figure, IconButton, RelativeTime } from '@perennial/ui';
import { Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** `onDelete` is stable; without it nobody may delete. */
export function useDashboardColumns(
  onDelete: ((dashboard: Dashboard) => void) | undefined,
): Column<Dashboard>[] {
  const { t } = useTranslation(['dashboards', 'common']);
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('dashboards:name'),
        primary: true,
        width: 260,
        sortField: 'name',
        cell: ({ name }) => name,
      },
      {
        id: 'description',
        header: t('dashboards:description'),
        width: 420,
        cell: ({ description }) => description ?? '—',
      },
      {
        id: 'tiles',
        header: t('dashboards:tiles'),
        align: 'end',
        width: 100,
        cell: ({ tiles }) => <Figure value={tiles.length} />,
      },
      {
        id: 'updated_at',
        header: t('dashboards:updated'),
        width: 130,
        sortField: 'updated_at',
        cell: ({ updated_at }) => <RelativeTime at={updated_at} />,
      },
      ...(onDelete
        ? [
            {
              id: 'delete',
              header: t('common:action.delete'),
              width: 70,
              deskOnly: true,
              cell: (dashboard: Dashboard) => (
                <IconButton
                  label={t('dashboards:page.delete_one', { name: dashboard.name })}
                  icon={<Trash2 size={14} />}
                  onClick={() => onDelete(dashboard)}
                />
              ),
            },
          ]
        : []),
    ],
    [t, onDelete],
  );
}
