import { type Account, mergeAccounts, toProblem, undoMerge } from '@perennial/api-client';
import { invalidateTags, listAccountDuplicatesOptions } from '@perennial/api-client/queries';
import { ErrorState, StatusTag, showToast } from '@perennial/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../../shared/records/record-detail.module.css';

type MergeDialogProps = { account: Account; onClose: () => void };

/** The accounts that may be the same company; those ticked are merged into this one, and the toast takes it back. */
export default function MergeDialog({ account, onClose }: MergeDialogProps) {
  const { t } = useTranslation(['accounts', 'common']);
  const queryClient = useQueryClient();
  const duplicates = useQuery(listAccountDuplicatesOptions({ path: { id: account.id } }));
  const others = duplicates.data?.data ?? [];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const refresh = () =>
    invalidateTags(
      queryClient,
      'accounts',
      'people',
      'subscriptions',
      'orders',
      'tasks',
      'notes',
      'insights',
    );
  const sayWhy = (error: unknown) =>
    showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });
  const undo = useMutation({
    mutationFn: (id: string) => undoMerge({ path: { id }, throwOnError: true }),
    onSuccess: () => showToast(t('accounts:merge.undone')),
    onError: sayWhy,
    onSettled: refresh,
  });
  const merge = useMutation({
    mutationFn: async () =>
      (
        await mergeAccounts({
          path: { id: account.id },
          body: { loser_ids: [...chosen] },
          throwOnError: true,
        })
      ).data,
    onSuccess: ({ merge_id: mergeId }) => {
      showToast(t('accounts:merge.done', { count: chosen.size }), { undo: () => undo.mutate(mergeId) });
      onClose();
    },
    onError: sayWhy,
    onSettled: refresh,
  });
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <Modal
      open
      width={600}
      title={t('accounts:merge.title', { account: account.name })}
      okText={t('accounts:merge.submit', { count: chosen.size })}
      okButtonProps={{ disabled: chosen.size === 0, loading: merge.isPending }}
      onOk={() => merge.mutate()}
      onCancel={onClose}
    >
      {duplicates.isPending ? <Skeleton active title={false} /> : null}
      {duplicates.isError ? (
        <ErrorState error={duplicates.error} onRetry={() => void duplicates.refetch()} compact />
      ) : null}
      {duplicates.isSuccess ? (
        <p className={styles.meta}>
          {t(others.length > 0 ? 'accounts:merge.text' : 'accounts:merge.nothing')}
        </p>
      ) : null}
      <ul className={styles.items}>
        {others.map(({ account: other, reasons }) => (
          <li key={other.id} className={styles.item}>
            <Checkbox checked={chosen.has(other.id)} onChange={() => toggle(other.id)}>
              {other.name}
            </Checkbox>
            <div className={styles.tags}>
              {reasons.map((reason) => (
                <StatusTag key={reason} tone="attention">
                  {t(`accounts:merge.reason.${reason}`)}
                </StatusTag>
              ))}
            </div>
            <span className={styles.meta}>
              {[other.external_id, other.industry, other.city].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
