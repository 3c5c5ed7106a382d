import type { StageKitItem } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { kitKinds } from '../../sales-kit/kit-kinds';
import styles from './selling.module.css';
import { StageKitEntry } from './stage-kit-entry';

type StageKitListProps = { leadId: string; items: StageKitItem[]; canWrite: boolean };

/** What helps in this stage, by kind. */
export function StageKitList({ leadId, items, canWrite }: StageKitListProps) {
  const { t } = useTranslation(['selling', 'sales-kit']);
  if (items.length === 0) return <p className={styles.nothing}>{t('selling:kit.nothing')}</p>;
  return kitKinds
    .filter((kind) => items.some((item) => item.kind === kind))
    .map((kind) => (
      <div key={kind} className={styles.kind}>
        <h4 className={styles.meta}>{t(`sales-kit:kind.${kind}`)}</h4>
        <ul className={styles.entries}>
          {items
            .filter((item) => item.kind === kind)
            .map((item) => (
              <StageKitEntry key={item.id} leadId={leadId} item={item} canWrite={canWrite} />
            ))}
        </ul>
      </div>
    ));
}
