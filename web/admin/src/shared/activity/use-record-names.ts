import type { Account, Event, Person } from '@perennial/api-client';
import { getAccountOptions, getPersonOptions } from '@perennial/api-client/queries';
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useGrant } from '../../session/session-store';

/** Names change seldom; a log asks for the same ones again and again. */
const staleTime = 300_000;

export type RecordNames = {
  personName: (id: string) => string | undefined;
  accountName: (id: string) => string | undefined;
};

/** The names of the people and accounts of these events, each looked up once: events carry ids only. */
export function useRecordNames(events: readonly Pick<Event, 'person_id' | 'account_id'>[]): RecordNames {
  const enabled = useGrant('customers:read');
  const people = useQueries({
    queries: distinct(events.map((event) => event.person_id)).map((id) => ({
      ...getPersonOptions({ path: { id } }),
      staleTime,
      enabled,
    })),
    combine: arrived<Person>,
  });
  // Most accounts come with their people: only then is it known which ones are left to ask for.
  const ofPeople = useMemo(() => namesOfAccounts(people.found), [people.found]);
  const missing = distinct(events.map((event) => event.account_id)).filter((id) => !ofPeople.has(id));
  const accounts = useQueries({
    queries: missing.map((id) => ({
      ...getAccountOptions({ path: { id } }),
      staleTime,
      enabled: enabled && !people.isPending,
    })),
    combine: arrived<Account>,
  });
  return useMemo(
    () => ({
      personName: (id) => people.found.find((person) => person.id === id)?.name,
      accountName: (id) => ofPeople.get(id) ?? accounts.found.find((account) => account.id === id)?.name,
    }),
    [people.found, ofPeople, accounts.found],
  );
}

function arrived<Record>(queries: UseQueryResult<Record, unknown>[]): {
  found: Record[];
  isPending: boolean;
} {
  return {
    found: queries.flatMap(({ data }) => data ?? []),
    isPending: queries.some(({ isLoading }) => isLoading),
  };
}

function namesOfAccounts(people: Person[]): Map<string, string> {
  const accounts = people.flatMap((person) => person.accounts);
  return new Map(accounts.flatMap(({ account_id: id, name }) => (name ? [[id, name] as const] : [])));
}

function distinct(ids: (string | null | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null && id !== undefined))];
}
