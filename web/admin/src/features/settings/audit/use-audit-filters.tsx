import { listApiKeysOptions } from '@perennial/api-client/queries';
import { type Filter, SearchInput } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { eventTypeOptions, subjectTypeName } from '../../../shared/event-types/event-type-name';
import { DayFilter } from '../../../shared/filters/day-filter';
import { MultiFilter } from '../../../shared/filters/multi-filter';
import { SingleFilter } from '../../../shared/filters/single-filter';
import { useMemberOptions } from '../../../shared/members/member-select';
import type { AuditSearch } from './audit-search';

type Change = (part: Partial<AuditSearch>) => void;

export function useAuditFilters(search: AuditSearch, change: Change): Filter[] {
  const { t } = useTranslation(['audit', 'event-types']);
  const actors = useActors(search.actor_id);
  const named = i18next.getResourceBundle(i18next.language, 'event-types') as EventTypeTexts | undefined;
  const filter = (id: keyof AuditSearch, label: string, control: Filter['control']): Filter => ({
    id,
    label,
    control,
    isActive: Boolean(search[id]),
  });
  return [
    filter(
      'actor_id',
      t('audit:filter.actor'),
      <SingleFilter
        label={t('audit:filter.actor')}
        value={search.actor_id}
        onChange={(actor_id) => change({ actor_id })}
        options={actors}
      />,
    ),
    filter(
      'subject_type',
      t('audit:filter.subject_type'),
      <MultiFilter
        label={t('audit:filter.subject_type')}
        value={search.subject_type}
        onChange={(subject_type) => change({ subject_type })}
        options={Object.keys(named?.event ?? {})
          .filter(isSubject)
          .map((value) => ({ value, label: subjectTypeName(value) }))}
      />,
    ),
    filter(
      'event_type',
      t('audit:filter.event_type'),
      <MultiFilter
        label={t('audit:filter.event_type')}
        value={search.event_type}
        onChange={(event_type) => change({ event_type })}
        options={eventTypeOptions(typesOf(named)).flatMap((group) => group.options)}
      />,
    ),
    filter(
      'from',
      t('audit:filter.from'),
      <DayFilter label={t('audit:filter.from')} value={search.from} onChange={(from) => change({ from })} />,
    ),
    filter(
      'to',
      t('audit:filter.to'),
      <DayFilter label={t('audit:filter.to')} value={search.to} onChange={(to) => change({ to })} />,
    ),
    ...(search.subject_id
      ? [
          filter(
            'subject_id',
            t('audit:filter.subject'),
            <SingleFilter
              label={t('audit:filter.subject')}
              value={search.subject_id}
              onChange={(subject_id) => change({ subject_id })}
              options={[{ value: search.subject_id, label: search.subject_id }]}
            />,
          ),
        ]
      : []),
  ];
}

export function AuditSearchInput({ search, change }: { search: AuditSearch; change: Change }) {
  const { t } = useTranslation('audit');
  return (
    <SearchInput
      value={search.q ?? ''}
      placeholder={t('search')}
      onChange={(q) => change({ q: q || undefined })}
    />
  );
}

type EventTypeTexts = { event: Record<string, Record<string, string>> };

function typesOf(texts: EventTypeTexts | undefined): string[] {
  return Object.entries(texts?.event ?? {})
    .filter(([subject]) => isSubject(subject))
    .flatMap(([subject, events]) => Object.keys(events).map((event) => `${subject}.${event}`));
}

/** Test messages of webhooks are no entries of the audit trail. */
function isSubject(subject: string): boolean {
  return subject !== 'webhook';
}

/** Members and keys; an actor that came with a link and is neither stays on show by its id. */
function useActors(chosen: string | undefined): { value: string; label: string }[] {
  const members = useMemberOptions();
  const keys = useQuery({
    ...listApiKeysOptions({ query: { limit: 100 } }),
    enabled: useGrant('keys:read'),
    staleTime: 300_000,
  });
  const { t } = useTranslation('audit');
  const known = [
    ...members.map(({ value, label }) => ({ value, label })),
    ...(keys.data?.data ?? []).map(({ id, name }) => ({ value: id, label: t('key_named', { name }) })),
  ];
  if (!chosen || known.some(({ value }) => value === chosen)) return known;
  return [...known, { value: chosen, label: chosen }];
}
