import type { Lead } from '@perennial/api-client';
import { DateTime } from '@perennial/ui';
import { Link, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import styles from './lead-detail.module.css';

const MergeDialog = lazy(() => import('./merge-dialog'));

/** What is special about this lead, each with the next thing to do. */
export function LeadNotices({ lead }: { lead: Lead }) {
  const { t } = useTranslation(['leads', 'timeline']);
  const router = useRouter();
  const canWrite = useGrant('leads:write');
  const [isMerging, setMerging] = useState(false);
  const { account_id: accountId } = lead;
  return (
    <>
      {lead.merged_into_id ? (
        <Notice
          action={
            <Link to="/leads/$leadId" params={{ leadId: lead.merged_into_id }}>
              {t('leads:notice.open_merged')}
            </Link>
          }
        >
          {t('leads:notice.merged')}
        </Notice>
      ) : null}
      {lead.archived_at && !lead.merged_into_id ? (
        <Notice>
          {t('leads:notice.archived')} <DateTime at={lead.archived_at} />
        </Notice>
      ) : null}
      {lead.duplicate_of_count > 0 && !lead.archived_at ? (
        <Notice
          tone="attention"
          action={
            <Button size="small" onClick={() => setMerging(true)}>
              {t(canWrite ? 'leads:notice.compare' : 'leads:notice.look')}
            </Button>
          }
        >
          {t('leads:duplicates.hint', { count: lead.duplicate_of_count })}
        </Notice>
      ) : null}
      {lead.lost_reason ? (
        <Notice>
          {t('leads:notice.lost', { reason: t(`timeline:word.lost_reason.${lead.lost_reason}`) })}
          {lead.lost_note ? ` · ${lead.lost_note}` : null}
        </Notice>
      ) : null}
      {accountId ? (
        <Notice
          action={
            <Button size="small" onClick={() => void router.navigate({ href: `/accounts/${accountId}` })}>
              {t('leads:notice.open_account')}
            </Button>
          }
        >
          {t('leads:notice.converted')}
        </Notice>
      ) : null}
      {isMerging ? (
        <Suspense fallback={null}>
          <MergeDialog lead={lead} canMerge={canWrite} onClose={() => setMerging(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

type NoticeProps = { tone?: 'attention'; action?: ReactNode; children: ReactNode };

function Notice({ tone, action, children }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone}>
      <span>{children}</span>
      {action ? <span className={styles.noticeAction}>{action}</span> : null}
    </div>
  );
}
