/**
 * A `fetch` that carries the session: bearer token, language, an idempotency key on every POST. When the token has run
 * out it is renewed once, by one request for all callers that wait, and the call is sent again.
 */
export type SessionSource = {
  accessToken: () => string | undefined;
  language: () => string;
  /** Resolves to a fresh access token, or to nothing when the session is over. */
  refresh: () => Promise<string | undefined>;
  onSessionOver: () => void;
};

const withoutSession = /^\/v1\/(auth|public)\//;

export function createSessionFetch(
  source: SessionSource,
  send: typeof fetch = (...args) => fetch(...args),
): typeof fetch {
  const refresh = singleFlight(source.refresh);
  return async (input, init) => {
    const request = new Request(input, init);
    request.headers.set('Accept-Language', source.language());
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', randomKey());
    }
    const token = source.accessToken();
    if (token) request.headers.set('Authorization', `Bearer ${token}`);
    if (withoutSession.test(new URL(request.url).pathname)) return send(request);

    const again = request.clone();
    const response = await send(request);
    if (response.status !== 401 || (await isWrongPassword(response))) return response;
    // Somebody else may have renewed the token while this call was under way.
    const current = source.accessToken();
    const renewed = current && current !== token ? current : await refresh();
    if (!renewed) {
      source.onSessionOver();
      return response;
    }
    again.headers.set('Authorization', `Bearer ${renewed}`);
    return send(again);
  };
}

/** Somebody mistyped the password they have to give once more: no fresh token helps, and a second try counts as one. */
async function isWrongPassword(response: Response): Promise<boolean> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return typeof body === 'object' && body !== null && 'code' in body && body.code === 'wrong_credentials';
}

/** Callers that come while a run is under way share it. */
export function singleFlight<T>(run: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | undefined;
  return () => {
    current ??= run().finally(() => {
      current = undefined;
    });
    return current;
  };
}

/** `crypto.randomUUID` exists only in secure contexts; a server in a local network may be reached by plain http. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
