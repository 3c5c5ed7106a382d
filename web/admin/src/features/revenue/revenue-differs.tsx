import type { MrrSummaryOfCurrency } from '@perennial/api-client';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './revenue-page.module.css';

/** Says so where the server's own checks of its figures fail. */
export function RevenueDiffers({ revenue }: { revenue: MrrSummaryOfCurrency }) {
  const { t } = useTranslation('revenue');
  if (revenue.checks.every(({ holds }) => holds)) return null;
  return (
    <p role="alert" className={styles.differs}>
      <TriangleAlert size={15} aria-hidden="true" />
      {t('differs')}
    </p>
  );
}
