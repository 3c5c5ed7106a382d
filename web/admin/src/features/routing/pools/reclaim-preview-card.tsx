import type { PoolRules, ReclaimedLead, ReclaimPreview } from '@perennial/api-client';
import { previewReclaimOptions } from '@perennial/api-client/queries';
import { Card, DateTime, Day, ErrorState, RelativeTime, useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { dayInZone } from '../../../shared/time/zoned';
import styles from '../routing.module.css';
import { previewNights, type RoutingSearch } from '../routing-search';
import { noticesOf } from './reclaim-days';

type Nights = NonNullable<RoutingSearch['nights']>;
type ReclaimPreviewCardProps = {
  /** Those that hold: the draft takes nothing back. */
  rules: PoolRules;
  nights: Nights | undefined;
  onNights: (nights: Nights | undefined) => void;
  onOpenLead: (id: string) => void;
};

/** What the next nights take back if nobody follows up. */
export function ReclaimPreviewCard({ rules, nights = 'n1', onNights, onOpenLead }: ReclaimPreviewCardProps) {
  const { t } = useTranslation('routing');
  const query = useQuery({
    ...previewReclaimOptions({ query: { days: Number(nights.slice(1)) } }),
    placeholderData: keepPreviousData,
  });
  if (rules.pools.length === 0) return null;
  return (
    <Card
      title={t('reclaim.title')}
      summary={
        query.data ? (
          <>
            {t('reclaim.summary')} <DateTime at={query.data.first_night_at} />
          </>
        ) : undefined
      }
      region={{ isBusy: query.isFetching }}
      actions={
        <Select<Nights>
          aria-label={t('reclaim.nights')}
          popupMatchSelectWidth={false}
          value={nights}
          options={previewNights.map((value) => ({ value, label: t(`reclaim.in.${value}`) }))}
          onChange={(next) => onNights(next === 'n1' ? undefined : next)}
        />
      }
    >
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.data ? (
        <div className={query.isPlaceholderData ? styles.dimmed : undefined}>
          <Leads preview={query.data} rules={rules} onOpenLead={onOpenLead} />
        </div>
      ) : null}
    </Card>
  );
}

type LeadsProps = { preview: ReclaimPreview; rules: PoolRules; onOpenLead: (id: string) => void };

function Leads({ preview, rules, onOpenLead }: LeadsProps) {
  const { t } = useTranslation('routing');
  if (preview.leads.length === 0) {
    const takesBack = rules.pools.some(({ protection_days }) => protection_days != null);
    return <p className={styles.hint}>{t(takesBack ? 'reclaim.nothing' : 'reclaim.never')}</p>;
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard */}
      <section className={styles.scroller} tabIndex={0} aria-label={t('reclaim.title')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('reclaim.lead')}</th>
              <th scope="col">{t('reclaim.owner')}</th>
              <th scope="col">{t('reclaim.followed_up')}</th>
              <th scope="col">{t('reclaim.warned')}</th>
              <th scope="col">{t('reclaim.escalated')}</th>
              <th scope="col">{t('reclaim.taken')}</th>
              <th scope="col">{t('reclaim.pool')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.leads.map((lead) => (
              <LeadRow key={lead.lead_id} lead={lead} rules={rules} onOpenLead={onOpenLead} />
            ))}
          </tbody>
        </table>
      </section>
      {preview.is_cut ? (
        <p className={styles.hint}>{t('reclaim.cut', { count: preview.leads.length })}</p>
      ) : null}
    </>
  );
}

type LeadRowProps = Omit<LeadsProps, 'preview'> & { lead: ReclaimedLead };

function LeadRow({ lead, rules, onOpenLead }: LeadRowProps) {
  const { t } = useTranslation('routing');
  const { timeZone } = useKit();
  const pool = rules.pools.find(({ key }) => key === lead.pool_key);
  const { warnedAt, escalatedAt } = noticesOf(pool, lead.protected_until);
  const dayOf = (at: string | undefined) => (at ? <Day on={dayInZone(new Date(at), timeZone)} /> : '—');
  return (
    <tr>
      <th scope="row">
        <button type="button" className={styles.linkLike} onClick={() => onOpenLead(lead.lead_id)}>
          {lead.company ?? lead.name ?? t('lead.unnamed')}
        </button>
      </th>
      <td>{lead.owner?.name ?? '—'}</td>
      <td>{lead.last_activity_at ? <RelativeTime at={lead.last_activity_at} /> : t('reclaim.not_yet')}</td>
      <td>{dayOf(warnedAt)}</td>
      <td>{dayOf(escalatedAt)}</td>
      <td>{dayOf(lead.night_at)}</td>
      <td>{lead.pool_name}</td>
    </tr>
  );
}
