import { type Account, ifMatch, mergeAccounts } from '@perennial/api-client';
import { formatDateTime, formatMoney, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useMembers } from '../../shared/members/use-members';
import type { ComparedField } from '../../shared/merge/compare';
import { MergeDialog } from '../../shared/merge/merge-dialog';
import { usePlanName } from '../../shared/plans/use-plans';
import { useAccountDuplicates } from './use-account-duplicates';

type AccountMergeDialogProps = {
  account: Account;
  onMerged: (winnerId: string) => void;
  onClose: () => void;
};

export default function AccountMergeDialog({ account, onMerged, onClose }: AccountMergeDialogProps) {
  const { t } = useTranslation('accounts');
  return (
    <MergeDialog<Account>
      record={account}
      duplicates={useAccountDuplicates(account.id)}
      nameOf={({ name }) => name}
      aboutOf={({ external_id, industry, city }) => [external_id, industry, city].filter(Boolean).join(' · ')}
      fields={useComparedFields()}
      text={t('merge.text')}
      tags={['accounts', 'people', 'orders']}
      merge={(winner, body) =>
        mergeAccounts({ path: { id: winner.id }, body, headers: ifMatch(winner), throwOnError: true })
      }
      onMerged={onMerged}
      onClose={onClose}
    />
  );
}

/** What the server lets choose, and what helps to decide which one stays. */
function useComparedFields(): ComparedField<Account>[] {
  const { t } = useTranslation(['accounts', 'timeline']);
  const { locale, timeZone } = useKit();
  const members = useMembers();
  const planName = usePlanName();
  const text = (
    field:
      | 'name'
      | 'short_name'
      | 'industry'
      | 'region'
      | 'city'
      | 'address'
      | 'website'
      | 'phone'
      | 'external_id',
  ) => ({ field, label: t(`accounts:field.${field}`), textOf: (account: Account) => account[field] });
  return [
    text('name'),
    text('short_name'),
    {
      field: 'lifecycle_stage',
      label: t('accounts:field.lifecycle_stage'),
      textOf: ({ lifecycle_stage: stage }) => t(`timeline:word.lifecycle_stage.${stage}`),
    },
    {
      field: 'owner_id',
      label: t('accounts:field.owner'),
      textOf: ({ owner_id }) => (owner_id ? (members.nameOf(owner_id) ?? owner_id) : null),
    },
    text('industry'),
    text('region'),
    text('city'),
    text('address'),
    text('website'),
    text('phone'),
    { field: 'size', label: t('accounts:field.size'), textOf: ({ size }) => size?.toLocaleString(locale) },
    text('external_id'),
    { label: t('accounts:field.plan'), textOf: ({ standing }) => planName(standing.plan_id) },
    {
      label: t('accounts:field.mrr'),
      textOf: ({ standing }) => (standing.mrr ? formatMoney(standing.mrr, locale) : null),
    },
    {
      label: t('accounts:field.people_count'),
      textOf: ({ people_count: count }) => count.toLocaleString(locale),
    },
    {
      label: t('accounts:field.created'),
      textOf: ({ created_at: at }) => formatDateTime(new Date(at), locale, timeZone),
    },
  ];
}
