import { describe, expect, it, vi } from 'vitest';
import { createSessionFetch } from './session-fetch';

/** A server that accepts one token, and a session that starts with another. */
function world({ renewable = true } = {}) {
  let token: string | undefined = 'stale';
  const seen: Request[] = [];
  const refresh = vi.fn(async () => {
    await new Promise((resume) => setTimeout(resume, 5));
    token = renewable ? 'fresh' : undefined;
    return token;
  });
  const onSessionOver = vi.fn();
  const send = vi.fn(async (input: RequestInfo | URL) => {
    const request = input as Request;
    seen.push(request.clone());
    const accepted = request.headers.get('Authorization') === 'Bearer fresh';
    return new Response(null, { status: accepted ? 200 : 401 });
  });
  const source = { accessToken: () => token, language: () => 'zh-CN', refresh, onSessionOver };
  return { call: createSessionFetch(source, send), refresh, onSessionOver, seen };
}

describe('session fetch', () => {
  it('renews the session once for all calls that wait', async () => {
    const { call, refresh } = world();
    const responses = await Promise.all([1, 2, 3, 4, 5].map((n) => call(`http://localhost/v1/leads?n=${n}`)));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(refresh).toHaveBeenCalledOnce();
  });

  it('sends the same body and the same idempotency key again', async () => {
    const { call, seen } = world();
    await call('http://localhost/v1/leads', { method: 'POST', body: '{"name":"Ada"}' });
    expect(await Promise.all(seen.map((request) => request.text()))).toEqual([
      '{"name":"Ada"}',
      '{"name":"Ada"}',
    ]);
    const keys = seen.map((request) => request.headers.get('Idempotency-Key'));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it('ends the session when it can’t be renewed, and hands the refusal on', async () => {
    const { call, onSessionOver, seen } = world({ renewable: false });
    const response = await call('http://localhost/v1/leads');
    expect(response.status).toBe(401);
    expect(onSessionOver).toHaveBeenCalledOnce();
    expect(seen).toHaveLength(1);
  });

  it('never renews for a refused sign-in', async () => {
    const { call, refresh } = world();
    const response = await call('http://localhost/v1/auth/sign-in', { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
    expect(refresh).not.toHaveBeenCalled();
  });

  it('does not send a mistyped password twice', async () => {
    const send = vi.fn(async () => Response.json({ code: 'wrong_credentials' }, { status: 401 }));
    const refresh = vi.fn(async () => 'fresh');
    const source = { accessToken: () => 'token', language: () => 'en', refresh, onSessionOver: vi.fn() };
    const call = createSessionFetch(source, send);
    await call('http://localhost/v1/me/change-password', { method: 'POST', body: '{}' });
    expect(send).toHaveBeenCalledOnce();
    expect(refresh).not.toHaveBeenCalled();
  });

  it('asks for answers in the reader’s language', async () => {
    const { call, seen } = world();
    await call('http://localhost/v1/leads');
    expect(seen[0]?.headers.get('Accept-Language')).toBe('zh-CN');
  });
});
