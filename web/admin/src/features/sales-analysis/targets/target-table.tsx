import type { SalesTargetReport, TargetFigures } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import type { LeadScope } from '../sales-search';
import { useFigureCells } from '../use-figure-cells';
import { TargetMeter } from './target-meter';
import styles from './targets.module.css';

const metrics = ['won', 'won_amount', 'ordered_amount'] as const;

type TargetTableProps = {
  report: SalesTargetReport;
  /** The leads that were closed in the period. */
  closed: LeadScope;
};

/** Targets and what was achieved: the team, then rep by rep. */
export function TargetTable({ report, closed }: TargetTableProps) {
  const { t } = useTranslation('sales-targets');
  const team = { key: 'team', name: t('team'), figures: report.team, who: {} };
  const reps = report.reps.map(({ member, figures }) => ({
    key: member.id,
    name: member.name,
    figures,
    who: { owner_id: member.id },
  }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={t('title')}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('who')}</th>
            {metrics.map((metric) => (
              <th key={metric} scope="col">
                {t(`metric.${metric}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[team, ...reps].map(({ key, name, figures, who }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <Meters
                name={name}
                figures={figures}
                elapsed={report.elapsed}
                scope={{ ...closed, ...who, status_type: 'won' }}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type MetersProps = { name: string; figures: TargetFigures; elapsed: number; scope: LeadScope };

function Meters({ name, figures, elapsed, scope }: MetersProps) {
  const { t } = useTranslation('sales-targets');
  const { count, money, open } = useFigureCells();
  const { won, won_amount, ordered_amount } = figures;
  const texts = {
    won: { actual: count(won.actual).text, target: won.target == null ? null : count(won.target).text },
    won_amount: {
      actual: money(won_amount.actual).text,
      target: won_amount.target ? money(won_amount.target).text : null,
    },
    ordered_amount: {
      actual: money(ordered_amount.actual).text,
      target: ordered_amount.target ? money(ordered_amount.target).text : null,
    },
  };
  return metrics.map((metric) => (
    <td key={metric}>
      <TargetMeter
        label={t('meter', { name, metric: t(`metric.${metric}`) })}
        actual={texts[metric].actual}
        target={texts[metric].target}
        progress={figures[metric].progress}
        elapsed={elapsed}
        onOpen={metric !== 'ordered_amount' && won.actual > 0 ? () => open(scope) : undefined}
      />
    </td>
  ));
}
