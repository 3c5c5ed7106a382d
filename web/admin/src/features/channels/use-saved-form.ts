import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblemForm } from '../../forms/use-problem-form';

type SavedFormOptions<Values> = {
  submit: (values: Values) => Promise<unknown>;
  /** What reads stale data afterwards. */
  tags: string[];
  onDone: () => void;
};

/** A form whose success is told by a toast and shown by fresh lists. */
export function useSavedForm<Values extends object>({ submit, tags, onDone }: SavedFormOptions<Values>) {
  const { t } = useTranslation('common');
  const queryClient = useQueryClient();
  return useProblemForm({
    submit,
    onDone: async () => {
      showToast(t('saved'), { tone: 'success' });
      onDone();
      await invalidateTags(queryClient, ...tags);
    },
  });
}
