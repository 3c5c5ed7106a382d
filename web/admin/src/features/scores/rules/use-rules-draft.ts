import {
  getScoreDraft,
  ifMatch,
  publishScoreDraft,
  type ScoreDefinition,
  type ScoreDraft,
  toProblem,
  updateScoreDraft,
} from '@perennial/api-client';
import { getScoreDraftQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type KeyedRules, withKeys, withoutKeys } from './keyed-rules';

/** The same for the same rules, whatever the order of their fields. */
function printed(rules: ScoreDefinition): string {
  return JSON.stringify(rules, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** The draft as it is edited here, saved against the version that was seen. */
export function useRulesDraft(stored: ScoreDraft) {
  const { t } = useTranslation('scores');
  const queryClient = useQueryClient();
  const [rules, setRules] = useState<KeyedRules>(() => withKeys(stored.definition));
  const [seen, setSeen] = useState(stored.version);
  const definition = withoutKeys(rules);
  const isChanged = printed(definition) !== printed(stored.definition);
  // Saved by others while nothing was changed here.
  if (!isChanged && stored.version !== seen) setSeen(stored.version);
  const take = (draft: ScoreDraft) => {
    queryClient.setQueryData(getScoreDraftQueryKey(), draft);
    setSeen(draft.version);
  };
  const save = useMutation({
    mutationFn: async (over: number | undefined) => {
      const headers = ifMatch({ version: over ?? seen });
      return (await updateScoreDraft({ headers, body: definition, throwOnError: true })).data;
    },
    onSuccess: (draft) => {
      take(draft);
      // The server fills in what was left out.
      setRules(withKeys(draft.definition));
      showToast(t('draft.saved'), { tone: 'success' });
    },
  });
  const publish = useMutation({
    mutationFn: async (note: string) => {
      const headers = ifMatch({ version: seen });
      return (await publishScoreDraft({ headers, body: { note: note || null }, throwOnError: true })).data;
    },
    onSuccess: async ({ number }) => {
      showToast(t('publish.done', { number }), { tone: 'success' });
      await invalidateTags(queryClient, 'leads');
    },
  });
  /** Drops what was changed here for what somebody else saved. */
  const takeTheirs = async () => {
    const { data } = await getScoreDraft({ throwOnError: true });
    take(data);
    setRules(withKeys(data.definition));
    save.reset();
  };
  const keepMine = async () => {
    const { data } = await getScoreDraft({ throwOnError: true });
    save.mutate(data.version);
  };
  const refusal = save.error ? toProblem(save.error) : undefined;
  return {
    rules,
    definition,
    isChanged,
    setRules,
    save,
    publish,
    refusal,
    isStale: refusal?.status === 412,
    takeTheirs,
    keepMine,
    reset: () => {
      setRules(withKeys(stored.definition));
      save.reset();
    },
  };
}

export type RulesDraft = ReturnType<typeof useRulesDraft>;
