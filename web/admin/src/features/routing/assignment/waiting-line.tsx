import { runAssignment } from '@perennial/api-client';
import { invalidateTags, listLeadsOptions } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import styles from '../routing.module.css';

/** How many leads wait for somebody to be free, and a look for owners at once. */
export function WaitingLine() {
  const { t } = useTranslation('routing');
  const queryClient = useQueryClient();
  const canConfigure = useGrant('leads:configure');
  const waiting = useQuery(listLeadsOptions({ query: { waiting: true, limit: 1, count: true } })).data?.total;
  const run = useMutation({
    mutationFn: () => runAssignment({ throwOnError: true }),
    onSuccess: async () => {
      showToast(t('waiting.started'));
      await invalidateTags(queryClient, 'leads', 'lead-routing');
    },
    onError: () => showToast(t('waiting.failed'), { tone: 'danger' }),
  });
  if (!waiting) return null;
  return (
    <span className={styles.row}>
      <Link to="/leads" search={{ waiting: true }}>
        {t('waiting.count', { count: waiting })}
      </Link>
      {canConfigure ? (
        <Button size="small" loading={run.isPending} onClick={() => run.mutate()}>
          {t('waiting.run')}
        </Button>
      ) : null}
    </span>
  );
}
