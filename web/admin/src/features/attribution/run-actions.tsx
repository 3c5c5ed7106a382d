import { type AttributionRun, createAttributionRun, toProblem } from '@perennial/api-client';
import { invalidateTags, listAttributionRunsOptions } from '@perennial/api-client/queries';
import { DateTime, StatusTag, showToast } from '@perennial/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import styles from './attribution.module.css';
import { type AttributionSearch, toNewRun } from './attribution-search';

type RunActionsProps = {
  search: AttributionSearch;
  run: AttributionRun;
  onShow: (run: string | undefined) => void;
};

/** Keeps what is given out now, and shows what was kept, with a word where it would come out differently today. */
export function RunActions({ search, run, onShow }: RunActionsProps) {
  const { t } = useTranslation(['attribution', 'common']);
  const queryClient = useQueryClient();
  const mayKeep = useGrant('leads:write');
  const runs = useQuery(listAttributionRunsOptions({ query: { limit: 20 } })).data?.data ?? [];
  const keep = useMutation({
    mutationFn: () => createAttributionRun({ body: toNewRun(search), throwOnError: true }),
    onSuccess: async ({ data }) => {
      showToast(t('attribution:kept'), { tone: 'success' });
      await invalidateTags(queryClient, 'channels');
      if (data.id) onShow(data.id);
    },
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
  });
  return (
    <span className={styles.actions}>
      {run.stale ? <StatusTag tone="warning">{t('attribution:stale')}</StatusTag> : null}
      {runs.length > 0 ? (
        <Select
          aria-label={t('attribution:runs')}
          style={{ minWidth: 190 }}
          value={search.run ?? ''}
          options={[
            { value: '', label: t('attribution:now') },
            ...runs.map(({ id, as_of }) => ({ value: id, label: <DateTime at={as_of} /> })),
          ]}
          onChange={(id: string) => onShow(id || undefined)}
        />
      ) : null}
      {mayKeep && (!search.run || run.stale) ? (
        <Button loading={keep.isPending} onClick={() => keep.mutate()}>
          {t(run.stale ? 'attribution:restate' : 'attribution:keep')}
        </Button>
      ) : null}
    </span>
  );
}
