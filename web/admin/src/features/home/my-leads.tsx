import type { Lead } from '@perennial/api-client';
import { listLeadsOptions } from '@perennial/api-client/queries';
import { Card, ErrorState, RelativeTime, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { dayInZone, startOfDay } from '../../shared/time/zoned';
import type { LeadSearch } from '../leads/lead-search';
import { leadTitle } from '../leads/lead-title';
import { Countdown } from '../routing/lead/countdown';
import styles from './home.module.css';

const shown = 5;
/** Those whose protection ends within so many days. */
const soonDays = 3;
/** A first answer that is promised is due long before. */
const anyDays = 365;

const clocks = {
  answer: { at: 'response_due_at', before: 'response_due_at_lt', days: anyDays, closeAt: 900 },
  protection: { at: 'protected_until', before: 'protected_until_lt', days: soonDays, closeAt: 86_400 },
} as const;
type Clock = keyof typeof clocks;
type Kind = Clock | 'next_step';

/**
 * The reader's leads that can't wait: those to be answered for the first time, those that go back soon, and those of which
 * nobody has planned what comes next.
 */
export function MyLeads() {
  const { t } = useTranslation('home');
  const answers = useMyLeads('answer');
  const protections = useMyLeads('protection');
  const unplanned = useMyLeads('next_step');
  const all = [answers, protections, unplanned];
  const isEmpty = all.every(({ query }) => query.data?.data.length === 0);
  const failed = all.find(({ query }) => query.isError)?.query;
  return (
    <Card title={t('my_leads.title')} summary={t('my_leads.summary')}>
      {all.some(({ query }) => query.isPending) ? (
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      ) : null}
      {failed ? (
        <ErrorState
          error={failed.error}
          onRetry={() => void Promise.all(all.map(({ query }) => query.refetch()))}
          compact
        />
      ) : null}
      {isEmpty ? <p className={styles.nothing}>{t('my_leads.nothing')}</p> : null}
      <div className={styles.stack}>
        <Section kind="answer" {...answers} />
        <Section kind="protection" {...protections} />
        <Section kind="next_step" {...unplanned} />
      </div>
    </Card>
  );
}

function useMyLeads(kind: Kind) {
  const { timeZone } = useKit();
  const search = { owner_id: 'me', status_type: 'open,ongoing,on_hold', ...wanted(kind, timeZone) };
  const query = useQuery({
    ...listLeadsOptions({ query: { ...search, limit: shown, count: true } }),
    refetchInterval: 60_000,
  });
  return { query, search };
}

function wanted(kind: Kind, timeZone: string): Partial<LeadSearch> {
  if (kind === 'next_step') return { without_next_step: true, sort: '-last_touch_at' };
  const { at, before, days } = clocks[kind];
  // From midnight, so that it isn't asked for anew on every render.
  const end = startOfDay(dayInZone(new Date(), timeZone, days + 1), timeZone).toISOString();
  return { [before]: end, sort: at };
}

type SectionProps = ReturnType<typeof useMyLeads> & { kind: Kind };

function Section({ kind, query, search }: SectionProps) {
  const { t } = useTranslation('home');
  const leads = query.data?.data ?? [];
  const total = query.data?.total ?? leads.length;
  if (leads.length === 0) return null;
  return (
    <section aria-label={t(`my_leads.${kind}`)}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{t(`my_leads.${kind}`)}</h3>
        <Link to="/leads" search={search}>
          {t('my_leads.all', { count: total })}
        </Link>
      </div>
      <ul>
        {leads.map((lead) => (
          <li key={lead.id} className={styles.myLead}>
            <Link to="/leads/$leadId" params={{ leadId: lead.id }} className={styles.renewalName ?? ''}>
              {leadTitle(lead)}
            </Link>
            {kind === 'next_step' ? (
              <RelativeTime at={lead.last_touch_at} />
            ) : (
              <Remaining lead={lead} kind={kind} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Remaining({ lead, kind }: { lead: Lead; kind: Clock }) {
  const { at, closeAt } = clocks[kind];
  const moment = lead[at];
  return moment ? <Countdown at={moment} kind={kind} closeAt={closeAt} isShort /> : null;
}
