import { getLeadScoreOptions } from '@perennial/api-client/queries';
import { ErrorState, RelativeTime, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatPoints } from '../score-words';
import styles from './lead-score-card.module.css';
import { ProbabilityLine } from './probability-line';
import { ScoreChip } from './score-chip';
import { ScoreParts } from './score-parts';

/** Why a lead is hot or not: everything that its score is made of, computed now. */
export function LeadScoreCard({ leadId }: { leadId: string }) {
  const { t } = useTranslation('leads');
  const { locale } = useKit();
  const query = useQuery(getLeadScoreOptions({ path: { id: leadId } }));
  if (query.isPending) return <Skeleton active title={false} paragraph={{ rows: 5 }} />;
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  }
  const found = query.data;
  const axes = [
    { axis: 'fit', points: found.fit, most: found.highest_fit },
    { axis: 'engagement', points: found.engagement, most: found.highest_engagement },
  ] as const;
  return (
    <div className={styles.card}>
      <p className={styles.head}>
        <ScoreChip grade={found.grade} score={found.score} />
        <span className={styles.asOf}>
          {t('score.as_of', { number: found.rules_number })} <RelativeTime at={found.as_of} />
        </span>
      </p>
      {axes.map(({ axis, points, most }) => (
        <section key={axis} className={styles.axis}>
          <h3 className={styles.title}>
            {t(`score.${axis}`)}
            <span className={styles.points}>
              {t('score.of_most', { points: formatPoints(points, locale), most })}
            </span>
          </h3>
          <ScoreParts parts={found.parts.filter((part) => part.axis === axis)} total={points} />
        </section>
      ))}
      <ProbabilityLine probability={found.probability} />
    </div>
  );
}
