import { type CriterionAnswer, type CriterionReview, reviewLead } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

type Review = { given: CriterionAnswer; before: CriterionReview };

/** Answers one criterion; the notice gives the answer before back. */
export function useReview(leadId: string) {
  const { t } = useTranslation('validity');
  const queryClient = useQueryClient();
  const review = useMutation({
    mutationFn: async ({ given }: Review) =>
      (await reviewLead({ path: { id: leadId }, body: { criteria: [given] }, throwOnError: true })).data,
    onSuccess: (after, { given, before }) => {
      const now = after.criteria.find(({ criterion }) => criterion === given.criterion);
      const { criterion, answer, evidence = null } = before;
      showToast(
        t('reviewed', { criterion: t(`criterion.${criterion}`), answer: t(`answer.${given.answer}`) }),
        {
          ...(now
            ? { undo: () => review.mutate({ given: { criterion, answer, evidence }, before: now }) }
            : {}),
        },
      );
      return invalidateTags(queryClient, 'leads');
    },
  });
  return review;
}
