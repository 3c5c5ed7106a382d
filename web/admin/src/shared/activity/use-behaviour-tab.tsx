import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import type { OwnTab } from '../records/record-work';
import type { BehaviourOf } from './behaviour-search';

// Records are opened far more often than their behaviour is.
const RecordBehaviour = lazy(() => import('./record-behaviour'));

/** The tab with what a record's people did in the product, for those who may read events. */
export function useBehaviourTab(of: BehaviourOf): OwnTab[] {
  const { t } = useTranslation('activity');
  if (!useGrant('events:read')) return [];
  const children = (
    <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 5 }} />}>
      <RecordBehaviour of={of} />
    </Suspense>
  );
  return [{ key: 'behaviour', label: t('behaviour.tab'), children }];
}
