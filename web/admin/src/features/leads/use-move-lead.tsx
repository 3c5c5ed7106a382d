import {
  getLead,
  ifMatch,
  type Lead,
  type LostReason,
  moveLead,
  type NextStep,
  type Stage,
  toProblem,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../shared/confirm/use-confirm';
import { applyToLeads, isAboutLeads, withLead, withMove } from './lead-cache';
import { leadTitle } from './lead-title';
import { useLeadStages } from './use-lead-stages';

const LostDialog = lazy(() => import('./lost-dialog'));
const NextStepDialog = lazy(() => import('./selling/next-step-dialog'));

export type Lost = { lost_reason: LostReason; lost_note?: string | null };
type Move = {
  lead: Lead;
  stage: Stage;
  beforeId?: string | undefined;
  lost?: Lost | undefined;
  next?: NextStep | undefined;
};
type MoveLead = (lead: Lead, stage: Stage, beforeId?: string) => void;

/**
 * Moves leads through the stages: shown at once, taken back when the server refuses, with a question when somebody else
 * was faster, and undone by the toast. `dialogs` must be rendered by whoever uses it.
 */
export function useMoveLead(): { move: MoveLead; dialogs: ReactNode } {
  const { t } = useTranslation(['leads', 'common']);
  const queryClient = useQueryClient();
  const stages = useLeadStages();
  const [asking, setAsking] = useState<Move>();
  /** Refused for want of a next step. */
  const [planning, setPlanning] = useState<Move>();
  const { ask, holder } = useConfirm();

  const mutation = useMutation({
    mutationFn: async ({ lead, stage, beforeId, lost, next }: Move) => {
      const body = {
        stage_id: stage.id,
        ...lost,
        ...(beforeId ? { before_lead_id: beforeId } : {}),
        ...(next ? { next_step: next } : {}),
      };
      const { data } = await moveLead({
        path: { id: lead.id },
        body,
        headers: ifMatch(lead),
        throwOnError: true,
      });
      return data;
    },
    onMutate: async ({ lead, stage, beforeId }) => {
      await queryClient.cancelQueries({ predicate: isAboutLeads });
      return applyToLeads(queryClient, (cached) => withMove(cached, lead, stage, beforeId));
    },
    onSuccess: (moved, { lead, stage }) => {
      applyToLeads(queryClient, (cached) => withLead(cached, moved.id, (each) => ({ ...each, ...moved })));
      if (lead.stage.id === stage.id) return;
      const back = stages.find(({ id }) => id === lead.stage.id);
      const wasLost = lead.lost_reason
        ? { lost_reason: lead.lost_reason, lost_note: lead.lost_note }
        : undefined;
      showToast(t('leads:move.done', { lead: leadTitle(lead), stage: stage.name }), {
        ...(back ? { undo: () => mutation.mutate({ lead: moved, stage: back, lost: wasLost }) } : {}),
      });
    },
    onError: (error, move, rollback) => {
      rollback?.();
      const problem = toProblem(error);
      if (problem.status === 412) void askAgain(move);
      else if (!move.next && problem.errors.some(({ pointer }) => pointer === '/next_step'))
        setPlanning(move);
      else
        showToast(problem.errors[0]?.message ?? problem.detail ?? t('leads:move.failed'), { tone: 'danger' });
    },
    onSettled: () => invalidateTags(queryClient, 'leads', 'insights', 'tasks'),
  });

  const askAgain = async (move: Move) => {
    const { data: current } = await getLead({ path: { id: move.lead.id }, throwOnError: true });
    ask({
      title: t('leads:move.conflict_title', { lead: leadTitle(current) }),
      text: t('leads:move.conflict_text', { now: current.stage.name, wanted: move.stage.name }),
      confirm: t('leads:move.anyway'),
      cancel: t('leads:move.leave'),
      isDangerous: false,
      run: () => mutation.mutate({ ...move, lead: current }),
    });
  };

  const move: MoveLead = (lead, stage, beforeId) => {
    const wanted = { lead, stage, beforeId };
    if (stage.type === 'lost' && lead.stage.id !== stage.id) return setAsking(wanted);
    const lost =
      stage.type === 'lost' && lead.lost_reason
        ? { lost_reason: lead.lost_reason, lost_note: lead.lost_note ?? null }
        : undefined;
    if (lead.stage.id !== stage.id || beforeId) mutation.mutate({ ...wanted, lost });
  };

  const dialogs = (
    <>
      {holder}
      {planning ? (
        <Suspense fallback={null}>
          <NextStepDialog
            name={leadTitle(planning.lead)}
            stage={planning.stage.name}
            onCancel={() => setPlanning(undefined)}
            onConfirm={(next) => {
              setPlanning(undefined);
              mutation.mutate({ ...planning, next });
            }}
          />
        </Suspense>
      ) : null}
      {asking ? (
        <Suspense fallback={null}>
          <LostDialog
            name={leadTitle(asking.lead)}
            onCancel={() => setAsking(undefined)}
            onConfirm={(lost) => {
              setAsking(undefined);
              mutation.mutate({ ...asking, lost });
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
  return { move, dialogs };
}
