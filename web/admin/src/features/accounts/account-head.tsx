import { type Account, archiveAccount, type LifecycleStage, unarchiveAccount } from '@perennial/api-client';
import { useHotkeys } from '@perennial/ui';
import { useRouter } from '@tanstack/react-router';
import { Button, type RefSelectProps, Select } from 'antd';
import { Copy, Pencil } from 'lucide-react';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { MemberSelect } from '../../shared/members/member-select';
import { DuplicatesNotice } from '../../shared/merge/duplicates-notice';
import { ArchiveButton } from '../../shared/records/archive-button';
import styles from '../../shared/records/record-detail.module.css';
import { useCommands } from '../../shell/palette/screen-commands';
import { lifecycleStages } from './account-search';
import { LifecycleTag } from './lifecycle-tag';
import { useAccountActions } from './use-account-actions';
import { useAccountDuplicates } from './use-account-duplicates';

const AccountFormDrawer = lazy(() => import('./account-form-drawer'));
const MergeDialog = lazy(() => import('./merge-dialog'));

type AccountHeadProps = { account: Account; canWrite: boolean };

/** Where the account stands, whose it is, and what can be done with it. */
export function AccountHead({ account, canWrite }: AccountHeadProps) {
  const { t } = useTranslation(['accounts', 'merge', 'common']);
  const { edit } = useAccountActions();
  const [dialog, setDialog] = useState<'edit' | 'merge'>();
  const mayArchive = useGrant('customers:write') && !account.merged_into_id;
  const ownerRef = useRef<RefSelectProps>(null);
  const [stageId, ownerId] = [useId(), useId()];
  const router = useRouter();
  const duplicates = useAccountDuplicates(account.id, canWrite);
  const goTo = (accountId: string) => {
    if (accountId !== account.id) void router.navigate({ to: '/accounts/$accountId', params: { accountId } });
  };
  const openForm = () => setDialog('edit');
  const group = t('accounts:title_one');
  useHotkeys(
    canWrite
      ? [
          { keys: 'e', label: t('common:action.edit'), group, run: openForm },
          { keys: 'a', label: t('accounts:action.assign'), group, run: () => ownerRef.current?.focus() },
        ]
      : [],
  );
  useCommands(
    canWrite
      ? [
          { id: 'account.edit', label: t('accounts:action.edit'), icon: Pencil, run: openForm },
          {
            id: 'account.merge',
            label: t('merge:action'),
            icon: Copy,
            run: () => setDialog('merge'),
          },
        ]
      : [],
  );
  return (
    <div className={styles.head}>
      <DuplicatesNotice count={duplicates.data?.length ?? 0} onCompare={() => setDialog('merge')} />
      <div className={styles.choices}>
        <div className={styles.choice}>
          <label htmlFor={stageId}>{t('accounts:field.lifecycle_stage')}</label>
          <Select<LifecycleStage>
            id={stageId}
            disabled={!canWrite}
            value={account.lifecycle_stage}
            popupMatchSelectWidth={false}
            options={lifecycleStages.map((value) => ({ value, label: <LifecycleTag stage={value} /> }))}
            onChange={(lifecycle_stage) => edit.mutate({ account, change: { lifecycle_stage } })}
          />
        </div>
        <div className={styles.choice}>
          <label htmlFor={ownerId}>{t('accounts:field.owner')}</label>
          <MemberSelect
            id={ownerId}
            ref={ownerRef}
            disabled={!canWrite}
            noneLabel={t('accounts:unassigned')}
            value={account.owner_id ?? null}
            onChange={(owner_id) => edit.mutate({ account, change: { owner_id } })}
          />
        </div>
      </div>
      <div className={styles.actions}>
        {canWrite ? (
          <>
            <Button icon={<Pencil size={14} />} onClick={openForm}>
              {t('common:action.edit')}
            </Button>
            <Button icon={<Copy size={14} />} onClick={() => setDialog('merge')}>
              {t('merge:action')}
            </Button>
          </>
        ) : null}
        {mayArchive ? (
          <ArchiveButton
            isArchived={Boolean(account.archived_at)}
            archive={() => archiveAccount({ path: { id: account.id }, throwOnError: true })}
            unarchive={() => unarchiveAccount({ path: { id: account.id }, throwOnError: true })}
            done={t('accounts:archived', { account: account.name })}
            unarchiveLabel={t('accounts:action.unarchive')}
            tags={['accounts', 'insights']}
          />
        ) : null}
      </div>
      <Suspense fallback={null}>
        {dialog === 'edit' ? (
          <AccountFormDrawer
            account={account}
            onClose={() => setDialog(undefined)}
            onSaved={() => setDialog(undefined)}
          />
        ) : null}
        {dialog === 'merge' ? (
          <MergeDialog account={account} onMerged={goTo} onClose={() => setDialog(undefined)} />
        ) : null}
      </Suspense>
    </div>
  );
}
