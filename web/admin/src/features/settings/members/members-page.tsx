import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { UserPlus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateButton } from '../../../lists/use-create-button';
import { useGrant } from '../../../session/session-store';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { PageHead } from '../parts/page-head';
import { InvitationList } from './invitation-list';
import { MemberList } from './member-list';
import { type MemberSearch, type MemberTab, memberTabs } from './member-search';
import { RoleTable } from './role-table';

const InviteDialog = lazy(() => import('./invite-dialog'));

export function MembersPage() {
  return (
    <GrantGate grant="members:read">
      <Members />
    </GrantGate>
  );
}

const lists = { members: MemberList, invitations: InvitationList, roles: RoleTable };

function Members() {
  const { t } = useTranslation('members');
  const canWrite = useGrant('members:write');
  const search = useSearch({ from: '/_app/settings/members' });
  const navigate = useNavigate({ from: '/settings/members' });
  const change = (part: Partial<MemberSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const tab: MemberTab = search.tab ?? 'members';
  const List = lists[tab];
  const inviteButton = useCreateButton({
    label: t('action.invite'),
    group: t('title'),
    isAllowed: canWrite,
    icon: UserPlus,
    onCreate: () => change({ invite: true }),
  });
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} actions={inviteButton} />
      <Tabs
        activeKey={tab}
        onChange={(next) => void navigate({ search: next === 'members' ? {} : { tab: next as MemberTab } })}
        items={memberTabs.map((key) => ({ key, label: t(`tab.${key}`) }))}
        tabBarStyle={{ marginBottom: 0 }}
      />
      <List search={search} change={change} />
      {search.invite && canWrite ? (
        <Suspense fallback={null}>
          <InviteDialog onClose={() => change({ invite: undefined })} />
        </Suspense>
      ) : null}
    </>
  );
}

export type MemberListProps = { search: MemberSearch; change: (part: Partial<MemberSearch>) => void };
