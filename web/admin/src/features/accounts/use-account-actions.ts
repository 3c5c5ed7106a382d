import { type Account, type AccountPatch, ifMatch, toProblem, updateAccount } from '@perennial/api-client';
import { getAccountQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

type InlineEdit = {
  account: Account;
  change: Pick<AccountPatch, 'owner_id' | 'lifecycle_stage'>;
};

/** Changes made without a form, shown at once, each with its undo. */
export function useAccountActions() {
  const { t } = useTranslation(['accounts', 'common']);
  const queryClient = useQueryClient();
  const refresh = () => invalidateTags(queryClient, 'accounts', 'insights');
  const sayWhy = (error: unknown) => {
    const { status, detail } = toProblem(error);
    const text = status === 412 ? t('accounts:changed_meanwhile') : (detail ?? t('common:problem.unknown'));
    showToast(text, { tone: 'danger' });
  };

  const edit = useMutation({
    mutationFn: async ({ account, change }: InlineEdit) =>
      (
        await updateAccount({
          path: { id: account.id },
          body: change,
          headers: ifMatch(account),
          throwOnError: true,
        })
      ).data,
    onMutate: async ({ account, change }) => {
      const queryKey = getAccountQueryKey({ path: { id: account.id } });
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, { ...account, ...change } as Account);
    },
    onSuccess: (saved, { account, change }) => {
      const before = Object.fromEntries(
        Object.keys(change).map((field) => [field, account[field as keyof InlineEdit['change']] ?? null]),
      );
      showToast(t('common:saved'), { undo: () => edit.mutate({ account: saved, change: before }) });
    },
    onError: sayWhy,
    onSettled: refresh,
  });
  return { edit };
}
