import { revokeSession, toProblem } from '@perennial/api-client';
import { invalidateTags, listSessionsOptions } from '@perennial/api-client/queries';
import { Card, ErrorState, RelativeTime, StatusTag, showToast } from '@perennial/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './profile.module.css';

/** Where the operator is signed in; any other place can be signed out. */
export function SessionsCard() {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const sessions = useQuery(listSessionsOptions());
  const revoke = useMutation({
    mutationFn: (id: string) => revokeSession({ path: { id }, throwOnError: true }),
    onSuccess: () => invalidateTags(queryClient, 'auth'),
    onError: (error) => showToast(toProblem(error).detail ?? t('sessions.failed'), { tone: 'danger' }),
  });
  return (
    <Card title={t('sessions.title')} summary={t('sessions.summary')}>
      {sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} compact />
      ) : null}
      {sessions.isPending ? <Skeleton active paragraph={{ rows: 2 }} title={false} /> : null}
      <ul>
        {sessions.data?.data.map((session) => (
          <li key={session.id} className={styles.session}>
            <div>
              <div className={styles.device}>{session.user_agent ?? t('sessions.unknown_device')}</div>
              <div className={styles.meta}>
                {t('sessions.last_used')} <RelativeTime at={session.last_used_at} />
              </div>
            </div>
            {session.current ? (
              <StatusTag tone="success">{t('sessions.current')}</StatusTag>
            ) : (
              <Button
                size="small"
                loading={revoke.isPending && revoke.variables === session.id}
                onClick={() => revoke.mutate(session.id)}
              >
                {t('sessions.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
