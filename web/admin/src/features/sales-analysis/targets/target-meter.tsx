import type { TargetProgress, TargetState } from '@perennial/api-client';
import { StatusTag, type StatusTone, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../../shared/charts/format';
import styles from './targets.module.css';

const tones: Record<TargetState, StatusTone> = {
  reached: 'success',
  on_track: 'success',
  behind: 'attention',
  missed: 'danger',
};

type TargetMeterProps = {
  label: string;
  actual: string;
  target: string | null;
  progress: TargetProgress;
  elapsed: number;
  onOpen: (() => void) | undefined;
};

/** What was achieved of a target, with a mark where it should be by now. */
export function TargetMeter({ label, actual, target, progress, elapsed, onOpen }: TargetMeterProps) {
  const { t } = useTranslation('sales-targets');
  const { locale } = useKit();
  const figure = onOpen ? (
    <button type="button" className={styles.open} onClick={onOpen}>
      {actual}
    </button>
  ) : (
    <span>{actual}</span>
  );
  if (!target || progress.share == null) {
    return (
      <div className={styles.meter}>
        {figure}
        <span className={styles.quiet}>{t(`reason.${progress.reason ?? 'no_target'}`)}</span>
      </div>
    );
  }
  const share = formatShare(progress.share, locale);
  return (
    <div className={styles.meter}>
      <span className={styles.line}>
        {figure} <span className={styles.quiet}>{t('of', { target })}</span>
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: the element of that name has no place for the mark of now */}
      <span
        className={styles.track}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, Math.round(progress.share * 100))}
        aria-valuetext={share}
        data-state={progress.state}
      >
        <span className={styles.fill} style={{ inlineSize: `${Math.min(1, progress.share) * 100}%` }} />
        {elapsed > 0 && elapsed < 1 ? (
          <span className={styles.now} style={{ insetInlineStart: `${elapsed * 100}%` }} />
        ) : null}
      </span>
      <span className={styles.line}>
        <span>{share}</span>
        {progress.state ? (
          <StatusTag tone={tones[progress.state]}>{t(`state.${progress.state}`)}</StatusTag>
        ) : null}
        {progress.projected_share != null && elapsed < 1 ? (
          <span className={styles.quiet}>
            {t('projected', { share: formatShare(progress.projected_share, locale) })}
          </span>
        ) : null}
      </span>
    </div>
  );
}
