import { Button } from 'antd';
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './states.module.css';

type NoMatchStateProps = { onClear: () => void; children?: ReactNode };

/** There are records, but the filters leave none of them. */
export function NoMatchState({ onClear, children }: NoMatchStateProps) {
  const { t } = useTranslation('kit');
  return (
    <div className={styles.state}>
      <SearchX size={28} strokeWidth={1.5} aria-hidden="true" className={styles.icon} />
      <h2 className={styles.title}>{t('no_match.title')}</h2>
      <p className={styles.text}>{children ?? t('no_match.text')}</p>
      <div className={styles.actions}>
        <Button onClick={onClear}>{t('filter.clear')}</Button>
      </div>
    </div>
  );
}
