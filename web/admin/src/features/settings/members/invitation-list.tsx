import type { Invitation } from '@perennial/api-client';
import {
  cursorPaging,
  getAuthOptionsOptions,
  listInvitationsInfiniteOptions,
} from '@perennial/api-client/queries';
import { EmptyState } from '@perennial/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../../lists/filtered-list';
import { useList } from '../../../lists/use-list';
import { useGrant } from '../../../session/session-store';
import { MultiFilter } from '../../../shared/filters/multi-filter';
import styles from '../parts/parts.module.css';
import type { MemberListProps } from './members-page';
import { useInvitationColumns } from './use-invitation-columns';

const states = ['pending', 'expired', 'accepted', 'revoked'] as const;

export function InvitationList({ search, change }: MemberListProps) {
  const { t } = useTranslation('members');
  const canWrite = useGrant('members:write');
  const options = useQuery(getAuthOptionsOptions());
  const query = useInfiniteQuery({
    ...listInvitationsInfiniteOptions({
      query: { ...(search.state ? { state: search.state } : {}), count: true },
    }),
    ...cursorPaging,
  });
  const list = useList<Invitation>(query);
  const { columns, holder } = useInvitationColumns();
  return (
    <>
      {holder}
      {options.data?.dev_mailbox ? (
        <p className={styles.notice}>
          {t('mailbox_hint')} <Link to="/mailbox">{t('mailbox')}</Link>
        </p>
      ) : null}
      <FilteredList
        id="invitations"
        label={t('tab.invitations')}
        list={list}
        columns={columns}
        rowId={(invitation) => invitation.id}
        filters={[
          {
            id: 'state',
            label: t('field.status'),
            isActive: Boolean(search.state),
            control: (
              <MultiFilter
                label={t('field.status')}
                value={search.state}
                onChange={(state) => change({ state })}
                options={states.map((value) => ({ value, label: t(`invitation.${value}`) }))}
              />
            ),
          },
        ]}
        isFiltered={Boolean(search.state)}
        onClear={() => change({ state: undefined })}
        emptyState={
          <EmptyState
            title={t('invitations_empty.title')}
            action={
              canWrite ? (
                <Button type="primary" onClick={() => change({ invite: true })}>
                  {t('action.invite')}
                </Button>
              ) : null
            }
          >
            {t('invitations_empty.text')}
          </EmptyState>
        }
      />
    </>
  );
}
