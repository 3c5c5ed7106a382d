import { toProblem } from '@perennial/api-client';
import { ErrorState } from '@perennial/ui';
import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { TriangleAlert } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartView } from '../../shared/charts/chart-frame';
import type { AnswerFacts } from './answer-facts';
import type { KeptQuestion } from './question-search';
import styles from './question-tile.module.css';

const DrillDrawer = lazy(() => import('./drill-drawer'));

export type QuestionTileProps = {
  kept: KeptQuestion;
  /** The cell whose list is open. */
  open: string | undefined;
  onOpen: (cell: string | undefined) => void;
  onView: (view: ChartView) => void;
  /** Another of several drawings. */
  onFigure: (figure: string) => void;
};

type Shown = {
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  onOpen: (cell: string) => void;
};

type TileParts<Answer, Failure, Key extends QueryKey> = QuestionTileProps & {
  ask: UseQueryOptions<Answer, Failure, Answer, Key>;
  isEmpty: (answer: Answer) => boolean;
  titleOf: (answer: Answer, cell: string) => string | undefined;
  children: (answer: Answer, shown: Shown) => ReactNode;
};

/** The answer to a saved question among others: on its way, refused, empty or there, and the list behind a figure. */
export function QuestionTile<Answer extends AnswerFacts, Failure, Key extends QueryKey>(
  props: TileParts<Answer, Failure, Key>,
) {
  const { kept, ask, isEmpty, titleOf, open, onOpen, onView, children } = props;
  const { t } = useTranslation(['dashboards', 'insights']);
  // The same question on its own page shares the answer.
  const query = useQuery(ask);
  const { data } = query;
  if (data === undefined) {
    return query.isError ? (
      <div className={styles.state}>
        <ErrorState error={toProblem(query.error)} onRetry={() => void query.refetch()} compact />
      </div>
    ) : (
      <div className={styles.waiting} aria-busy="true">
        <Skeleton active title={false} paragraph={{ rows: 5 }} />
      </div>
    );
  }
  if (isEmpty(data)) return <p className={styles.state}>{t('dashboards:tile.empty')}</p>;
  const broken = data.checks.filter(({ holds }) => !holds);
  return (
    <>
      {broken.length > 0 ? (
        <p role="alert" className={styles.broken}>
          <TriangleAlert size={14} aria-hidden="true" />
          {t('insights:check_failed', { codes: broken.map(({ code }) => code).join(', ') })}
        </p>
      ) : null}
      {children(data, { isRefreshing: query.isFetching, view: kept.view, onView, onOpen })}
      <Suspense fallback={null}>
        {open ? (
          <DrillDrawer
            key={open}
            drill={data.drill}
            cell={open}
            title={titleOf(data, open)}
            onClose={() => onOpen(undefined)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
