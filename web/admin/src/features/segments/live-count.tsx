import { type Condition, toProblem } from '@perennial/api-client';
import { previewSegmentOptions } from '@perennial/api-client/queries';
import { Card, ErrorState, Figure, RelativeTime, useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../shared/charts/format';
import type { Subject } from '../../shared/conditions/draft/condition-draft';
import { useSettled } from '../../shared/time/use-settled';
import { HrefLink } from '../../shell/href-link';
import styles from './live-count.module.css';
import { memberHref, memberName } from './member-names';
import { useSentence } from './segment-words';

/** Counts whom a condition means, a moment after it was last changed. The old figure stays meanwhile. */
export function usePreview(subject: Subject, condition: Condition) {
  const asked = useSettled(JSON.stringify({ subject, condition }));
  const body = JSON.parse(asked) as { subject: Subject; condition: Condition };
  const query = useQuery({
    ...previewSegmentOptions({ body }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isBehind = query.isPlaceholderData || asked !== JSON.stringify({ subject, condition });
  const problems = query.isError ? toProblem(query.error).errors : [];
  return { query, isBehind, problems };
}

type LiveCountProps = { preview: ReturnType<typeof usePreview>; subject: Subject };

/** How many it would be now, in a figure, a sentence and a few of them. */
export function LiveCount({ preview, subject }: LiveCountProps) {
  const { t } = useTranslation('segments');
  const { locale } = useKit();
  const sentenceOf = useSentence();
  const { query, isBehind, problems } = preview;
  const found = query.data;
  return (
    <Card title={t('count.title')} region={{ isBusy: isBehind || query.isFetching }}>
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 4 }} /> : null}
      {query.isError && problems.length > 0 ? <p className={styles.refused}>{t('count.refused')}</p> : null}
      {query.isError && problems.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />
      ) : null}
      {found && !query.isError ? (
        <div className={styles.found} data-dimmed={isBehind || undefined}>
          <p className={styles.figure} role="status">
            <strong>
              <Figure value={found.count} />
            </strong>{' '}
            {t(`count.of_${subject}`, {
              total: found.total,
              share: formatShare(found.share, locale),
            })}
          </p>
          <p className={styles.sentence}>{sentenceOf(found)}</p>
          {found.sample.length > 0 ? (
            <ul className={styles.sample} aria-label={t('count.sample')}>
              {found.sample.map((member) => (
                <li key={memberHref(member)}>
                  <HrefLink href={memberHref(member)}>{memberName(member)}</HrefLink>
                </li>
              ))}
            </ul>
          ) : null}
          <p className={styles.asOf}>
            {t('as_of')} <RelativeTime at={found.as_of} />
          </p>
        </div>
      ) : null}
    </Card>
  );
}
