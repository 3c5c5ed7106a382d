import type { Lead, LeadResponse } from '@perennial/api-client';
import { getLeadResponseOptions } from '@perennial/api-client/queries';
import { RelativeTime, StatusTag, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../../shared/charts/format';
import { Countdown } from './countdown';
import styles from './lead-routing.module.css';

/** A day: the owner should act today. */
const closeProtection = 86_400;
/** A quarter of an hour. */
const closeAnswer = 900;

/** How long the first answer may still take, and how long the lead is still its owner's. */
export function LeadClocks({ lead }: { lead: Lead }) {
  const { t } = useTranslation('lead-routing');
  const isProtected = lead.protected_until && lead.owner_id;
  if (!lead.response_state && !isProtected) return null;
  return (
    <dl className={styles.clocks}>
      {lead.response_state ? (
        <div className={styles.clock}>
          <dt>{t('clock.answer')}</dt>
          <dd>
            <Answer lead={lead} />
          </dd>
        </div>
      ) : null}
      {isProtected && lead.protected_until ? (
        <div className={styles.clock}>
          <dt>{t('clock.protection')}</dt>
          <dd>
            <Countdown at={lead.protected_until} kind="protection" closeAt={closeProtection} />
            <span className={styles.meta}>{t('clock.protection_hint')}</span>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function Answer({ lead }: { lead: Lead }) {
  const { t } = useTranslation('lead-routing');
  const isOpen = lead.response_state !== 'met';
  const query = useQuery({
    ...getLeadResponseOptions({ path: { id: lead.id } }),
    // Working time runs on.
    ...(isOpen ? { refetchInterval: 60_000 } : {}),
  });
  const clock = query.data?.response;
  if (clock?.answered_at) return <Answered clock={clock} />;
  if (lead.response_state === 'paused') {
    return (
      <>
        <StatusTag>{t('clock.paused')}</StatusTag>
        {clock?.paused_at ? <RelativeTime at={clock.paused_at} /> : null}
      </>
    );
  }
  const due = lead.response_due_at ?? clock?.due_at;
  return (
    <>
      {lead.response_state === 'breached' ? <StatusTag tone="danger">{t('clock.late')}</StatusTag> : null}
      {due ? <Countdown at={due} kind="answer" closeAt={closeAnswer} /> : null}
      {clock ? <WorkingTime clock={clock} /> : null}
    </>
  );
}

function Answered({ clock }: { clock: LeadResponse }) {
  const { t } = useTranslation('lead-routing');
  const { locale } = useKit();
  const isInTime = !clock.breached_at;
  const name = clock.answered_by?.name;
  const time = formatDuration(clock.answered_seconds, locale);
  return (
    <>
      <StatusTag tone={isInTime ? 'success' : 'danger'}>
        {t(isInTime ? 'clock.in_time' : 'clock.too_late')}
      </StatusTag>
      <span className={styles.meta}>
        {name ? t('clock.answered_by', { name, time }) : t('clock.answered', { time })}
      </span>
    </>
  );
}

/** Nights and days off don't count: less working time is left than the clock on the wall says. */
function WorkingTime({ clock }: { clock: LeadResponse }) {
  const { t } = useTranslation('lead-routing');
  const { locale } = useKit();
  const target = formatDuration(clock.target_seconds, locale);
  const { remaining_seconds: remaining } = clock;
  if (remaining == null || remaining < 0) {
    return <span className={styles.meta}>{t('clock.target', { target })}</span>;
  }
  return (
    <span className={styles.meta}>
      {t('clock.working_left', { time: formatDuration(remaining, locale), target })}
    </span>
  );
}
