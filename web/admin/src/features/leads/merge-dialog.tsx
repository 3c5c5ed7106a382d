import { type Lead, mergeLeads, toProblem, undoMerge } from '@perennial/api-client';
import { invalidateTags, listLeadDuplicatesOptions } from '@perennial/api-client/queries';
import { ErrorState, RelativeTime, StatusTag, showToast } from '@perennial/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactValue } from '../../shared/contact/contact-value';
import { leadTitle } from './lead-title';
import { MergeChoices } from './merge-choices';
import styles from './merge-dialog.module.css';

type MergeDialogProps = { lead: Lead; canMerge: boolean; onClose: () => void };

/** The leads that may be the same, compared; those chosen are merged into this one, and the toast takes it back. */
export default function MergeDialog({ lead, canMerge, onClose }: MergeDialogProps) {
  const { t } = useTranslation(['leads', 'common']);
  const queryClient = useQueryClient();
  const duplicates = useQuery(listLeadDuplicatesOptions({ path: { id: lead.id } }));
  const others = duplicates.data?.data ?? [];
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [choices, setChoices] = useState<Record<string, string>>({});
  const losers = others.filter((other) => !left.has(other.lead.id)).map((other) => other.lead);
  const refresh = () => invalidateTags(queryClient, 'leads', 'tasks', 'notes', 'insights');
  const sayWhy = (error: unknown) =>
    showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });

  const undo = useMutation({
    mutationFn: (mergeId: string) => undoMerge({ path: { id: mergeId }, throwOnError: true }),
    onSuccess: () => showToast(t('leads:merge.undone')),
    onError: sayWhy,
    onSettled: refresh,
  });
  const merge = useMutation({
    mutationFn: async () => {
      const chosen = Object.entries(choices).filter(([, id]) => losers.some((loser) => loser.id === id));
      const body = { loser_ids: losers.map(({ id }) => id), field_choices: Object.fromEntries(chosen) };
      return (await mergeLeads({ path: { id: lead.id }, body, throwOnError: true })).data;
    },
    onSuccess: ({ merge_id: mergeId }) => {
      showToast(t('leads:merge.done', { count: losers.length }), { undo: () => undo.mutate(mergeId) });
      onClose();
    },
    onError: sayWhy,
    onSettled: refresh,
  });
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };

  return (
    <Modal
      open
      width={680}
      title={t('leads:merge.title', { lead: leadTitle(lead) })}
      okText={t('leads:merge.submit', { count: losers.length })}
      okButtonProps={{ disabled: losers.length === 0, loading: merge.isPending }}
      onOk={() => merge.mutate()}
      onCancel={onClose}
      {...(canMerge ? {} : { footer: null })}
    >
      {duplicates.isPending ? <Skeleton active title={false} /> : null}
      {duplicates.isError ? (
        <ErrorState error={duplicates.error} onRetry={() => void duplicates.refetch()} compact />
      ) : null}
      <p className={styles.text}>{t('leads:merge.text')}</p>
      <ul className={styles.others}>
        {others.map(({ lead: other, reasons }) => (
          <li key={other.id} className={styles.other}>
            <Checkbox
              checked={!left.has(other.id)}
              disabled={!canMerge}
              onChange={() => toggle(other.id)}
              aria-label={t('leads:merge.include', { lead: leadTitle(other) })}
            />
            <div>
              <strong>{leadTitle(other)}</strong> {other.company ? other.name : null}{' '}
              {reasons.map((reason) => (
                <StatusTag key={reason} tone="attention">
                  {t(`leads:duplicates.reason.${reason}`)}
                </StatusTag>
              ))}
              <div className={styles.meta}>
                {other.stage.name} · {other.owner?.name ?? t('leads:unassigned')} ·{' '}
                <ContactValue kind="phone" value={other.phone} isMasked={other.contact_masked} /> ·{' '}
                <RelativeTime at={other.created_at} />
              </div>
            </div>
          </li>
        ))}
      </ul>
      {canMerge ? (
        <MergeChoices winner={lead} losers={losers} choices={choices} onChange={setChoices} />
      ) : null}
    </Modal>
  );
}
