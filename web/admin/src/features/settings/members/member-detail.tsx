import { ifMatch, type Member, type MemberPatch, removeMember, updateMember } from '@perennial/api-client';
import { DateTime, Facts, showToast } from '@perennial/ui';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant, useSession } from '../../../session/session-store';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { AuditLink } from '../parts/audit-link';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { useWrite } from '../parts/use-write';
import { MemberStatusTag } from './member-status-tag';
import { RoleGrantList } from './role-grant-list';
import { assignableRoles, mayChange } from './roles';

export function MemberDetail({ member, onGone }: { member: Member; onGone: () => void }) {
  const { t } = useTranslation(['members', 'shell']);
  const session = useSession();
  const isMe = session.member.id === member.id;
  const canChange =
    useGrant('members:write') && mayChange(session.member.role, member.role) && member.status !== 'removed';
  const { ask, holder } = useConfirm();
  const update = useWrite(changeMember, { tags: ['members'] });
  const remove = useWrite(
    () => removeMember({ path: { id: member.id }, headers: ifMatch(member), throwOnError: true }),
    {
      tags: ['members'],
      onDone: () => {
        showToast(t('members:remove.done', { name: member.name }), { tone: 'success' });
        onGone();
      },
    },
  );
  /** Changes and offers to change back. */
  const changeTo = async (patch: MemberPatch, text: string) => {
    const before = { role: member.role, status: member.status };
    const saved = await update.mutateAsync({ member, patch }).catch(() => undefined);
    if (saved) showToast(text, { undo: () => update.mutateAsync({ member: saved, patch: before }) });
  };
  const suspend = () =>
    ask({
      title: t('members:suspend.title', { name: member.name }),
      text: t('members:suspend.text'),
      confirm: t('members:action.suspend'),
      run: () => changeTo({ status: 'suspended' }, t('members:suspend.done', { name: member.name })),
    });
  const askToRemove = () =>
    ask({
      title: t('members:remove.title', { name: member.name }),
      text: t(isMe ? 'members:remove.text_me' : 'members:remove.text'),
      confirm: t('members:action.remove'),
      run: () => remove.mutateAsync(undefined),
    });
  return (
    <div className={styles.stack}>
      {holder}
      <Facts
        facts={[
          { label: t('members:field.email'), value: member.email },
          { label: t('members:field.status'), value: <MemberStatusTag status={member.status} /> },
          {
            label: t('members:field.role'),
            value: canChange ? (
              <Select
                value={member.role}
                aria-label={t('members:field.role')}
                style={{ minWidth: 160 }}
                disabled={update.isPending}
                options={assignableRoles(session.member.role).map((value) => ({
                  value,
                  label: t(`shell:role.${value}`),
                }))}
                onChange={(role) =>
                  void changeTo(
                    { role },
                    t('members:role_changed', { name: member.name, role: t(`shell:role.${role}`) }),
                  )
                }
              />
            ) : (
              t(`shell:role.${member.role}`)
            ),
          },
          { label: t('members:field.joined'), value: <DateTime at={member.created_at} /> },
        ]}
      />
      <div className={styles.actions}>
        {canChange ? (
          <>
            {member.status === 'suspended' ? (
              <Button
                onClick={() =>
                  void changeTo({ status: 'active' }, t('members:reactivate.done', { name: member.name }))
                }
              >
                {t('members:action.reactivate')}
              </Button>
            ) : isMe ? null : (
              <Button onClick={suspend}>{t('members:action.suspend')}</Button>
            )}
            <Button danger onClick={askToRemove}>
              {t(isMe ? 'members:action.leave' : 'members:action.remove')}
            </Button>
          </>
        ) : null}
        <AuditLink search={{ actor_id: member.id }}>{t('members:action.activity')}</AuditLink>
      </div>
      {canChange || member.status === 'removed' ? null : (
        <p className={styles.muted}>{t('members:not_changeable')}</p>
      )}
      <Section title={t('members:may', { role: t(`shell:role.${member.role}`) })}>
        <RoleGrantList role={member.role} />
      </Section>
    </div>
  );
}

async function changeMember({ member, patch }: { member: Member; patch: MemberPatch }): Promise<Member> {
  const call = {
    path: { id: member.id },
    body: patch,
    headers: ifMatch(member),
    throwOnError: true,
  } as const;
  return (await updateMember(call)).data;
}
