import type { Lead } from '@perennial/api-client';
import { listReferralsOptions } from '@perennial/api-client/queries';
import { StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { useIsConcealed } from '../../routing/lead/use-is-concealed';
import { stateTones } from '../list/referral-words';
import styles from '../referrals.module.css';

const ReferrerDialog = lazy(() => import('./referrer-dialog'));

/** Who sent the lead; where nobody is known, the way to enter it. */
export function LeadReferral({ lead }: { lead: Lead }) {
  const { t } = useTranslation('referrals');
  const [isOpen, setOpen] = useState(false);
  const isConcealed = useIsConcealed(lead);
  const canWrite = useGrant('leads:write') && !lead.archived_at && !lead.merged_into_id && !isConcealed;
  const query = useQuery(listReferralsOptions({ query: { lead_id: lead.id } }));
  const referrals = query.data?.data ?? [];
  const first = referrals.find(({ state }) => state !== 'duplicate') ?? referrals[0];
  if (first) {
    return (
      <span className={styles.chips}>
        <Link to="/referrals" search={{ tab: 'advocates', open: first.advocate.id }}>
          {first.advocate.name}
        </Link>
        <StatusTag tone={stateTones[first.state]}>{t(`state.${first.state}`)}</StatusTag>
        {first.needs_review ? (
          <Link to="/referrals" search={{ review: true, advocate_id: first.advocate.id }}>
            {t('review.needed')}
          </Link>
        ) : null}
      </span>
    );
  }
  if (!query.isSuccess || !canWrite) return '—';
  return (
    <>
      <Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => setOpen(true)}>
        {t('lead.enter')}
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <ReferrerDialog lead={lead} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
