import { acceptReferral, ifMatch, type Referral, refuseReferral, toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { referredTitle } from '../referred-title';
import { undoingOf } from './undoing';

/** Accepts and refuses referrals, and takes it back where the one before can be brought back. */
export function useVerdicts() {
  const { t } = useTranslation(['referrals', 'common']);
  const queryClient = useQueryClient();
  const settle = () => invalidateTags(queryClient, 'referrals', 'leads');
  const fail = (error: unknown) =>
    showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });
  const send = async (referral: Referral, note?: string) => {
    const to = { path: { id: referral.id }, headers: ifMatch(referral), throwOnError: true } as const;
    const answer =
      note === undefined ? await acceptReferral(to) : await refuseReferral({ ...to, body: { note } });
    return answer.data;
  };
  const tell = async (before: Referral, after: Referral) => {
    const undoing = undoingOf(before);
    const undo = async () => {
      try {
        await send(after, undoing?.kind === 'refuse' ? undoing.note : undefined);
        await settle();
      } catch (error) {
        fail(error);
      }
    };
    const done = after.verdict === 'refused' ? 'refuse.done' : 'accept.done';
    showToast(t(`referrals:${done}`, { lead: referredTitle(after.lead) }), {
      tone: 'success',
      ...(undoing ? { undo: () => void undo() } : {}),
    });
    await settle();
  };
  const accept = useMutation({
    mutationFn: (referral: Referral) => send(referral),
    onSuccess: (after, before) => tell(before, after),
    onError: async (error) => {
      fail(error);
      await settle();
    },
  });
  const refuse = async (referral: Referral, note: string) => tell(referral, await send(referral, note));
  return { accept, refuse };
}
