import { type LeadContact, removeLeadContact, toProblem } from '@perennial/api-client';
import { invalidateTags, listLeadContactsOptions } from '@perennial/api-client/queries';
import { ErrorState, IconButton, StatusTag, showToast } from '@perennial/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Pencil, Plus, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { ContactValue } from '../../../shared/contact/contact-value';
import styles from './selling.module.css';

const ContactDialog = lazy(() => import('./contact-dialog'));

type DecisionChainProps = { leadId: string; canWrite: boolean };

/** Who decides, who pays, who has to be won over, and what matters to each; those with more to say first. */
export function DecisionChain({ leadId, canWrite }: DecisionChainProps) {
  const { t } = useTranslation('selling');
  const query = useQuery(listLeadContactsOptions({ path: { id: leadId } }));
  const [open, setOpen] = useState<LeadContact | 'new'>();
  const contacts = query.data?.data ?? [];
  return (
    <section className={styles.section} aria-label={t('chain.title')}>
      <div className={styles.sectionHead}>
        <h3 className={styles.heading}>{t('chain.title')}</h3>
        {canWrite ? (
          <Button size="small" icon={<Plus size={14} />} onClick={() => setOpen('new')}>
            {t('chain.add')}
          </Button>
        ) : null}
      </div>
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 2 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.isSuccess && contacts.length === 0 ? (
        <p className={styles.nothing}>{t('chain.nothing')}</p>
      ) : null}
      <ul className={styles.entries}>
        {contacts.map((contact) => (
          <ChainEntry
            key={contact.id}
            contact={contact}
            canWrite={canWrite}
            onEdit={() => setOpen(contact)}
          />
        ))}
      </ul>
      {open ? (
        <Suspense fallback={null}>
          <ContactDialog
            leadId={leadId}
            contact={open === 'new' ? undefined : open}
            onClose={() => setOpen(undefined)}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

type ChainEntryProps = { contact: LeadContact; canWrite: boolean; onEdit: () => void };

function ChainEntry({ contact, canWrite, onEdit }: ChainEntryProps) {
  const { t } = useTranslation(['selling', 'accounts', 'common']);
  const queryClient = useQueryClient();
  const isMasked = !useGrant('leads:contact');
  const { ask, holder } = useConfirm();
  const remove = useMutation({
    mutationFn: () => removeLeadContact({ path: { id: contact.id }, throwOnError: true }),
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
    onSettled: () => invalidateTags(queryClient, 'leads'),
  });
  const { name, title, role, say, concern, note } = contact;
  const reach = (['phone', 'wechat', 'email'] as const).filter((kind) => contact[kind]);
  return (
    <li className={styles.entry}>
      {holder}
      <div className={styles.entryHead}>
        <span className={styles.text}>
          <strong>{name}</strong>
          {title ? ` · ${title}` : null}
        </span>
        <StatusTag tone={role === 'decider' || role === 'payer' ? 'info' : 'neutral'}>
          {t(`accounts:people.role.${role}`)}
        </StatusTag>
        <span className={styles.meta}>{t(`accounts:people.say.${say as 0 | 1 | 2 | 3}`)}</span>
        {canWrite ? (
          <span className={styles.tools}>
            <IconButton
              label={t('selling:chain.edit', { name })}
              icon={<Pencil size={13} />}
              onClick={onEdit}
            />
            <IconButton
              label={t('selling:chain.remove', { name })}
              icon={<X size={14} />}
              onClick={() =>
                ask({
                  title: t('selling:chain.remove', { name }),
                  confirm: t('selling:chain.remove_confirm'),
                  run: () => remove.mutateAsync(),
                })
              }
            />
          </span>
        ) : null}
      </div>
      {concern ? <p>{t('selling:chain.cares', { concern })}</p> : null}
      {reach.length > 0 ? (
        <p className={styles.reach}>
          {reach.map((kind) => (
            <ContactValue key={kind} kind={kind} value={contact[kind]} isMasked={isMasked} />
          ))}
        </p>
      ) : null}
      {note ? <p className={styles.meta}>{note}</p> : null}
    </li>
  );
}
