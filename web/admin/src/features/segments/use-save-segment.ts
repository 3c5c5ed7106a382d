import {
  ApiProblem,
  type Condition,
  createSegment,
  type FieldProblem,
  getSegment,
  ifMatch,
  type Segment,
  toProblem,
  updateSegment,
} from '@perennial/api-client';
import { getSegmentQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftOf } from './segment-draft';
import type { DraftState } from './use-segment-draft';

type SaveParts = {
  stored: Segment | undefined;
  state: DraftState;
  condition: Condition;
  onSaved: (saved: Segment) => void;
};

/** Saves a new segment or a change. Somebody else's change in between is shown, never overwritten by a slip. */
export function useSaveSegment({ stored, state, condition, onSaved }: SaveParts) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [theirs, setTheirs] = useState<Segment>();
  const { name, description, subject, version = 0 } = state.draft;
  const body = { name: name.trim(), description: description.trim() || null, condition };
  const [refused, setRefused] = useState('');
  const save = useMutation({
    /** Over the version that is changed, unless somebody decides to go over a newer one. */
    mutationFn: async (over: number | undefined) => {
      if (!stored) return (await createSegment({ body: { ...body, subject }, throwOnError: true })).data;
      const path = { id: stored.id };
      const headers = ifMatch({ version: over ?? version });
      return (await updateSegment({ path, headers, body, throwOnError: true })).data;
    },
    onSuccess: (saved) => {
      setTheirs(undefined);
      state.forget();
      queryClient.setQueryData(getSegmentQueryKey({ path: { id: saved.id } }), saved);
      void invalidateTags(queryClient, 'segments');
      showToast(t('saved'), { tone: 'success' });
      onSaved(saved);
    },
    onError: async (error) => {
      setRefused(JSON.stringify(body));
      if (!stored || toProblem(error).status !== 412) return;
      setTheirs((await getSegment({ path: { id: stored.id }, throwOnError: true })).data);
    },
  });
  const takeTheirs = () => {
    if (!theirs) return;
    queryClient.setQueryData(getSegmentQueryKey({ path: { id: theirs.id } }), theirs);
    state.restart(draftOf(theirs));
    state.forget();
    save.reset();
    setTheirs(undefined);
  };
  const decide = { onTakeTheirs: takeTheirs, onKeepMine: () => save.mutate(theirs?.version) };
  // What is wrong with it is said until it is changed.
  const refusal = save.error && refused === JSON.stringify(body) ? toProblem(save.error) : undefined;
  return { save, refusal, theirs, decide };
}

/** What is left to say once fields and rows have said theirs. */
export function remaining(problem: ApiProblem | undefined, others: FieldProblem[]): ApiProblem | undefined {
  if (!problem) return undefined;
  const errors = others.filter(({ pointer }) => pointer !== '/name');
  if (problem.errors.length > 0 && errors.length === 0) return undefined;
  return new ApiProblem(problem.status, {
    code: problem.code,
    errors,
    ...(problem.title ? { title: problem.title } : {}),
    ...(problem.detail ? { detail: problem.detail } : {}),
    ...(problem.requestId ? { request_id: problem.requestId } : {}),
  });
}
