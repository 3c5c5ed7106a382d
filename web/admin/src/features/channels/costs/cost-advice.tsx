import type { Suggestion } from '@perennial/api-client';
import { StatusTag, type StatusTone, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import styles from './costs-page.module.css';

const tones: Record<string, StatusTone> = { grow: 'success', keep: 'info', stop: 'danger', wait: 'neutral' };

/** Keep, grow or stop, and by which figure. */
export function CostAdvice({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useTranslation('costs');
  const { locale } = useKit();
  const write = (value: number | null | undefined) =>
    value == null ? '' : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  return (
    <span className={styles.advice}>
      <StatusTag tone={tones[suggestion.advice] ?? 'neutral'}>
        {t(`advice.${suggestion.advice}` as 'advice.keep')}
      </StatusTag>
      {suggestion.reasons.map(({ code, value, threshold }) => (
        <span key={code} className={styles.reason}>
          {t(`reason.${code}` as 'reason.yield_high', { value: write(value), threshold: write(threshold) })}
        </span>
      ))}
    </span>
  );
}
