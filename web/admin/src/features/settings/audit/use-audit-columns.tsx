import type { AuditEntry } from '@perennial/api-client';
import { type Column, DateTime } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { eventTypeName } from '../../../shared/event-types/event-type-name';
import styles from '../parts/parts.module.css';
import { AuditActorName } from './audit-actor-name';
import { AuditSubjectLink } from './audit-subject-link';
import { useAuditChanges } from './use-audit-changes';

export function useAuditColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation('audit');
  const changesOf = useAuditChanges();
  return useMemo(
    () => [
      { id: 'type', header: t('field.what'), primary: true, cell: ({ type }) => eventTypeName(type) },
      { id: 'actor', header: t('field.who'), cell: ({ actor }) => <AuditActorName actor={actor} /> },
      {
        id: 'subject',
        header: t('field.subject'),
        cell: ({ subject }) => <AuditSubjectLink subject={subject} />,
      },
      {
        id: 'changes',
        header: t('field.changes'),
        cell: (entry) =>
          changesOf(entry)
            .map(({ field }) => field)
            .join(t('separator')) || '—',
      },
      {
        id: 'recorded_at',
        header: t('field.when'),
        cell: ({ recorded_at }) => <DateTime at={recorded_at} />,
      },
      {
        id: 'request_id',
        header: t('field.request_id'),
        offByDefault: true,
        cell: ({ request_id }) => <code className={styles.mono}>{request_id}</code>,
      },
    ],
    [t, changesOf],
  );
}
