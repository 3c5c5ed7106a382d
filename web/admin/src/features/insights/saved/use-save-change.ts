import {
  getSavedQuestion,
  ifMatch,
  type SavedQuestion,
  toProblem,
  updateSavedQuestion,
} from '@perennial/api-client';
import { getSavedQuestionQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Kept } from './use-kept-question';

/** Saves the changed question under its name. Somebody else's change in between is shown, never overwritten by a slip. */
export function useSaveChange({ asked, saved, savedId, isModified, onReset }: Kept) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [theirs, setTheirs] = useState<SavedQuestion>();
  // A newer version that arrives by itself is not what was changed here.
  const [base, setBase] = useState<{ id: string; version: number }>();
  const { id, version } = saved.data ?? {};
  const isOther = base?.id !== id || (!isModified && base?.version !== version);
  if (id && version !== undefined && isOther) setBase({ id, version });
  const path = { id: savedId ?? '' };
  const put = (question: SavedQuestion) => {
    setTheirs(undefined);
    queryClient.setQueryData(getSavedQuestionQueryKey({ path }), question);
  };
  const save = useMutation({
    /** Over the version that was opened, unless somebody decides to go over a newer one. */
    mutationFn: async (over: number | undefined) => {
      const headers = ifMatch({ version: over ?? base?.version ?? 0 });
      return (await updateSavedQuestion({ path, headers, body: { ...asked }, throwOnError: true })).data;
    },
    onSuccess: (question) => {
      put(question);
      void invalidateTags(queryClient, 'dashboards');
      showToast(t('saved'), { tone: 'success' });
    },
    onError: async (error) => {
      const problem = toProblem(error);
      if (problem.status === 412) setTheirs((await getSavedQuestion({ path, throwOnError: true })).data);
      else showToast(problem.detail ?? t('problem.unknown'), { tone: 'danger' });
    },
  });
  const takeTheirs = () => {
    if (!theirs) return;
    put(theirs);
    onReset(theirs);
  };
  return {
    save,
    theirs,
    decide: { onTakeTheirs: takeTheirs, onKeepMine: () => save.mutate(theirs?.version) },
  };
}
