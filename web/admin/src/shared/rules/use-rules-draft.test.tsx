// @vitest-environment jsdom
import { ApiProblem } from '@perennial/api-client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { type Published, useRulesDraft } from './use-rules-draft';

type Rules = { names: string[] };
const at = (version: number, ...names: string[]): Published<Rules> => ({ version, rules: { names } });

function start(stored: Published<Rules>, theirs = stored) {
  const queryClient = new QueryClient();
  const send = vi.fn(async (rules: Rules, seen: number) => {
    if (seen < theirs.version) throw new ApiProblem(412);
    return { version: seen + 1, rules };
  });
  const hook = renderHook(
    (now: Published<Rules>) => useRulesDraft<Rules>({ stored: now, send, read: async () => theirs }),
    {
      initialProps: stored,
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      ),
    },
  );
  return { hook, send };
}

it('publishes against the version that was seen, and begins anew with what holds then', async () => {
  const { hook, send } = start(at(2, 'a'));
  act(() => hook.result.current.setRules({ names: ['a', 'b'] }));
  expect(hook.result.current.isChanged).toBe(true);
  act(() => hook.result.current.publish.mutate(undefined));
  await waitFor(() => expect(hook.result.current.base.version).toBe(3));
  expect(send).toHaveBeenCalledWith({ names: ['a', 'b'] }, 2);
  expect(hook.result.current.isChanged).toBe(false);
});

it('keeps what was changed when somebody else was faster, until one of the two is chosen', async () => {
  const { hook, send } = start(at(2, 'a'), at(3, 'theirs'));
  act(() => hook.result.current.setRules({ names: ['mine'] }));
  act(() => hook.result.current.publish.mutate(undefined));
  await waitFor(() => expect(hook.result.current.isStale).toBe(true));
  expect(hook.result.current.rules.names).toEqual(['mine']);
  await act(() => hook.result.current.keepMine());
  await waitFor(() => expect(hook.result.current.base).toEqual(at(4, 'mine')));
  expect(send).toHaveBeenLastCalledWith({ names: ['mine'] }, 3);
});

it('takes over what others published where nothing was changed here, and never over a draft', async () => {
  const { hook } = start(at(2, 'a'));
  hook.rerender(at(3, 'b'));
  expect(hook.result.current.rules.names).toEqual(['b']);
  act(() => hook.result.current.setRules({ names: ['mine'] }));
  hook.rerender(at(4, 'c'));
  expect(hook.result.current.rules.names).toEqual(['mine']);
  expect(hook.result.current.base.version).toBe(3);
});
