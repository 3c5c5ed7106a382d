import { Figure, useKit } from '@perennial/ui';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatInterval, formatShare } from '../../../shared/charts/format';
import type { FunnelStep } from '../../../shared/charts/funnel-types';
import { smallSample } from '../../../shared/charts/heat';
import type { Known, OpenCell } from '../../../shared/charts/retention-types';
import styles from './group-funnel.module.css';

/** A group, or everybody, on the way through the steps. */
export type FunnelRow = { key: string; name: string; steps: FunnelStep[]; median_seconds?: Known };

type GroupFunnelProps = {
  label: string;
  rows: FunnelRow[];
  stepName: (step: number) => string;
  onOpen: OpenCell;
};

/** A column of bars for each step, one for each group, so that groups are compared from top to bottom. */
export function GroupFunnel({ label, rows, stepName, onOpen }: GroupFunnelProps) {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const steps = rows[0]?.steps ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
    <section className={styles.scroller} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('insights:split.group')}</th>
            {steps.map(({ step }) => (
              <th key={step} scope="col">
                <span className={styles.step}>
                  {step}. {stepName(step)}
                </span>
              </th>
            ))}
            <th scope="col">{t('insights:split.median')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-few={(row.steps[0]?.units ?? 0) < smallSample || undefined}>
              <th scope="row">
                <span className={styles.name} title={row.name}>
                  {row.name}
                </span>
              </th>
              {row.steps.map((step) => (
                <td key={step.step} data-step={`${step.step}. ${stepName(step.step)}`}>
                  <StepBar step={step} onOpen={onOpen} />
                </td>
              ))}
              <td className={styles.median} data-step={t('insights:split.median')}>
                {formatDuration(row.median_seconds, locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StepBar({ step, onOpen }: { step: FunnelStep; onOpen: OpenCell }) {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const { units, rate, low, high, cells } = step;
  const cell = cells.reached;
  const hasInterval = step.step > 1 && low != null && high != null;
  const interval = hasInterval ? formatInterval(low, high, locale) : undefined;
  return (
    <div className={styles.cell}>
      <span
        className={styles.track}
        title={interval && t('charts:retention.interval', { interval })}
        style={{ '--part': rate ?? 0, '--low': low ?? 0, '--high': high ?? 0 } as CSSProperties}
        aria-hidden="true"
      >
        <span className={styles.bar} />
        {hasInterval ? <span className={styles.interval} /> : null}
      </span>
      <span className={styles.figures}>
        {cell && units > 0 ? (
          <button type="button" className={styles.open} onClick={() => onOpen(cell)}>
            <Figure value={units} />
          </button>
        ) : (
          <Figure value={units} />
        )}
        <span className={styles.share}>{formatShare(rate, locale)}</span>
        {interval ? (
          <span className="visually-hidden">{t('charts:retention.interval', { interval })}</span>
        ) : null}
      </span>
    </div>
  );
}
