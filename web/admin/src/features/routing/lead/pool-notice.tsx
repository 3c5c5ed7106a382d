import type { Lead } from '@perennial/api-client';
import { listLeadPoolsOptions } from '@perennial/api-client/queries';
import { RelativeTime } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { RecordNotice } from '../../../shared/records/record-notice';
import { useClaim } from '../pool/use-claim';

/** That nobody has the lead yet, why, and how to get it. */
export function PoolNotice({ lead }: { lead: Lead }) {
  const { t } = useTranslation('lead-routing');
  const canClaim = useGrant('leads:write');
  const claim = useClaim();
  const isPooled = Boolean(lead.pool_key && !lead.owner_id && !lead.archived_at);
  const pools = useQuery({ ...listLeadPoolsOptions(), enabled: isPooled });
  const pool = pools.data?.data.find(({ key }) => key === lead.pool_key);
  if (isPooled) {
    return (
      <RecordNotice
        tone="attention"
        action={
          canClaim ? (
            <Button size="small" type="primary" loading={claim.isPending} onClick={() => claim.mutate(lead)}>
              {t('pool.claim')}
            </Button>
          ) : null
        }
      >
        {t('pool.in', { pool: pool?.name ?? lead.pool_key })} <RelativeTime at={lead.pooled_at} />
      </RecordNotice>
    );
  }
  if (lead.waiting_since && lead.waiting_reason) {
    return (
      <RecordNotice>
        {t(`waiting.${lead.waiting_reason}`)} <RelativeTime at={lead.waiting_since} />
      </RecordNotice>
    );
  }
  return null;
}
