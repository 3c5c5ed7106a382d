import type { Segment } from '@perennial/api-client';
import { explainSegmentOptions } from '@perennial/api-client/queries';
import { ErrorState, RelativeTime, StatusTag } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { AccountSelect } from '../../../shared/accounts/account-select';
import { PersonSelect } from '../../../shared/people/person-select';
import styles from './explain.module.css';
import { ExplanationTree } from './explanation-tree';

/** Why an account or a person is in the segment, or not: every condition with what was found. */
export function ExplainTab({ segment }: { segment: Segment }) {
  const { t } = useTranslation('segments');
  const { of } = useSearch({ from: '/_app/segments/$segmentId' });
  const navigate = useNavigate({ from: '/segments/$segmentId' });
  const RecordSelect = segment.subject === 'account' ? AccountSelect : PersonSelect;
  const query = useQuery({
    ...explainSegmentOptions({
      path: { id: segment.id },
      query: segment.subject === 'account' ? { account_id: of ?? '' } : { person_id: of ?? '' },
    }),
    enabled: Boolean(of),
    placeholderData: keepPreviousData,
  });
  const found = of ? query.data : undefined;
  return (
    <div className={styles.explain}>
      <RecordSelect
        allowClear
        className={styles.who ?? ''}
        aria-label={t(`why.who_${segment.subject}`)}
        placeholder={t(`why.who_${segment.subject}`)}
        {...(of ? { value: of } : {})}
        onChange={(next) => void navigate({ search: (old) => ({ ...old, of: next }), replace: true })}
      />
      {of ? null : <p className={styles.hint}>{t('why.hint')}</p>}
      {of && query.isPending ? <Skeleton active title={false} paragraph={{ rows: 5 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {found && !query.isError ? (
        <section aria-label={t('tab.why')} data-dimmed={query.isPlaceholderData || undefined}>
          <p className={styles.verdict} role="status">
            <StatusTag tone={found.is_member ? 'success' : 'neutral'}>
              {t(found.is_member ? 'why.is_member' : 'why.is_no_member')}
            </StatusTag>{' '}
            <span className={styles.hint}>
              {t('as_of')} <RelativeTime at={found.as_of} />
            </span>
          </p>
          <ul className={styles.tree}>
            <ExplanationTree node={found.node} condition={segment.condition} subject={segment.subject} />
          </ul>
        </section>
      ) : null}
    </div>
  );
}
