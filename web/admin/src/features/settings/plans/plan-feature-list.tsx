import type { PlanFeature } from '@perennial/api-client';
import { Figure } from '@perennial/ui';
import { Check, Minus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './plan-feature-list.module.css';

/** What a plan has and what it doesn't. */
export function PlanFeatureList({ features }: { features: PlanFeature[] }) {
  const { t, i18n } = useTranslation('plans');
  const nameOf = ({ name, name_zh }: PlanFeature) => (i18n.language === 'zh-CN' && name_zh) || name;
  if (features.length === 0) return <p className={styles.nothing}>{t('features.nothing')}</p>;
  return (
    <ul className={styles.list}>
      {features.map((feature) => (
        <li key={feature.key} className={styles.feature} data-included={feature.included}>
          {feature.included ? (
            <Check size={15} role="img" aria-label={t('features.yes')} />
          ) : (
            <Minus size={15} role="img" aria-label={t('features.no')} />
          )}
          <span>{nameOf(feature)}</span>
          {feature.included && typeof feature.limit === 'number' ? (
            <span className={styles.limit}>
              {t('features.up_to')} <Figure value={feature.limit} />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
