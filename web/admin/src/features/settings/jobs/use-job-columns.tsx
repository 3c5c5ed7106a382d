import type { Job } from '@perennial/api-client';
import { type Column, DateTime, Figure, RelativeTime } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { jobName } from './job-name';
import { JobTag } from './job-tag';

export function useJobColumns(): Column<Job>[] {
  const { t } = useTranslation('jobs');
  return useMemo(
    () => [
      { id: 'kind', header: t('field.kind'), primary: true, cell: ({ kind }) => jobName(kind) },
      { id: 'state', header: t('field.state'), cell: (job) => <JobTag job={job} /> },
      {
        id: 'last_error',
        header: t('field.last_error'),
        cell: ({ last_error }) => <span title={last_error ?? ''}>{last_error ?? '—'}</span>,
      },
      {
        id: 'attempts',
        header: t('field.attempts'),
        align: 'end',
        cell: ({ attempts }) => <Figure value={attempts} />,
      },
      {
        id: 'updated_at',
        header: t('field.updated_at'),
        cell: ({ updated_at }) => <RelativeTime at={updated_at} />,
      },
      {
        id: 'created_at',
        header: t('field.created_at'),
        sortField: 'created_at',
        cell: ({ created_at }) => <DateTime at={created_at} />,
      },
      {
        id: 'run_at',
        header: t('field.run_at'),
        sortField: 'run_at',
        offByDefault: true,
        cell: ({ run_at }) => <DateTime at={run_at} />,
      },
    ],
    [t],
  );
}
