import { DateTime, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../../shared/charts/format';
import { useCountdown } from '../../../shared/time/use-countdown';
import styles from './lead-routing.module.css';

type CountdownProps = {
  at: string;
  /** What a moment that has passed means: an answer is late, a protection is over. */
  kind: 'answer' | 'protection';
  /** From how many seconds on it stands out. */
  closeAt: number;
  /** Without the moment itself. */
  isShort?: boolean;
};

/** How long it still is, in words, as time goes by. */
export function Countdown({ at, kind, closeAt, isShort = false }: CountdownProps) {
  const { t } = useTranslation('lead-routing');
  const { locale } = useKit();
  const left = useCountdown(at);
  if (left === undefined) return null;
  const time = formatDuration(Math.abs(left), locale);
  const tone = left < 0 ? 'danger' : left < closeAt ? 'attention' : undefined;
  return (
    <span className={styles.countdown} data-tone={tone}>
      <span>{t(left < 0 ? `countdown.${kind}_over` : `countdown.${kind}_left`, { time })}</span>
      {isShort ? null : (
        <span className={styles.meta}>
          <DateTime at={at} />
        </span>
      )}
    </span>
  );
}
