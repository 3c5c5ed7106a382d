import { type StageKitItem, toProblem, unuseKitItem, useKitItem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { RelativeTime, showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Check, ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './selling.module.css';

// Not a hook: the generated name of an operation.
const markUsed = useKitItem;

type StageKitEntryProps = { leadId: string; item: StageKitItem; canWrite: boolean };

/** A script to read, a case to tell, a price list to send, and whether it was used with this lead. */
export function StageKitEntry({ leadId, item, canWrite }: StageKitEntryProps) {
  const { t } = useTranslation(['selling', 'common']);
  const queryClient = useQueryClient();
  const { title, body, url, last_use: use } = item;
  const path = { id: leadId, kit_item_id: item.id };
  const onSettled = () => invalidateTags(queryClient, 'leads', 'sales-kit');
  const onError = (error: unknown) =>
    showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });
  const takeBack = useMutation({
    mutationFn: () => unuseKitItem({ path, throwOnError: true }),
    onError,
    onSettled,
  });
  const mark = useMutation({
    mutationFn: () => markUsed({ path, throwOnError: true }),
    onSuccess: () => showToast(t('selling:kit.marked', { title }), { undo: () => takeBack.mutate() }),
    onError,
    onSettled,
  });
  return (
    <li className={styles.entry}>
      <div className={styles.entryHead}>
        {body ? (
          <details className={styles.text}>
            <summary>{title}</summary>
            <p>{body}</p>
          </details>
        ) : (
          <span className={styles.text}>{title}</span>
        )}
        {url ? (
          <Button
            size="small"
            type="link"
            icon={<ExternalLink size={13} />}
            href={url}
            target="_blank"
            rel="noreferrer"
            aria-label={t('selling:kit.open', { title })}
          >
            {t('selling:kit.open_short')}
          </Button>
        ) : null}
        {canWrite ? (
          <Button
            size="small"
            icon={use ? <Check size={13} /> : null}
            loading={mark.isPending || takeBack.isPending}
            aria-pressed={Boolean(use)}
            aria-label={t('selling:kit.use_of', { title })}
            onClick={() => (use ? takeBack : mark).mutate()}
          >
            {t(use ? 'selling:kit.used' : 'selling:kit.use')}
          </Button>
        ) : null}
      </div>
      {use ? (
        <p className={styles.meta}>
          {use.member ? `${use.member.name} · ` : null}
          <RelativeTime at={use.used_at} />
        </p>
      ) : null}
    </li>
  );
}
