import type { Operation } from '@perennial/api-client';
import { type Column, DateTime, Figure } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { kindName, outcomeName } from '../../../shared/operations/operation-state';
import { OperationTag } from '../../../shared/operations/operation-tag';

export function useOperationColumns(): Column<Operation>[] {
  const { t } = useTranslation(['jobs', 'operations']);
  return useMemo(
    () => [
      { id: 'kind', header: t('jobs:field.kind'), primary: true, cell: ({ kind }) => kindName(kind) },
      {
        id: 'state',
        header: t('jobs:field.state'),
        cell: (operation) => <OperationTag operation={operation} />,
      },
      {
        id: 'progress',
        header: t('jobs:field.progress'),
        cell: ({ progress: { done, total } }) =>
          total ? t('operations:done_of', { count: done, total }) : t('operations:done', { count: done }),
      },
      {
        id: 'counts',
        header: t('jobs:field.outcome'),
        cell: ({ counts }) => <Counts counts={counts} />,
      },
      {
        id: 'created_at',
        header: t('jobs:field.created_at'),
        sortField: 'created_at',
        cell: ({ created_at }) => <DateTime at={created_at} />,
      },
      {
        id: 'finished_at',
        header: t('jobs:field.finished_at'),
        cell: ({ finished_at }) => <DateTime at={finished_at} />,
      },
    ],
    [t],
  );
}

function Counts({ counts }: { counts: Record<string, number> }) {
  const shown = Object.entries(counts).filter(([outcome, count]) => count > 0 && outcome !== 'rows');
  if (shown.length === 0) return <>—</>;
  return (
    <span style={{ display: 'inline-flex', gap: 12 }}>
      {shown.map(([outcome, count]) => (
        <span key={outcome}>
          {outcomeName(outcome)} <Figure value={count} />
        </span>
      ))}
    </span>
  );
}
