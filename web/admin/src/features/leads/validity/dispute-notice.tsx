import type { ValidityDispute } from '@perennial/api-client';
import { RelativeTime } from '@perennial/ui';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordNotice } from '../../../shared/records/record-notice';

const ResolveDialog = lazy(() => import('./resolve-dialog'));

type DisputeNoticeProps = { dispute: ValidityDispute; canWrite: boolean };

/** Who disagrees, why, and the way to settle it. */
export function DisputeNotice({ dispute, canWrite }: DisputeNoticeProps) {
  const { t } = useTranslation(['validity', 'work']);
  const [isOpen, setOpen] = useState(false);
  const who = dispute.opened_by?.name ?? t('work:actor.system');
  const claimed = t(`validity:word.${dispute.claimed_validity}`);
  return (
    <RecordNotice
      tone="attention"
      action={
        canWrite ? (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('validity:dispute.resolve')}
          </Button>
        ) : undefined
      }
    >
      {t('validity:dispute.says', { who, claimed, reason: dispute.reason })}{' '}
      <RelativeTime at={dispute.opened_at} />
      {isOpen ? (
        <Suspense fallback={null}>
          <ResolveDialog dispute={dispute} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </RecordNotice>
  );
}
