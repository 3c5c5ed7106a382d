import type { Lead } from '@perennial/api-client';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { DuplicatesNotice } from '../../shared/merge/duplicates-notice';
import { OutOfUseNotice } from '../../shared/records/out-of-use-notice';
import { RecordNotice } from '../../shared/records/record-notice';

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
      <OutOfUseNotice
        record={lead}
        texts={{
          merged: t('leads:notice.merged'),
          openMerged: t('leads:notice.open_merged'),
          archived: t('leads:notice.archived'),
        }}
        hrefOf={(id) => `/leads/${id}`}
      />
      {lead.archived_at ? null : (
        <DuplicatesNotice count={lead.duplicate_of_count} onCompare={() => setMerging(true)} />
      )}
      {lead.lost_reason ? (
        <RecordNotice>
          {t('leads:notice.lost', { reason: t(`timeline:word.lost_reason.${lead.lost_reason}`) })}
          {lead.lost_note ? ` · ${lead.lost_note}` : null}
        </RecordNotice>
      ) : null}
      {accountId ? (
        <RecordNotice
          action={
            <Button size="small" onClick={() => void router.navigate({ href: `/accounts/${accountId}` })}>
              {t('leads:notice.open_account')}
            </Button>
          }
        >
          {t('leads:notice.converted')}
        </RecordNotice>
      ) : null}
      {isMerging ? (
        <Suspense fallback={null}>
          <MergeDialog
            lead={lead}
            canMerge={canWrite}
            onMerged={(winnerId) => {
              if (winnerId !== lead.id) void router.navigate({ href: `/leads/${winnerId}` });
            }}
            onClose={() => setMerging(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
