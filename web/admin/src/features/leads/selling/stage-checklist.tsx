import { checkStageItems, type StageKit, toProblem } from '@perennial/api-client';
import { getStageKitQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { RelativeTime, showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';
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
  const tick = useMutation({
    mutationFn: async (checked: string[]) =>
      (await checkStageItems({ path: { id: leadId }, body: { checked }, throwOnError: true })).data,
    onSuccess: (saved) => {
      queryClient.setQueryData(key, saved);
      return invalidateTags(queryClient, 'leads');
    },
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
  });
  if (checklist.length === 0) return <p className={styles.nothing}>{t('selling:checklist.nothing')}</p>;
  const shown = tick.isPending ? tick.variables : done;
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
              <Checkbox
                checked={isDone}
                disabled={!canWrite || tick.isPending}
                onChange={() =>
                  tick.mutate(isDone ? done.filter((each) => each !== check.key) : [...done, check.key])
                }
              >
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
