import { checkStageItems, type StageKit, toProblem } from '@perennial/api-client';
import { getStageKitQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { RelativeTime, showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './selling.module.css';

type StageChecklistProps = { leadId: string; stage: StageKit; canWrite: boolean };

/** What is to be done before a lead moves on, ticked off. */
export function StageChecklist({ leadId, stage, canWrite }: StageChecklistProps) {
  const { t } = useTranslation(['selling', 'common']);
  const queryClient = useQueryClient();
  const key = getStageKitQueryKey({ path: { id: leadId } });
  const { checklist } = stage;
  const done = checklist.filter(({ checked_at }) => checked_at).map((check) => check.key);
  const [wanted, setWanted] = useState<string[] | null>(null);
  const shown = wanted ?? done;
  const tick = useMutation({
    // One after the other: each says what is ticked in all.
    scope: { id: `stage-checklist ${leadId}` },
    mutationFn: async (checked: string[]) =>
      (await checkStageItems({ path: { id: leadId }, body: { checked }, throwOnError: true })).data,
    onSuccess: (saved) => {
      queryClient.setQueryData(key, saved);
      return invalidateTags(queryClient, 'leads');
    },
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
    onSettled: (_saved, _error, sent) => setWanted((latest) => (latest === sent ? null : latest)),
  });
  const toggle = (item: string) => {
    const next = shown.includes(item) ? shown.filter((each) => each !== item) : [...shown, item];
    setWanted(next);
    tick.mutate(next);
  };
  if (checklist.length === 0) return <p className={styles.nothing}>{t('selling:checklist.nothing')}</p>;
  return (
    <>
      <p className={styles.meta}>
        {t('selling:checklist.progress', { done: shown.length, count: checklist.length })}
      </p>
      <ul className={styles.checks}>
        {checklist.map((check) => {
          const isDone = shown.includes(check.key);
          return (
            <li key={check.key}>
              <Checkbox checked={isDone} disabled={!canWrite} onChange={() => toggle(check.key)}>
                {check.text}
              </Checkbox>
              {isDone && check.checked_at ? (
                <span className={styles.meta}>
                  {check.checked_by ? `${check.checked_by.name} · ` : null}
                  <RelativeTime at={check.checked_at} />
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </>
  );
}
