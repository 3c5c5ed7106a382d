import type { AuditEntry } from '@perennial/api-client';
import { DateTime, Facts } from '@perennial/ui';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { JsonBlock } from '../parts/json-block';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { AuditActorName } from './audit-actor-name';
import table from './audit-changes.module.css';
import type { AuditSearch } from './audit-search';
import { AuditSubjectLink } from './audit-subject-link';
import { type AuditChange, useAuditChanges } from './use-audit-changes';

type AuditDetailProps = { entry: AuditEntry; onFilter: (filter: AuditSearch) => void };

export function AuditDetail({ entry, onFilter }: AuditDetailProps) {
  const { t } = useTranslation('audit');
  const changes = useAuditChanges()(entry);
  const { id: actorId } = entry.actor;
  return (
    <div className={styles.stack}>
      <Facts
        facts={[
          { label: t('field.who'), value: <AuditActorName actor={entry.actor} /> },
          { label: t('field.subject'), value: <AuditSubjectLink subject={entry.subject} /> },
          { label: t('field.when'), value: <DateTime at={entry.recorded_at} /> },
          { label: t('field.type'), value: <code className={styles.mono}>{entry.type}</code> },
          { label: t('field.id'), value: <code className={styles.mono}>{entry.subject.id}</code> },
          { label: t('field.request_id'), value: <code className={styles.mono}>{entry.request_id}</code> },
        ]}
      />
      <div className={styles.actions}>
        <Button size="small" onClick={() => onFilter({ subject_id: entry.subject.id })}>
          {t('action.about_subject')}
        </Button>
        {actorId ? (
          <Button size="small" onClick={() => onFilter({ actor_id: actorId })}>
            {t('action.by_actor')}
          </Button>
        ) : null}
        <Button size="small" onClick={() => onFilter({ q: entry.request_id })}>
          {t('action.same_request')}
        </Button>
      </div>
      <Section title={t('changes.title')}>
        {changes.length > 0 ? (
          <Changes changes={changes} />
        ) : (
          <p className={styles.muted}>{t('changes.none')}</p>
        )}
      </Section>
      {Object.keys(entry.data).length > 0 ? (
        <Section title={t('data')}>
          <JsonBlock value={entry.data} label={t('data')} />
        </Section>
      ) : null}
    </div>
  );
}

function Changes({ changes }: { changes: AuditChange[] }) {
  const { t } = useTranslation('audit');
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('changes.field')}</th>
          <th scope="col">{t('changes.before')}</th>
          <th scope="col">{t('changes.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after, isConcealed }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            {isConcealed ? (
              <td colSpan={2} className={styles.muted}>
                {t('changes.concealed')}
              </td>
            ) : (
              <>
                <td className={table.before}>{before ?? '—'}</td>
                <td>{after ?? '—'}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
