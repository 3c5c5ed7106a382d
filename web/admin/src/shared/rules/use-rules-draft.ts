import { toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { printed } from './printed';

/** Rules with the version as which they were published; 0 before anybody has published any. */
export type Published<Rules> = { version: number; rules: Rules };

type RulesDraftOptions<Rules> = {
  stored: Published<Rules>;
  /** Publishes, against the version that was seen. */
  send: (rules: Rules, seen: number) => Promise<Published<Rules>>;
  /** Those that hold, or those of a version. */
  read: (query: { version?: number }) => Promise<Published<Rules>>;
  /** What reads stale data after publishing. */
  tags?: string[];
};

/** Rules as they are edited here. What holds changes only when they are published. */
export function useRulesDraft<Rules extends object>(options: RulesDraftOptions<Rules>) {
  const { stored, send, read, tags = ['lead-routing', 'leads'] } = options;
  const { t } = useTranslation('rules');
  const queryClient = useQueryClient();
  const [base, setBase] = useState(stored);
  const [rules, setRules] = useState(stored.rules);
  const isChanged = printed(rules) !== printed(base.rules);
  const begin = (published: Published<Rules>) => {
    setBase(published);
    setRules(published.rules);
  };
  // Published by others while nothing was changed here.
  if (!isChanged && stored.version > base.version) begin(stored);
  const publish = useMutation({
    mutationFn: (over: number | undefined) => send(rules, over ?? base.version),
    onSuccess: async (published) => {
      begin(published);
      showToast(t('publish.done', { version: published.version }), { tone: 'success' });
      await invalidateTags(queryClient, ...tags);
    },
  });
  const refusal = publish.error ? toProblem(publish.error) : undefined;
  return {
    rules,
    setRules,
    base,
    read,
    isChanged,
    publish,
    refusal,
    isStale: refusal?.status === 412,
    /** Drops what was changed here for what somebody else published. */
    takeTheirs: async () => {
      begin(await read({}));
      publish.reset();
    },
    keepMine: async () => publish.mutate((await read({})).version),
    discard: () => {
      setRules(base.rules);
      publish.reset();
    },
  };
}

export type RulesDraft<Rules extends object> = ReturnType<typeof useRulesDraft<Rules>>;
