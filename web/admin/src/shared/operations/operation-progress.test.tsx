// @vitest-environment jsdom
import { client } from '@perennial/api-client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import kit from '../../../../ui/src/locales/en/kit.json';
import common from '../../locales/en/common.json';
import operations from '../../locales/en/operations.json';
import { OperationProgress } from './operation-progress';

const running = {
  id: 'operation_1',
  kind: 'import.run',
  state: 'running',
  progress: { done: 50, total: 200 },
  counts: { created: 48, error: 2 },
  result: {},
  cancel_requested: false,
  undo: { state: 'unavailable' },
  created_at: '2026-11-21T10:00:00Z',
  updated_at: '2026-11-21T10:00:00Z',
};

/** A server that gives the answers in turn, the last one for ever. */
function serve(...answers: object[]) {
  const calls: Request[] = [];
  client.setConfig({
    baseUrl: 'http://localhost',
    fetch: vi.fn(async (request: RequestInfo | URL) => {
      calls.push(request as Request);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return Response.json(answer);
    }) as typeof fetch,
  });
  return calls;
}

function show(queryClient = new QueryClient()) {
  render(
    <QueryClientProvider client={queryClient}>
      <OperationProgress id="operation_1" tags={['leads']} />
    </QueryClientProvider>,
  );
  return queryClient;
}

beforeAll(async () => {
  window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as never;
  await i18next
    .use(initReactI18next)
    .init({ lng: 'en', defaultNS: 'common', resources: { en: { common, kit, operations } } });
});
afterEach(cleanup);

describe('the progress of an operation', () => {
  it('shows how far it is and what came of it', async () => {
    serve(running);
    show();
    expect(await screen.findByText('50 of 200')).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.25');
    expect(screen.getByText('With errors')).toBeTruthy();
  });

  it('looks again until it is over, and then reads again what it changed', async () => {
    serve(running, { ...running, state: 'succeeded', progress: { done: 200, total: 200 } });
    const queryClient = new QueryClient();
    const invalidate = vi.spyOn(queryClient, 'invalidateQueries');
    show(queryClient);
    expect(await screen.findByText('Done', {}, { timeout: 3_000 })).toBeTruthy();
    expect(invalidate).toHaveBeenCalledOnce();
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
  });

  it('asks before it stops the work', async () => {
    const calls = serve(running);
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(await screen.findByText(operations.cancel.text)).toBeTruthy();
    expect(calls.some(({ method }) => method === 'POST')).toBe(false);
    const [, confirm] = screen.getAllByRole('button', { name: 'Stop' });
    fireEvent.click(confirm as Element);
    await vi.waitFor(() => expect(calls.some(({ url }) => url.endsWith('/cancel'))).toBe(true));
  });
});
