import type { Operation } from '@perennial/api-client';
import { DateTime, Facts } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useHasRoute } from '../parts/use-has-route';

/** When it ran, and what it belongs to. */
export function OperationFacts({ operation }: { operation: Operation }) {
  const { t } = useTranslation('jobs');
  const importId = operation.result.import_id;
  const importHref = typeof importId === 'string' ? `/imports/${importId}` : undefined;
  const canOpenImport = useHasRoute(importHref);
  return (
    <Facts
      facts={[
        { label: t('field.created_at'), value: <DateTime at={operation.created_at} /> },
        { label: t('field.started_at'), value: <DateTime at={operation.started_at} /> },
        { label: t('field.finished_at'), value: <DateTime at={operation.finished_at} /> },
        ...(importHref && canOpenImport
          ? [{ label: t('field.import'), value: <Link to={importHref}>{t('operations.open_import')}</Link> }]
          : []),
        ...(operation.undo.state === 'available'
          ? [{ label: t('field.undo_until'), value: <DateTime at={operation.undo.until} /> }]
          : []),
      ]}
    />
  );
}
