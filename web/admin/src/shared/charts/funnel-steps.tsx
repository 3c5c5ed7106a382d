import { Figure, useKit } from '@perennial/ui';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration, formatShare } from './format';
import styles from './funnel-steps.module.css';
import type { FunnelFigures, FunnelStep } from './funnel-types';
import type { OpenCell } from './retention-types';

type FunnelStepsProps = FunnelFigures & { label: string; onOpen: OpenCell };

/** A funnel step by step. Heights are linear: half as many is half as high. */
export function FunnelSteps({ steps, stepName, label, onOpen }: FunnelStepsProps) {
  // How high a bar is drawn, not a figure anybody reads.
  const most = Math.max(1, ...steps.map(({ units }) => units));
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.step} className={styles.step}>
          <h3 className={styles.name}>
            <span className={styles.number} aria-hidden="true">
              {step.step}
            </span>
            {stepName(step.step)}
          </h3>
          <div className={styles.column} aria-hidden="true">
            <span className={styles.bar} style={{ '--part': step.units / most } as CSSProperties} />
            <span
              className={styles.open}
              style={{ '--part': waiting(steps, index) / most } as CSSProperties}
            />
          </div>
          <StepFigures step={step} isFirst={index === 0} onOpen={onOpen} />
        </li>
      ))}
    </ol>
  );
}

/** Who may still come to this step: those who stand at the one before. */
function waiting(steps: FunnelStep[], index: number): number {
  return steps[index - 1]?.still_open ?? 0;
}

function StepFigures({ step, isFirst, onOpen }: { step: FunnelStep; isFirst: boolean; onOpen: OpenCell }) {
  const { t } = useTranslation('charts');
  const { locale } = useKit();
  return (
    <dl className={styles.figures}>
      <div className={styles.main}>
        <dt className="visually-hidden">{t('funnel.reached')}</dt>
        <dd>
          <OpenFigure value={step.units} cell={step.cells.reached} onOpen={onOpen} />
          <span className={styles.share}>{formatShare(step.rate, locale)}</span>
        </dd>
      </div>
      {isFirst ? null : (
        <>
          <div>
            <dt>{t('funnel.of_previous')}</dt>
            <dd>{formatShare(step.rate_of_previous, locale)}</dd>
          </div>
          {step.median_seconds === undefined ? null : (
            <div>
              <dt>{t('funnel.median')}</dt>
              <dd>{formatDuration(step.median_seconds, locale)}</dd>
            </div>
          )}
        </>
      )}
      <div>
        <dt>{t('funnel.dropped')}</dt>
        <dd>
          <OpenFigure value={step.dropped} cell={step.cells.dropped} onOpen={onOpen} />
        </dd>
      </div>
      <div>
        <dt>
          <span className={styles.openKey} aria-hidden="true" />
          {t('funnel.still_open')}
        </dt>
        <dd>
          <OpenFigure value={step.still_open} cell={step.cells.still_open} onOpen={onOpen} />
        </dd>
      </div>
      {step.on_hold === undefined ? null : (
        <div>
          <dt>{t('funnel.on_hold')}</dt>
          <dd>
            <OpenFigure value={step.on_hold} cell={step.cells.on_hold} onOpen={onOpen} />
          </dd>
        </div>
      )}
    </dl>
  );
}

type OpenFigureProps = { value: number; cell: string | null | undefined; onOpen: OpenCell };

function OpenFigure({ value, cell, onOpen }: OpenFigureProps) {
  if (!cell || value === 0) return <Figure value={value} />;
  return (
    <button type="button" className={styles.list} onClick={() => onOpen(cell)}>
      <Figure value={value} />
    </button>
  );
}
