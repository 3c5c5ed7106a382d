import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../feedback/error-state';
import styles from './data-table.module.css';
import type { ListState } from './types';

/** Loads the next page when it comes into view; the button stays for those who don't scroll. */
export function ListEnd<Row>({ list }: { list: ListState<Row> }) {
  const { t } = useTranslation('kit');
  const end = useRef<HTMLDivElement>(null);
  const { hasMore, isLoadingMore, loadMore, error } = list;

  useEffect(() => {
    if (!end.current || !hasMore || isLoadingMore || error || !('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) loadMore();
      },
      { rootMargin: '300px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, isLoadingMore, loadMore, error]);

  if (list.rows.length === 0) return null;
  return (
    <div ref={end} className={styles.end}>
      {error ? <ErrorState error={error} onRetry={list.retry} compact /> : null}
      <span>{shownOf(list, t)}</span>
      {hasMore ? (
        <Button size="small" onClick={loadMore} loading={isLoadingMore}>
          {t('table.load_more')}
        </Button>
      ) : null}
    </div>
  );
}

function shownOf<Row>(list: ListState<Row>, t: ReturnType<typeof useTranslation<'kit'>>['t']): string {
  const count = list.rows.length;
  return list.total === undefined
    ? t('table.shown', { count })
    : t('table.shown_of', { count, total: list.total });
}
