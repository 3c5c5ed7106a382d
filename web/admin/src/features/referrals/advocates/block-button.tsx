import { type Advocate, ifMatch, toProblem, updateAdvocate } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Stops a code, or lets it work again; the notice takes it back. */
export function BlockButton({ advocate }: { advocate: Advocate }) {
  const { t } = useTranslation(['referrals', 'common']);
  const queryClient = useQueryClient();
  const isBlocked = Boolean(advocate.blocked_at);
  const mutation = useMutation({
    mutationFn: async ({ of, blocked }: { of: Advocate; blocked: boolean; isUndo?: boolean }) => {
      const headers = ifMatch(of);
      const path = { id: of.id };
      return (await updateAdvocate({ path, body: { blocked }, headers, throwOnError: true })).data;
    },
    onSuccess: async (after, { blocked, isUndo }) => {
      const name = after.name;
      showToast(
        t(blocked ? 'referrals:advocate.block_done' : 'referrals:advocate.unblock_done', { name }),
        isUndo
          ? {}
          : {
              undo: () =>
                mutation.mutateAsync({ of: after, blocked: !blocked, isUndo: true }).catch(() => {}),
            },
      );
      await invalidateTags(queryClient, 'referrals');
    },
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
  });
  return (
    <Button
      danger={!isBlocked}
      loading={mutation.isPending}
      onClick={() => mutation.mutate({ of: advocate, blocked: !isBlocked })}
    >
      {t(isBlocked ? 'referrals:advocate.unblock' : 'referrals:advocate.block')}
    </Button>
  );
}
