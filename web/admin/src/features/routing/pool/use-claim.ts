import { claimLead, type Lead, toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { leadTitle } from '../../leads/lead-title';

type Titled = Pick<Lead, 'id' | 'company' | 'name' | 'phone' | 'email' | 'wechat'>;

/** Takes a lead from its pool. Whoever comes too late is told so, and sees the pool as it is now. */
export function useClaim(onClaimed?: (lead: Lead) => void) {
  const { t } = useTranslation(['pool', 'common']);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (lead: Titled) => (await claimLead({ path: { id: lead.id }, throwOnError: true })).data,
    onSuccess: (claimed) => {
      showToast(t('pool:claim.done', { lead: leadTitle(claimed) }), { tone: 'success' });
      onClaimed?.(claimed);
    },
    onError: (error, lead) => {
      const { detail } = toProblem(error);
      const why = detail ?? t('common:problem.unknown');
      showToast(t('pool:claim.failed', { lead: leadTitle(lead), why }), { tone: 'danger' });
    },
    onSettled: () => invalidateTags(queryClient, 'leads', 'lead-routing'),
  });
}
