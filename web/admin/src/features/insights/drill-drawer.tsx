import type { CountedUnit } from '@perennial/api-client';
import { cursorPaging, listCountedUnitsInfiniteOptions } from '@perennial/api-client/queries';
import { DetailDrawer, ErrorState, RelativeTime, StatusTag } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { HrefLink } from '../../shell/href-link';
import styles from './drill-drawer.module.css';

type DrillDrawerProps = {
  drill: string;
  cell: string;
  title: string | undefined;
  onClose: () => void;
};

/** The people or accounts behind one figure: exactly as many as it says. */
export default function DrillDrawer({ drill, cell, title, onClose }: DrillDrawerProps) {
  const { t } = useTranslation(['insights', 'charts', 'kit']);
  const query = useInfiniteQuery({
    ...listCountedUnitsInfiniteOptions({ query: { drill, cell, limit: 50 } }),
    ...cursorPaging,
    initialPageParam: { query: { drill, cell } },
  });
  const pages = query.data?.pages ?? [];
  const found = pages.flatMap(({ data }) => data);
  const [first] = pages;
  return (
    <DetailDrawer isOpen title={title ?? t('insights:drill.title')} onClose={onClose} width={480}>
      {query.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {first ? (
        <>
          <p className={styles.total}>
            {t(`charts:count.${found[0]?.unit ?? 'person'}`, { count: first.total ?? found.length })}
            {' · '}
            {t('insights:drill.as_of')} <RelativeTime at={first.as_of} />
          </p>
          {found.length === 0 ? <p className={styles.total}>{t('insights:drill.nobody')}</p> : null}
          <ul className={styles.units}>
            {found.map((unit) => (
              <UnitRow key={unit.ordinal} unit={unit} />
            ))}
          </ul>
          {query.hasNextPage ? (
            <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('kit:table.load_more')}
            </Button>
          ) : null}
        </>
      ) : null}
    </DetailDrawer>
  );
}

function UnitRow({ unit }: { unit: CountedUnit }) {
  const { t } = useTranslation('insights');
  const { person_id, account_id, name, external_id, anonymous_id } = unit;
  const shown = name || external_id || anonymous_id || t('drill.nameless');
  const other = [external_id, anonymous_id].find((id) => id && id !== shown);
  const href = person_id ? `/people/${person_id}` : account_id ? `/accounts/${account_id}` : undefined;
  return (
    <li className={styles.unit}>
      {href ? <HrefLink href={href}>{shown}</HrefLink> : <span>{shown}</span>}
      {other ? <span className={styles.id}>{other}</span> : null}
      {href ? null : (
        <StatusTag tone="neutral">{t(external_id ? 'drill.unknown' : 'drill.visitor')}</StatusTag>
      )}
    </li>
  );
}
