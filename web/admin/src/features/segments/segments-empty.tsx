import { EmptyState } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './segments-empty.module.css';
import { startingPoints, starts } from './starting-points';

/** Before the first segment: three that most workspaces want, and a blank one. */
export function SegmentsEmpty({ canWrite }: { canWrite: boolean }) {
  const { t } = useTranslation('segments');
  return (
    <EmptyState
      title={t('empty.title')}
      action={
        canWrite ? (
          <ul className={styles.starts} aria-label={t('empty.starts')}>
            {startingPoints.map((start) => {
              const Icon = starts[start].icon;
              return (
                <li key={start}>
                  <Link to="/segments/new" search={{ start }} className={styles.start ?? ''}>
                    <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
                    <span>
                      <strong>{t(`start.${start}.name`)}</strong>
                      <span className={styles.text}>{t(`start.${start}.text`)}</span>
                    </span>
                    <ChevronRight size={15} aria-hidden="true" />
                  </Link>
                </li>
              );
            })}
          </ul>
        ) : null
      }
    >
      {t(canWrite ? 'empty.text' : 'empty.text_read')}
    </EmptyState>
  );
}
