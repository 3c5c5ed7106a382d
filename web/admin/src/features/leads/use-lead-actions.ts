import { archiveLead, assignLead, ifMatch, type Lead, toProblem, unarchiveLead } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMembers } from '../../shared/members/use-members';
import { applyToLeads, isAboutLeads, withLead } from './lead-cache';
import { leadTitle } from './lead-title';

type Assignment = { lead: Lead; ownerId: string | null };

/** Assigning and archiving one lead, each with its undo. */
export function useLeadActions() {
  const { t } = useTranslation(['leads', 'common']);
  const queryClient = useQueryClient();
  const { nameOf } = useMembers();
  const refresh = () => invalidateTags(queryClient, 'leads', 'insights');
  const sayWhy = (error: unknown) => {
    const { status, detail } = toProblem(error);
    const text = status === 412 ? t('leads:changed_meanwhile') : (detail ?? t('common:problem.unknown'));
    showToast(text, { tone: 'danger' });
  };

  const assign = useMutation({
    mutationFn: async ({ lead, ownerId }: Assignment) => {
      const body = { owner_id: ownerId };
      return (await assignLead({ path: { id: lead.id }, body, headers: ifMatch(lead), throwOnError: true }))
        .data;
    },
    onMutate: async ({ lead, ownerId }) => {
      await queryClient.cancelQueries({ predicate: isAboutLeads });
      const owner = ownerId ? { id: ownerId, name: nameOf(ownerId) ?? '' } : undefined;
      return applyToLeads(queryClient, (cached) =>
        withLead(cached, lead.id, (each) => ({ ...each, owner_id: ownerId, owner })),
      );
    },
    onSuccess: (assigned, { lead, ownerId }) => {
      applyToLeads(queryClient, (cached) =>
        withLead(cached, assigned.id, (each) => ({ ...each, ...assigned })),
      );
      const text = ownerId
        ? t('leads:assign.done', { lead: leadTitle(lead), owner: nameOf(ownerId) ?? '' })
        : t('leads:assign.taken_away', { lead: leadTitle(lead) });
      showToast(text, { undo: () => assign.mutate({ lead: assigned, ownerId: lead.owner_id ?? null }) });
    },
    onError: (error, _, rollback) => {
      rollback?.();
      sayWhy(error);
    },
    onSettled: refresh,
  });

  const unarchive = useMutation({
    mutationFn: (lead: Lead) => unarchiveLead({ path: { id: lead.id }, throwOnError: true }),
    onError: sayWhy,
    onSettled: refresh,
  });
  const archive = useMutation({
    mutationFn: (lead: Lead) => archiveLead({ path: { id: lead.id }, throwOnError: true }),
    onSuccess: (_, lead) =>
      showToast(t('leads:archive.done', { lead: leadTitle(lead) }), { undo: () => unarchive.mutate(lead) }),
    onError: sayWhy,
    onSettled: refresh,
  });
  return { assign, archive, unarchive };
}
