import { type Account, type Affiliation, toProblem, unlinkPersonFromAccount } from '@perennial/api-client';
import { invalidateTags, listAccountPeopleOptions } from '@perennial/api-client/queries';
import { ErrorState, StatusTag, showToast } from '@perennial/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { Pencil, UserPlus, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactValue } from '../../shared/contact/contact-value';
import styles from '../../shared/records/record-detail.module.css';

const LinkPersonDialog = lazy(() => import('./link-person-dialog'));

type AccountPeopleProps = { account: Account; canWrite: boolean };

/** Who decides, pays and uses: the people of one account with their part in it. */
export function AccountPeople({ account, canWrite }: AccountPeopleProps) {
  const { t } = useTranslation('accounts');
  const people = useQuery(listAccountPeopleOptions({ path: { id: account.id } }));
  const [editing, setEditing] = useState<Affiliation | 'new'>();
  return (
    <div className={styles.panel}>
      {canWrite ? (
        <div>
          <Button icon={<UserPlus size={14} />} onClick={() => setEditing('new')}>
            {t('people.add')}
          </Button>
        </div>
      ) : null}
      {people.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {people.isError ? (
        <ErrorState error={people.error} onRetry={() => void people.refetch()} compact />
      ) : null}
      {people.data?.data.length === 0 ? <p className={styles.nothing}>{t('people.nothing')}</p> : null}
      <ul className={styles.items}>
        {(people.data?.data ?? []).map((affiliation) => (
          <PersonItem
            key={affiliation.person.id}
            account={account}
            affiliation={affiliation}
            canWrite={canWrite}
            onEdit={() => setEditing(affiliation)}
          />
        ))}
      </ul>
      {editing ? (
        <Suspense fallback={null}>
          <LinkPersonDialog
            account={account}
            {...(editing === 'new' ? {} : { affiliation: editing })}
            onClose={() => setEditing(undefined)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

type PersonItemProps = AccountPeopleProps & { affiliation: Affiliation; onEdit: () => void };

function PersonItem({ account, affiliation, canWrite, onEdit }: PersonItemProps) {
  const { t } = useTranslation(['accounts', 'common']);
  const queryClient = useQueryClient();
  const { person, role, title, concern, say, is_primary: isPrimary } = affiliation;
  const unlink = useMutation({
    mutationFn: () =>
      unlinkPersonFromAccount({ path: { id: account.id, person_id: person.id }, throwOnError: true }),
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
    onSettled: () => invalidateTags(queryClient, 'accounts', 'people'),
  });
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <Link to="/people/$personId" params={{ personId: person.id }}>
          {person.name}
        </Link>
        <StatusTag tone={role === 'decider' ? 'info' : 'neutral'}>
          {t(`accounts:people.role.${role}`)}
        </StatusTag>
        {isPrimary ? <StatusTag tone="success">{t('accounts:people.primary')}</StatusTag> : null}
        {canWrite ? (
          <span className={styles.itemEnd}>
            <Button
              type="text"
              size="small"
              icon={<Pencil size={13} />}
              aria-label={t('accounts:people.edit', { person: person.name })}
              onClick={onEdit}
            />
            <Button
              type="text"
              size="small"
              icon={<X size={14} />}
              loading={unlink.isPending}
              aria-label={t('accounts:people.remove', { person: person.name })}
              onClick={() => unlink.mutate()}
            />
          </span>
        ) : null}
      </div>
      <span className={styles.meta}>
        {(title ?? person.title) ? `${title ?? person.title} · ` : null}
        {t(`accounts:people.say.${String(say) as '0' | '1' | '2' | '3'}`)}
      </span>
      {concern ? <span>{t('accounts:people.cares', { concern })}</span> : null}
      {person.phone ? (
        <ContactValue kind="phone" value={person.phone} isMasked={person.contact_masked} />
      ) : null}
    </li>
  );
}
