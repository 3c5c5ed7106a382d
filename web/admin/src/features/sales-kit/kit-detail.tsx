import { archiveKitItem, type KitItem, unarchiveKitItem } from '@perennial/api-client';
import { DateTime, Facts } from '@perennial/ui';
import { Button } from 'antd';
import { ExternalLink, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { ArchiveButton } from '../../shared/records/archive-button';
import { useLeadStages } from '../leads/use-lead-stages';
import styles from './kit.module.css';
import { KitEffectFacts } from './kit-effect-facts';

const KitFormDrawer = lazy(() => import('./kit-form-drawer'));

/** What an item says, where it helps, and how leads came out with it. */
export function KitDetail({ item }: { item: KitItem }) {
  const { t } = useTranslation(['sales-kit', 'common']);
  const canWrite = useGrant('leads:configure');
  const stages = useLeadStages();
  const [isEditing, setEditing] = useState(false);
  const inStages = item.stage_ids.map((id) => stages.find((stage) => stage.id === id)?.name ?? '—');
  return (
    <div className={styles.detail}>
      <div className={styles.actions}>
        {item.url ? (
          <Button icon={<ExternalLink size={14} />} href={item.url} target="_blank" rel="noreferrer">
            {t('sales-kit:open')}
          </Button>
        ) : null}
        {canWrite && !item.archived_at ? (
          <Button icon={<Pencil size={14} />} onClick={() => setEditing(true)}>
            {t('common:action.edit')}
          </Button>
        ) : null}
        {canWrite ? (
          <ArchiveButton
            isArchived={Boolean(item.archived_at)}
            archive={() => archiveKitItem({ path: { id: item.id }, throwOnError: true })}
            unarchive={() => unarchiveKitItem({ path: { id: item.id }, throwOnError: true })}
            done={t('sales-kit:archived', { title: item.title })}
            unarchiveLabel={t('sales-kit:unarchive')}
            tags={['sales-kit', 'leads']}
          />
        ) : null}
      </div>
      {item.body ? <p className={styles.body}>{item.body}</p> : null}
      <Facts
        facts={[
          { label: t('sales-kit:field.kind'), value: t(`sales-kit:kind.${item.kind}`) },
          {
            label: t('sales-kit:field.stages'),
            value:
              inStages.length === 0 ? t('sales-kit:all_stages') : inStages.join(t('sales-kit:separator')),
          },
          { label: t('sales-kit:field.updated'), value: <DateTime at={item.updated_at} /> },
        ]}
      />
      <KitEffectFacts id={item.id} />
      {isEditing ? (
        <Suspense fallback={null}>
          <KitFormDrawer item={item} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
