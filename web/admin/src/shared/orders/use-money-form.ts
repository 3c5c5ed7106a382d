import { toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useProblemForm } from '../../forms/use-problem-form';

/** What changes with an order or a subscription: both, the account's standing, and what is computed of them. */
export const moneyTags = ['orders', 'accounts', 'insights', 'audit'] as const;

type MoneyFormOptions<Values, Saved> = {
  submit: (values: Values) => Promise<Saved>;
  /** What the toast says. */
  said: (saved: Saved) => string;
  onDone: (saved: Saved) => void;
};

/** The form of an order or a subscription. When somebody else was faster, the next try is made on what is saved now. */
export function useMoneyForm<Values extends object, Saved>(options: MoneyFormOptions<Values, Saved>) {
  const queryClient = useQueryClient();
  return useProblemForm<Values, Saved>({
    submit: async (values) => {
      try {
        return await options.submit(values);
      } catch (error) {
        if (toProblem(error).status === 412) await invalidateTags(queryClient, 'orders');
        throw error;
      }
    },
    onDone: async (saved) => {
      await invalidateTags(queryClient, ...moneyTags);
      showToast(options.said(saved), { tone: 'success' });
      options.onDone(saved);
    },
  });
}
