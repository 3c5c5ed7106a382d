import { type Backtest, type FieldProblem, type ScoreDefinition, toProblem } from '@perennial/api-client';
import { backtestScoreDraftOptions } from '@perennial/api-client/queries';
import { Card, ErrorState, useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount, formatInterval, formatShare } from '../../../shared/charts/format';
import { useSettled } from '../../../shared/time/use-settled';
import { formatMeasure } from '../score-words';
import styles from './rules.module.css';

const none: FieldProblem[] = [];

/** What the rules as they stand would have said of closed leads, a moment after they were last changed. */
export function useBacktest(definition: ScoreDefinition) {
  const asked = useSettled(JSON.stringify(definition), 600);
  const query = useQuery({
    ...backtestScoreDraftOptions({ body: { definition: JSON.parse(asked) as ScoreDefinition } }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isBehind = query.isPlaceholderData || asked !== JSON.stringify(definition);
  return { query, isBehind, problems: query.isError ? toProblem(query.error).errors : none };
}

export function BacktestCard({ backtest }: { backtest: ReturnType<typeof useBacktest> }) {
  const { t } = useTranslation('scores');
  const { query, isBehind, problems } = backtest;
  return (
    <Card
      title={t('backtest.title')}
      summary={t('backtest.summary')}
      region={{ isBusy: isBehind || query.isFetching }}
    >
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 5 }} /> : null}
      {query.isError && problems.length > 0 ? (
        <p className={styles.problem}>{t('backtest.refused')}</p>
      ) : null}
      {query.isError && problems.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />
      ) : null}
      {query.data && !query.isError ? <Found found={query.data} /> : null}
    </Card>
  );
}

function Found({ found }: { found: Backtest }) {
  const { t } = useTranslation('scores');
  const { locale } = useKit();
  if (found.missing > 0) {
    return (
      <p className={styles.hint}>
        {t('backtest.missing', { count: found.missing })}{' '}
        {t('backtest.so_far', { leads: found.leads, won: found.won })}
      </p>
    );
  }
  return (
    <div className={styles.section}>
      <p className={styles.hint} role="status">
        {t('backtest.auc')} <strong>{formatMeasure(found.auc, locale, 2)}</strong>
        {found.published_auc == null
          ? null
          : ` · ${t('backtest.published_auc', { auc: formatMeasure(found.published_auc, locale, 2) })}`}
        <br />
        {t('backtest.of', { leads: found.leads, won: found.won, days: found.days })}
      </p>
      <table className={styles.figures}>
        <caption className={styles.hidden}>{t('backtest.grades')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('backtest.grade')}</th>
            <th scope="col">{t('backtest.leads')}</th>
            <th scope="col">{t('backtest.win_rate')}</th>
          </tr>
        </thead>
        <tbody>
          {found.grades
            .filter(({ leads }) => leads > 0)
            .map((row) => (
              <tr key={row.grade}>
                <th scope="row">{row.grade}</th>
                <td>{formatCount(row.leads, locale)}</td>
                <td>
                  {formatShare(row.win_rate, locale)}
                  <small>{formatInterval(row.win_rate_low, row.win_rate_high, locale)}</small>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {found.thresholds.map((row) => (
        <p key={row.key} className={styles.hint}>
          {t('backtest.threshold', {
            name: row.name,
            leads: row.leads,
            share: formatShare(row.share_of_wins, locale),
            rate: formatShare(row.win_rate, locale),
          })}
        </p>
      ))}
    </div>
  );
}
