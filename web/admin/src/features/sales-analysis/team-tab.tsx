import type { RepFigures } from '@perennial/api-client';
import { getRepTableOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TableCell } from '../../shared/charts/chart-table';
import { AnswerCard } from './answer-card';
import { FiguresCard } from './figures-card';
import styles from './sales-analysis.module.css';
import type { SalesTabProps } from './sales-analysis-page';
import { closedOf, cohortOf, type LeadScope } from './sales-search';
import { windowOf } from './sales-window';
import { useFigureCells } from './use-figure-cells';

const columns = [
  'came',
  'valid_rate',
  'activities',
  'open',
  'won',
  'lost',
  'win_rate',
  'won_amount',
  'cycle',
  'conversion',
  'referred',
  'orders',
  'ordered_amount',
  'average_order',
  'refunded_amount',
] as const;

/** What each rep did and achieved in these days. */
export function TeamTab({ search, now }: SalesTabProps) {
  const { t } = useTranslation('sales-analysis');
  const { timeZone } = useKit();
  const { count, share, money, duration } = useFigureCells();
  const days = windowOf(search, now, timeZone);
  const own = { ...search, owner_id: undefined, channel_id: undefined };
  const [cohort, closed] = [cohortOf(own, now, timeZone), closedOf(own, now, timeZone)];
  const query = useQuery({
    ...getRepTableOptions({ query: { from: days.from, to: days.to } }),
    placeholderData: keepPreviousData,
  });
  const row = (name: string, rep: RepFigures, who: LeadScope): TableCell[] => [
    { text: name },
    count(rep.came, { ...cohort, ...who }),
    share(rep.valid_rate),
    count(rep.activities),
    count(rep.open, { ...who, status_type: 'open,ongoing,on_hold' }),
    count(rep.won, { ...closed, ...who, status_type: 'won' }),
    count(rep.lost, { ...closed, ...who, status_type: 'lost' }),
    share(rep.win_rate),
    money(rep.won_amount),
    duration(rep.cycle.median_seconds),
    share(rep.conversion),
    count(rep.referred),
    count(rep.orders),
    money(rep.ordered_amount),
    money(rep.average_order),
    money(rep.refunded_amount),
  ];
  return (
    <div className={styles.tab}>
      <AnswerCard query={query}>
        {({ all, reps }, isRefreshing) => (
          <FiguresCard
            title={t('team.title')}
            sentence={t('team.sentence', days)}
            fileName="reps"
            isRefreshing={isRefreshing}
            notes={<span>{t('team.note')}</span>}
            table={{
              caption: t('team.title'),
              head: [t('team.rep'), ...columns.map((key) => t(`team.${key}`))],
              rows: [
                row(t('team.all'), all, {}),
                ...reps.map((rep) =>
                  row(rep.member?.name ?? t('team.nobody'), rep, { owner_id: rep.member?.id ?? 'none' }),
                ),
              ],
            }}
          />
        )}
      </AnswerCard>
    </div>
  );
}
