import {
  type SavedQuestion,
  type SavedQuestionPatch,
  toProblem,
  updateSavedQuestion,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Shown = Pick<SavedQuestionPatch, 'view' | 'figure'>;

/** How a question is drawn: changed at once, and for everybody by those who may. */
export function useShownQuestion(question: SavedQuestion, canWrite: boolean) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [mine, setMine] = useState<Shown>({});
  const save = useMutation({
    mutationFn: (body: Shown) => {
      // Over whatever others saved: it changes nothing but the drawing.
      return updateSavedQuestion({ path: { id: question.id }, body, throwOnError: true });
    },
    onError: (error) => showToast(toProblem(error).detail ?? t('problem.unknown'), { tone: 'danger' }),
    onSettled: async () => {
      await invalidateTags(queryClient, 'dashboards');
      setMine({});
    },
  });
  return {
    kept: { ...question, ...mine },
    change: (shown: Shown) => {
      setMine({ ...mine, ...shown });
      if (canWrite) save.mutate(shown);
    },
  };
}
