import type { SalesTargetReport } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useFigureCells } from '../use-figure-cells';

/** What the reps' targets add up to, beside the team's: a gap between them is a plan that nobody works on. */
export function SumOfReps({ report: { sum_of_reps, team } }: { report: SalesTargetReport }) {
  const { t } = useTranslation('sales-targets');
  const { count, money } = useFigureCells();
  const sums = [
    { metric: 'won', sum: sum_of_reps.won, team: team.won.target, write: (n: number) => count(n).text },
  ] as const;
  const amounts = [
    { metric: 'won_amount', sum: sum_of_reps.won_amount, team: team.won_amount.target },
    { metric: 'ordered_amount', sum: sum_of_reps.ordered_amount, team: team.ordered_amount.target },
  ] as const;
  const lines = [
    ...sums.map(({ metric, sum, team: whole, write }) => ({
      metric,
      sum: sum == null ? null : write(sum),
      whole: whole == null ? null : write(whole),
    })),
    ...amounts.map(({ metric, sum, team: whole }) => ({
      metric,
      sum: sum ? money(sum).text : null,
      whole: whole ? money(whole).text : null,
    })),
  ];
  return lines.map(({ metric, sum, whole }) =>
    sum && whole && sum !== whole ? (
      <span key={metric}>{t('sum_of_reps', { metric: t(`metric.${metric}`), sum, team: whole })}</span>
    ) : null,
  );
}
