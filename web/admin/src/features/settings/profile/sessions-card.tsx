import { revokeSession, type SessionEntry } from '@perennial/api-client';
import { listSessionsOptions } from '@perennial/api-client/queries';
import { Card, DateTime, ErrorState, RelativeTime, StatusTag, showToast } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { useWrite } from '../parts/use-write';
import styles from './profile.module.css';
import { agentOf } from './user-agent';

/** How many are shown at first: whoever signs in daily from two devices recognises these. */
const fewest = 5;

/** Where the operator is signed in; any other place can be signed out, or all of them at once. */
export function SessionsCard() {
  const { t } = useTranslation('settings');
  const sessions = useQuery(listSessionsOptions());
  const { ask, holder } = useConfirm();
  const revoke = useWrite(revokeAll, {
    tags: ['auth'],
    onDone: () => showToast(t('sessions.ended'), { tone: 'success' }),
  });
  const [isWhole, setWhole] = useState(false);
  const all = sessions.data?.data ?? [];
  // The one that is used is among them, wherever it stands.
  const shown = isWhole
    ? all
    : [...all].sort((a, b) => Number(b.current) - Number(a.current)).slice(0, fewest);
  const others = all.filter(({ current }) => !current);
  return (
    <Card
      title={t('sessions.title')}
      summary={t('sessions.summary')}
      actions={
        others.length > 1 ? (
          <Button
            size="small"
            onClick={() =>
              ask({
                title: t('sessions.everywhere_title'),
                text: t('sessions.everywhere_text'),
                confirm: t('sessions.everywhere'),
                run: () => revoke.mutateAsync(others.map(({ id }) => id)),
              })
            }
          >
            {t('sessions.everywhere')}
          </Button>
        ) : null
      }
    >
      {holder}
      {sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} compact />
      ) : null}
      {sessions.isPending ? <Skeleton active paragraph={{ rows: 2 }} title={false} /> : null}
      <ul>
        {shown.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            isEnding={revoke.isPending && revoke.variables.includes(session.id)}
            onRevoke={() => revoke.mutate([session.id])}
          />
        ))}
      </ul>
      {shown.length < all.length ? (
        <Button size="small" className={styles.more ?? ''} onClick={() => setWhole(true)}>
          {t('sessions.show_all', { count: all.length })}
        </Button>
      ) : null}
    </Card>
  );
}

type SessionItemProps = { session: SessionEntry; isEnding: boolean; onRevoke: () => void };

function SessionItem({ session, isEnding, onRevoke }: SessionItemProps) {
  const { t } = useTranslation('settings');
  const { browser, system } = agentOf(session.user_agent ?? '');
  const name =
    browser && system
      ? t('sessions.agent', { browser, system })
      : (browser ?? system ?? session.user_agent ?? t('sessions.unknown_device'));
  return (
    <li className={styles.session}>
      <div>
        <div className={styles.device} title={session.user_agent ?? undefined}>
          {name}
        </div>
        <div className={styles.meta}>
          {t('sessions.last_used')} <RelativeTime at={session.last_used_at} />
          {session.ip_address ? ` · ${t('sessions.ip', { address: session.ip_address })}` : null}
          {' · '}
          {t('sessions.expires')} <DateTime at={session.expires_at} />
        </div>
      </div>
      {session.current ? (
        <StatusTag tone="success">{t('sessions.current')}</StatusTag>
      ) : (
        <Button size="small" loading={isEnding} onClick={onRevoke}>
          {t('sessions.revoke')}
        </Button>
      )}
    </li>
  );
}

async function revokeAll(ids: string[]): Promise<void> {
  for (const id of ids) await revokeSession({ path: { id }, throwOnError: true });
}
