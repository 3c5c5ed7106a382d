import { type Invitation, ifMatch, resendInvitation, revokeInvitation } from '@perennial/api-client';
import { type Column, RelativeTime, StatusTag, showToast } from '@perennial/ui';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { useMembers } from '../../../shared/members/use-members';
import styles from '../parts/parts.module.css';
import { useWrite } from '../parts/use-write';

const tones = { pending: 'info', accepted: 'success', revoked: 'neutral', expired: 'warning' } as const;

export function useInvitationColumns() {
  const { t } = useTranslation(['members', 'shell']);
  const { members } = useMembers();
  const { ask, holder } = useConfirm();
  const canWrite = useGrant('members:write');
  const resend = useWrite(resendOne, {
    tags: ['members'],
    onDone: ({ email }) => showToast(t('members:invite.resent', { email }), { tone: 'success' }),
  });
  const revoke = useWrite(revokeOne, { tags: ['members'] });
  const resendTo = resend.mutate;
  const takeBack = revoke.mutateAsync;
  const sending = resend.isPending ? resend.variables?.id : undefined;
  const columns = useMemo<Column<Invitation>[]>(
    () => [
      { id: 'email', header: t('members:field.email'), primary: true, cell: ({ email }) => email },
      { id: 'role', header: t('members:field.role'), cell: ({ role }) => t(`shell:role.${role}`) },
      {
        id: 'state',
        header: t('members:field.status'),
        cell: ({ state }) => <StatusTag tone={tones[state]}>{t(`members:invitation.${state}`)}</StatusTag>,
      },
      {
        id: 'sent_at',
        header: t('members:field.sent'),
        cell: ({ sent_at }) => <RelativeTime at={sent_at} />,
      },
      {
        id: 'expires_at',
        header: t('members:field.expires'),
        cell: ({ state, expires_at }) => (state === 'pending' ? <RelativeTime at={expires_at} /> : '—'),
      },
      {
        id: 'invited_by',
        header: t('members:field.invited_by'),
        cell: ({ invited_by }) => members.find(({ id }) => id === invited_by)?.name ?? '—',
      },
      ...(canWrite
        ? [
            {
              id: 'actions',
              header: t('members:field.actions'),
              cell: (invitation: Invitation) =>
                invitation.state === 'pending' || invitation.state === 'expired' ? (
                  <span className={styles.actions} style={{ flexWrap: 'nowrap' }}>
                    <Button
                      size="small"
                      loading={sending === invitation.id}
                      onClick={() => resendTo(invitation)}
                    >
                      {t('members:action.resend')}
                    </Button>
                    <Button
                      size="small"
                      danger
                      onClick={() =>
                        ask({
                          title: t('members:invite.revoke_title', { email: invitation.email }),
                          text: t('members:invite.revoke_text'),
                          confirm: t('members:action.take_back'),
                          run: () => takeBack(invitation),
                        })
                      }
                    >
                      {t('members:action.take_back')}
                    </Button>
                  </span>
                ) : null,
            },
          ]
        : []),
    ],
    [t, members, canWrite, sending, resendTo, takeBack, ask],
  );
  return { columns, holder };
}

async function resendOne(invitation: Invitation): Promise<Invitation> {
  const { data } = await resendInvitation({
    path: { id: invitation.id },
    headers: ifMatch(invitation),
    throwOnError: true,
  });
  return data;
}

function revokeOne(invitation: Invitation) {
  return revokeInvitation({ path: { id: invitation.id }, headers: ifMatch(invitation), throwOnError: true });
}
