import type { Segment } from '@perennial/api-client';
import { type Column, Figure, RelativeTime } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentence } from './segment-words';

export function useSegmentColumns(): Column<Segment>[] {
  const { t } = useTranslation(['segments', 'conditions']);
  const sentenceOf = useSentence();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('name'),
        primary: true,
        width: 220,
        sortField: 'name',
        cell: ({ name }) => name,
      },
      {
        id: 'subject',
        header: t('subject.label'),
        width: 90,
        deskOnly: true,
        cell: ({ subject }) => t(`unit.${subject}`),
      },
      {
        id: 'members',
        header: t('members.count'),
        align: 'end',
        width: 100,
        cell: ({ member_count }) => <Figure value={member_count ?? null} />,
      },
      {
        id: 'sentence',
        header: t('conditions:builder.title'),
        width: 420,
        cell: (segment) => <span title={sentenceOf(segment)}>{sentenceOf(segment)}</span>,
      },
      {
        id: 'counted_at',
        header: t('counted'),
        width: 120,
        cell: ({ counted_at }) => (counted_at ? <RelativeTime at={counted_at} /> : '—'),
      },
      {
        id: 'updated_at',
        header: t('updated'),
        width: 120,
        sortField: 'updated_at',
        offByDefault: true,
        cell: ({ updated_at }) => <RelativeTime at={updated_at} />,
      },
    ],
    [t, sentenceOf],
  );
}
