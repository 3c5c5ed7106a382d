import type { Member } from '@perennial/api-client';
import { cursorPaging, getMemberOptions, listMembersInfiniteOptions } from '@perennial/api-client/queries';
import { type Column, DateTime, EmptyState, SearchInput } from '@perennial/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { useSession } from '../../../session/session-store';
import { MultiFilter } from '../../../shared/filters/multi-filter';
import { isBeyond, RowDrawer } from '../parts/row-drawer';
import { MemberDetail } from './member-detail';
import { MemberStatusTag } from './member-status-tag';
import type { MemberListProps } from './members-page';
import { roles } from './roles';

const statuses = ['active', 'suspended', 'removed'] as const;

export function MemberList({ search, change }: MemberListProps) {
  const { t } = useTranslation(['members', 'shell']);
  const { q, role, state, open } = search;
  const query = useInfiniteQuery({
    ...listMembersInfiniteOptions({
      query: {
        ...(q ? { q } : {}),
        ...(role ? { role } : {}),
        ...(state ? { status: state } : {}),
        count: true,
      },
    }),
    ...cursorPaging,
  });
  const list = useList<Member>(query);
  const single = useQuery({
    ...getMemberOptions({ path: { id: open ?? '' } }),
    enabled: isBeyond(list, open),
  });
  const columns = useMemberColumns();
  return (
    <>
      <FilteredList
        id="members"
        label={t('members:title')}
        list={list}
        columns={columns}
        rowId={(member) => member.id}
        search={
          <SearchInput
            value={q ?? ''}
            placeholder={t('members:search')}
            onChange={(next) => change({ q: next || undefined })}
          />
        }
        filters={[
          {
            id: 'role',
            label: t('members:field.role'),
            isActive: Boolean(role),
            control: (
              <MultiFilter
                label={t('members:field.role')}
                value={role}
                onChange={(next) => change({ role: next })}
                options={roles.map((value) => ({ value, label: t(`shell:role.${value}`) }))}
              />
            ),
          },
          {
            id: 'state',
            label: t('members:field.status'),
            isActive: Boolean(state),
            control: (
              <MultiFilter
                label={t('members:field.status')}
                value={state}
                onChange={(next) => change({ state: next })}
                options={statuses.map((value) => ({ value, label: t(`members:status.${value}`) }))}
              />
            ),
          },
        ]}
        isFiltered={Boolean(q || role || state)}
        onClear={() => change({ q: undefined, role: undefined, state: undefined })}
        openId={open}
        onOpen={(id) => change({ open: id })}
        emptyState={<EmptyState title={t('members:empty')} />}
      />
      <RowDrawer
        list={list}
        single={single}
        rowId={(member) => member.id}
        openId={open}
        onOpen={(id) => change({ open: id })}
        title={(member) => member.name}
      >
        {(member) => (
          <MemberDetail key={member.id} member={member} onGone={() => change({ open: undefined })} />
        )}
      </RowDrawer>
    </>
  );
}

function useMemberColumns(): Column<Member>[] {
  const { t } = useTranslation(['members', 'shell', 'work']);
  const me = useSession().member.id;
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('members:field.name'),
        primary: true,
        cell: ({ id, name }) => (id === me ? t('work:member.me', { name }) : name),
      },
      { id: 'email', header: t('members:field.email'), cell: (member) => member.email },
      { id: 'role', header: t('members:field.role'), cell: (member) => t(`shell:role.${member.role}`) },
      {
        id: 'status',
        header: t('members:field.status'),
        cell: (member) => <MemberStatusTag status={member.status} />,
      },
      {
        id: 'created_at',
        header: t('members:field.joined'),
        cell: (member) => <DateTime at={member.created_at} />,
      },
    ],
    [t, me],
  );
}
