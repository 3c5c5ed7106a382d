import type { Touch } from '@perennial/api-client';
import { listLeadTouchesOptions } from '@perennial/api-client/queries';
import { DateTime, ErrorState, Facts } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCampaigns, useChannels } from '../../shared/channels/use-channels';
import styles from './lead-touches.module.css';

/** How the lead came, each time: channel, campaign, and the traces of the link. */
export function LeadTouches({ leadId }: { leadId: string }) {
  const { t } = useTranslation('leads');
  const touches = useQuery(listLeadTouchesOptions({ path: { id: leadId }, query: { limit: 100 } }));
  if (touches.isPending) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  if (touches.isError) {
    return <ErrorState error={touches.error} onRetry={() => void touches.refetch()} compact />;
  }
  if (touches.data.data.length === 0) return <p>{t('touch.nothing')}</p>;
  return (
    <ol className={styles.touches}>
      {touches.data.data.map((touch) => (
        <TouchCard key={touch.id} touch={touch} />
      ))}
    </ol>
  );
}

function TouchCard({ touch }: { touch: Touch }) {
  const { t } = useTranslation(['leads', 'timeline']);
  const channel = useChannels().find(({ id }) => id === touch.channel_id)?.name;
  const campaign = useCampaigns().find(({ id }) => id === touch.campaign_id)?.name;
  const facts = [
    { label: t('leads:field.channel'), value: channel ?? t('leads:touch.unknown_channel') },
    { label: t('leads:field.campaign'), value: campaign },
    { label: t('leads:touch.source'), value: touch.self_reported_source },
    { label: t('leads:touch.utm'), value: Object.values(touch.utm).filter(Boolean).join(' / ') },
    { label: t('leads:touch.referrer'), value: touch.referrer },
    { label: t('leads:touch.page'), value: touch.url },
    { label: t('leads:touch.message'), value: touch.message },
  ].filter(({ value }) => value);
  return (
    <li className={styles.touch}>
      <div className={styles.head}>
        <span>{t(`timeline:event.touch.${touch.kind}`)}</span>
        <DateTime at={touch.occurred_at} />
      </div>
      <Facts facts={facts} />
    </li>
  );
}
