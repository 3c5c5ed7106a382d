import { Button } from 'antd';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './bulk-bar.module.css';

type BulkBarProps = {
  count: number;
  onClear: () => void;
  /** Buttons that act on the selection. */
  children: ReactNode;
  /** Offered when the filter matches more than what is loaded. */
  allMatching?: { total: number; isOn: boolean; onToggle: () => void };
};

/** Appears over the list while rows are selected. */
export function BulkBar({ count, onClear, children, allMatching }: BulkBarProps) {
  const { t } = useTranslation('kit');
  if (count === 0) return null;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bulk.title')}>
      <span className={styles.count} aria-live="polite">
        {allMatching?.isOn
          ? t('bulk.all_selected', { count: allMatching.total })
          : t('bulk.selected', { count })}
      </span>
      {allMatching && allMatching.total > count ? (
        <Button type="link" size="small" onClick={allMatching.onToggle}>
          {allMatching.isOn ? t('bulk.only_selected') : t('bulk.select_all', { count: allMatching.total })}
        </Button>
      ) : null}
      <span className={styles.actions}>{children}</span>
      <Button
        type="text"
        size="small"
        icon={<X size={15} />}
        aria-label={t('keyboard.clear_selection')}
        onClick={onClear}
      />
    </div>
  );
}
