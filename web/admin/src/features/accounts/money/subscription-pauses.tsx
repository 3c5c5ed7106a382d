import type { Subscription, SubscriptionPause } from '@perennial/api-client';
import { formatDay, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import styles from '../../../shared/records/record-detail.module.css';
import { dayInZone } from '../../../shared/time/zoned';
import { type PauseTime, sortedPauses } from './sorted-pauses';

/** What is paused or going to be in sentences, and what was folded away. */
export function SubscriptionPauses({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation('orders');
  const { timeZone } = useKit();
  const { now, later, past } = sortedPauses(subscription, dayInZone(new Date(), timeZone));
  return (
    <>
      {now ? <Told pause={now} time="now" /> : null}
      {later.map((pause) => (
        <Told key={pause.paused_on} pause={pause} time="later" />
      ))}
      {past.length > 0 ? (
        <details className={styles.more}>
          <summary>{t('pauses.past', { count: past.length })}</summary>
          {past.map((pause) => (
            <Told key={pause.paused_on} pause={pause} time="past" />
          ))}
        </details>
      ) : null}
    </>
  );
}

function Told({ pause, time }: { pause: SubscriptionPause; time: PauseTime }) {
  const { t } = useTranslation('orders');
  const { locale } = useKit();
  const { paused_on: from, resumes_on: to, reason, note } = pause;
  const days = { from: formatDay(from, locale), to: to ? formatDay(to, locale) : '', count: pause.days ?? 0 };
  const parts = [
    t(to ? `pauses.told.${time}` : `pauses.told_open.${time}`, days),
    ...(pause.extends_term ? [t(to ? 'pauses.extended' : 'pauses.extended_open')] : []),
    ...(reason ? [t('pauses.because', { reason: t(`pause_reason.${reason}`) })] : []),
    ...(note ? [note] : []),
  ];
  return <p className={styles.meta}>{parts.join(locale.startsWith('zh') ? '' : ' ')}</p>;
}
