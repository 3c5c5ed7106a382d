import type { Lead } from '@perennial/api-client';
import { listLeadPoolsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Undo2, Waves } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant, useSession } from '../../../session/session-store';

const PoolDialog = lazy(() => import('./pool-dialog'));

type PoolAction = { key: 'release' | 'place'; icon: ReactNode; label: string };

/** Giving an own lead back to a pool, and putting any lead into one. */
export function usePoolActions(lead: Lead) {
  const { t } = useTranslation('lead-routing');
  const me = useSession().member.id;
  const canWrite = useGrant('leads:write');
  const canConfigure = useGrant('leads:configure');
  const [open, setOpen] = useState<PoolAction['key']>();
  const isLive = ['open', 'ongoing', 'on_hold'].includes(lead.stage.type);
  const isUsable = isLive && !lead.account_id && !lead.archived_at && !lead.merged_into_id;
  const mayRelease = canWrite && lead.owner_id != null && (lead.owner_id === me || canConfigure);
  const pools = useQuery({
    ...listLeadPoolsOptions(),
    enabled: isUsable && (mayRelease || canConfigure),
    staleTime: 60_000,
  });
  const hasPools = isUsable && (pools.data?.data.length ?? 0) > 0;
  const items: PoolAction[] = [
    ...(hasPools && mayRelease
      ? [{ key: 'release' as const, icon: <Undo2 size={14} />, label: t('pool.release') }]
      : []),
    ...(hasPools && canConfigure && !lead.owner_id
      ? [{ key: 'place' as const, icon: <Waves size={14} />, label: t('pool.place') }]
      : []),
  ];
  const dialog = open ? (
    <Suspense fallback={null}>
      <PoolDialog lead={lead} kind={open} pools={pools.data?.data ?? []} onClose={() => setOpen(undefined)} />
    </Suspense>
  ) : null;
  return { items, run: (key: string) => setOpen(key === 'place' ? 'place' : 'release'), dialog };
}
