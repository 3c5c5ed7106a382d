import type { Person } from '@perennial/api-client';
import { type Column, RelativeTime, StatusTag } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactValue } from '../../shared/contact/contact-value';

/** What the list can show of a person. The ids are the API's field names: the export takes them as they are. */
export function usePersonColumns(): Column<Person>[] {
  const { t } = useTranslation(['people', 'accounts']);
  return useMemo(() => {
    const off = { offByDefault: true, deskOnly: true };
    const contact = (kind: 'phone' | 'email' | 'wechat'): Column<Person> => ({
      id: kind,
      header: t(`people:field.${kind}`),
      width: kind === 'email' ? 190 : 140,
      ...(kind === 'wechat' ? off : {}),
      cell: (person) => <ContactValue kind={kind} value={person[kind]} isMasked={person.contact_masked} />,
    });
    return [
      {
        id: 'name',
        header: t('people:title_one'),
        primary: true,
        width: 140,
        sortField: 'name',
        cell: (person) => person.name,
      },
      {
        id: 'accounts',
        header: t('people:field.accounts'),
        width: 220,
        cell: (person) => person.accounts.map(({ name }) => name ?? '—').join(', ') || '—',
      },
      {
        id: 'role',
        header: t('accounts:people.role_label'),
        width: 120,
        cell: (person) => {
          const role = person.accounts[0]?.role;
          return role ? <StatusTag>{t(`accounts:people.role.${role}`)}</StatusTag> : '—';
        },
      },
      { id: 'title', header: t('people:field.title'), width: 120, cell: (person) => person.title ?? '—' },
      contact('phone'),
      contact('email'),
      contact('wechat'),
      {
        id: 'created_at',
        header: t('people:field.created'),
        width: 110,
        sortField: 'created_at',
        cell: (person) => <RelativeTime at={person.created_at} />,
      },
      {
        id: 'external_id',
        header: t('people:field.external_id'),
        ...off,
        cell: (person) => person.external_id ?? '—',
      },
      {
        id: 'updated_at',
        header: t('people:field.updated'),
        sortField: 'updated_at',
        ...off,
        cell: (person) => <RelativeTime at={person.updated_at} />,
      },
    ];
  }, [t]);
}
