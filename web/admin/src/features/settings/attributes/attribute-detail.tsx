import {
  type AttributeDefinition,
  archiveAttributeDefinition,
  unarchiveAttributeDefinition,
} from '@perennial/api-client';
import { DateTime, Facts } from '@perennial/ui';
import { Button } from 'antd';
import { Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { useAttributeLabel } from '../../../shared/attributes/use-attributes';
import { ArchiveButton } from '../../../shared/records/archive-button';
import { AuditLink } from '../parts/audit-link';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { hasOptions } from './attribute-form-values';

const AttributeFormDrawer = lazy(() => import('./attribute-form-drawer'));

/** How an attribute is defined, and what can be done with it. */
export function AttributeDetail({ definition }: { definition: AttributeDefinition }) {
  const { t } = useTranslation('attributes');
  const labelOf = useAttributeLabel();
  const canWrite = useGrant('catalog:write');
  const [isEditing, setEditing] = useState(false);
  const { id, object, archived_at: archivedAt } = definition;
  const close = () => setEditing(false);
  return (
    <div className={styles.stack}>
      {archivedAt ? (
        <p className={styles.notice}>
          {t('archived_since')} <DateTime at={archivedAt} />
        </p>
      ) : null}
      <div className={styles.actions}>
        {canWrite && !archivedAt ? (
          <Button icon={<Pencil size={14} />} onClick={() => setEditing(true)}>
            {t('action.edit')}
          </Button>
        ) : null}
        {canWrite ? (
          <ArchiveButton
            isArchived={Boolean(archivedAt)}
            archive={() => archiveAttributeDefinition({ path: { id }, throwOnError: true })}
            unarchive={() => unarchiveAttributeDefinition({ path: { id }, throwOnError: true })}
            done={t('archived', { attribute: labelOf(definition) })}
            archiveLabel={t('action.archive')}
            unarchiveLabel={t('action.unarchive')}
            tags={['attributes', 'audit', 'imports']}
          />
        ) : null}
        <AuditLink search={{ subject_id: id }}>{t('action.history')}</AuditLink>
      </div>
      <Facts
        facts={[
          { label: t('field.object'), value: t(`object.${object}`) },
          { label: t('field.type'), value: t(`type.${definition.type}`) },
          { label: t('field.label'), value: definition.label },
          { label: t('field.label_zh'), value: definition.label_zh },
          { label: t('field.description'), value: definition.description },
          { label: t('field.key'), value: <code className={styles.mono}>{definition.key}</code> },
          { label: t('field.created'), value: <DateTime at={definition.created_at} /> },
        ]}
      />
      {hasOptions(definition.type) ? (
        <Section title={t('options.title')}>
          <ul>
            {definition.options.map((option) => (
              <li key={option.value}>
                {labelOf(option)}{' '}
                {labelOf(option) === option.value ? null : (
                  <code className={styles.mono}>{option.value}</code>
                )}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {isEditing ? (
        <Suspense fallback={null}>
          <AttributeFormDrawer object={object} definition={definition} onClose={close} onSaved={close} />
        </Suspense>
      ) : null}
    </div>
  );
}
