import { toProblem } from '@perennial/api-client';
import { QueryClient } from '@tanstack/react-query';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Trying again helps against a lost connection or a restarting server, not against a refusal.
      retry: (failures, error) => {
        const { status } = toProblem(error);
        return failures < 2 && (status === 0 || status >= 500);
      },
    },
    mutations: { retry: false },
  },
});
