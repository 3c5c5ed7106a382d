import { ifMatch, mergePeople, type Person } from '@perennial/api-client';
import { formatDateTime, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { ComparedField } from '../../shared/merge/compare';
import { MergeDialog } from '../../shared/merge/merge-dialog';
import { usePersonDuplicates } from './use-person-duplicates';

type PersonMergeDialogProps = {
  person: Person;
  onMerged: (winnerId: string) => void;
  onClose: () => void;
};

export default function PersonMergeDialog({ person, onMerged, onClose }: PersonMergeDialogProps) {
  const { t } = useTranslation('people');
  return (
    <MergeDialog<Person>
      record={person}
      duplicates={usePersonDuplicates(person.id)}
      nameOf={({ name }) => name}
      aboutOf={({ title, accounts, phone }) => [title, accounts[0]?.name, phone].filter(Boolean).join(' · ')}
      fields={useComparedFields()}
      text={t('merge.text')}
      tags={['people', 'accounts']}
      merge={(winner, body) =>
        mergePeople({ path: { id: winner.id }, body, headers: ifMatch(winner), throwOnError: true })
      }
      onMerged={onMerged}
      onClose={onClose}
    />
  );
}

/** What the server lets choose, and what helps to decide which one stays. */
function useComparedFields(): ComparedField<Person>[] {
  const { t } = useTranslation(['people', 'work']);
  const { locale, timeZone } = useKit();
  const text = (field: 'name' | 'title' | 'phone' | 'wechat' | 'email' | 'external_id') => ({
    field,
    label: t(`people:field.${field}`),
    textOf: (person: Person) => person[field],
  });
  return [
    text('name'),
    text('title'),
    text('phone'),
    text('wechat'),
    text('email'),
    text('external_id'),
    {
      label: t('people:field.accounts'),
      textOf: ({ accounts }) => accounts.map(({ name }) => name ?? '—').join(t('work:attribute.separator')),
    },
    {
      label: t('people:field.created'),
      textOf: ({ created_at: at }) => formatDateTime(new Date(at), locale, timeZone),
    },
  ];
}
