import { toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

type WriteOptions<Input, Result> = {
  /** The OpenAPI tags of what it may have changed. */
  tags: readonly string[];
  onDone?: (result: Result, input: Input) => void;
};

/** A change made by a button: refreshes what it touched, and says so when it was refused. */
export function useWrite<Input, Result>(
  write: (input: Input) => Promise<Result>,
  { tags, onDone }: WriteOptions<Input, Result>,
) {
  const { t } = useTranslation(['common', 'settings']);
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: (result, input) => onDone?.(result, input),
    onError: (error) => {
      const { status, detail, title } = toProblem(error);
      const text =
        status === 412 ? t('settings:changed_meanwhile') : (detail ?? title ?? t('common:problem.unknown'));
      showToast(text, { tone: 'danger' });
    },
    onSettled: () => invalidateTags(queryClient, ...tags, 'audit'),
  });
}
