import type { Outcome } from '@perennial/api-client';
import { getLeadOutcomesOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TableCell } from '../../shared/charts/chart-table';
import { KeyFigures } from '../../shared/charts/key-figures';
import { AnswerCard } from './answer-card';
import { FiguresCard } from './figures-card';
import styles from './sales-analysis.module.css';
import type { SalesTabProps } from './sales-analysis-page';
import { closedOf, type LeadScope, partScope } from './sales-search';
import { SplitChoice } from './split-choice';
import { useFigureCells } from './use-figure-cells';

/** How often we win, how much, and how long it takes: of what was decided in these days. */
export function WinsTab({ search, now, onChange }: SalesTabProps) {
  const { t } = useTranslation('sales-analysis');
  const { timeZone } = useKit();
  const { count, share, rate, money, duration, small } = useFigureCells();
  const closed = closedOf(search, now, timeZone);
  const by = search.by ?? 'channel';
  const query = useQuery({
    ...getLeadOutcomesOptions({ query: { ...closed, by } }),
    placeholderData: keepPreviousData,
  });
  // Nothing is known of the amounts: that is no zero.
  const wonAmount = ({ won_amount, win_rate_by_amount_reason: unknown }: Outcome) =>
    money(unknown ? null : won_amount);
  const row = (name: string, outcome: Outcome, part: LeadScope | undefined): TableCell[] => {
    const scope = (status_type: string) => part && { ...closed, ...part, status_type };
    return [
      { text: name },
      share(outcome.win_rate),
      count(outcome.won, scope('won')),
      count(outcome.lost, scope('lost')),
      rate(outcome.win_rate_by_amount),
      wonAmount(outcome),
      duration(outcome.cycle.median_seconds),
      duration(outcome.cycle.p90_seconds),
      count(outcome.cycle.count),
    ];
  };
  return (
    <div className={styles.tab}>
      <AnswerCard query={query}>
        {({ all, parts }, isRefreshing) => {
          const decided = all.won + all.lost;
          return (
            <FiguresCard
              title={t('wins.title')}
              sentence={t('wins.sentence')}
              fileName="win-rate"
              isRefreshing={isRefreshing}
              tools={<SplitChoice value={by} onChange={(next) => onChange({ by: next })} />}
              notes={
                <>
                  {small(decided) ? <span>{small(decided)}</span> : null}
                  {all.without_amount > 0 ? (
                    <span>{t('wins.without_amount', { count: all.without_amount })}</span>
                  ) : null}
                  {all.negative_cycles > 0 ? (
                    <span>{t('wins.negative', { count: all.negative_cycles })}</span>
                  ) : null}
                </>
              }
              table={{
                caption: t('wins.title'),
                head: [
                  t(`by.${by}`),
                  t('wins.rate'),
                  t('wins.won'),
                  t('wins.lost'),
                  t('wins.rate_by_amount'),
                  t('wins.won_amount'),
                  t('wins.cycle_median'),
                  t('wins.cycle_p90'),
                  t('wins.cycle_count'),
                ],
                rows: [
                  row(t('all'), all, {}),
                  ...parts.map((part) => row(part.key.name ?? t('none'), part, partScope(by, part.key.id))),
                ],
              }}
            >
              <KeyFigures
                figures={[
                  {
                    label: t('wins.rate'),
                    text: share(all.win_rate).text,
                    explanation: t('wins.rate_about'),
                    note: t('wins.of', { count: decided }),
                  },
                  { label: t('wins.won_amount'), text: wonAmount(all).text },
                  {
                    label: t('wins.cycle'),
                    text: duration(all.cycle.median_seconds).text,
                    explanation: t('wins.cycle_about'),
                    note: t('wins.p90', { duration: duration(all.cycle.p90_seconds).text }),
                  },
                ]}
              />
            </FiguresCard>
          );
        }}
      </AnswerCard>
    </div>
  );
}
