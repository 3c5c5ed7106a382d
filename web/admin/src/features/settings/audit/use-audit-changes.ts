import type { AuditEntry } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import i18next from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttributeWords } from '../../../shared/attributes/use-attribute-words';
import { useMembers } from '../../../shared/members/use-members';
import { usePlanName } from '../../../shared/plans/use-plans';
import { formatChangedValue } from '../../../shared/timeline/changed-value';
import { unfoldChanges } from '../../../shared/timeline/unfold-changes';

export type AuditChange = {
  field: string;
  before: string | null;
  after: string | null;
  /** Contact data changed: the trail keeps that it did, not what it was. */
  isConcealed: boolean;
};

/** What an entry says was different before and after, in the reader's language. */
export function useAuditChanges(): (entry: AuditEntry) => AuditChange[] {
  const { t } = useTranslation(['audit', 'timeline']);
  const { locale, timeZone } = useKit();
  const { members } = useMembers();
  const planName = usePlanName();
  const attributes = useAttributeWords();
  return useCallback(
    (entry) => {
      const nameOf = (id: string) =>
        id.startsWith('plan_') ? planName(id) : members.find((member) => member.id === id)?.name;
      const text = (field: string, value: unknown) =>
        formatChangedValue(value, {
          locale,
          timeZone,
          nameOf,
          wordOf: (word) => attributes.valueName(field, word) ?? wordOf(field, word),
        });
      return unfoldChanges(entry.changes).map(([name, change]) => {
        const field =
          attributes.fieldName(name) ??
          (t([`audit:field_name.${name}`, `timeline:field.${name}`] as never, name) as string);
        const { before, after } = (change ?? {}) as { before?: unknown; after?: unknown };
        return {
          field,
          before: text(name, before),
          after: text(name, after),
          isConcealed: before === undefined && after === undefined,
        };
      });
    },
    [t, locale, timeZone, members, planName, attributes],
  );
}

function wordOf(field: string, word: string): string | undefined {
  const keys = [
    `timeline:word.${field}.${word}`,
    `audit:word.${word}`,
    ...(field === 'role' ? [`shell:role.${word}`] : []),
  ];
  const key = keys.find((each) => i18next.exists(each));
  return key ? (i18next.t(key as 'audit:title') as string) : undefined;
}
