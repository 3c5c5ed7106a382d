import {
  client,
  createSessionFetch,
  refreshSession,
  type Session,
  singleFlight,
  toProblem,
} from '@perennial/api-client';
import i18next from 'i18next';
import { currentSession, setSession } from './session-store';

type KeeperOptions = { onSessionOver: () => void };

const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('perennial.session');
let onSessionOver: () => void = () => {};

/** Wires the generated client to the session. Call once at the start. */
export function startSessionKeeper(options: KeeperOptions): void {
  onSessionOver = options.onSessionOver;
  client.setConfig({
    baseUrl: window.location.origin,
    fetch: createSessionFetch({
      accessToken: () => currentSession()?.access_token,
      language: () => i18next.language,
      refresh: async () => (await renewSession())?.access_token,
      onSessionOver: endSession,
    }),
  });
  client.interceptors.error.use((error, response) => toProblem(error, response));
  channel?.addEventListener('message', ({ data }) => {
    if (data === 'signed-out') {
      setSession(undefined);
      onSessionOver();
    }
  });
}

/** The session of this tab, renewed from the cookie when the page has just been loaded. */
export async function ensureSession(): Promise<Session | undefined> {
  return currentSession() ?? (await renewSession());
}

/** Takes a session that a sign-in screen has just received. */
export function acceptSession(session: Session): void {
  setSession(session);
}

/** Ends the session in this tab and in all others of this browser. */
export function endSession(): void {
  setSession(undefined);
  channel?.postMessage('signed-out');
  onSessionOver();
}

/**
 * Refresh tokens rotate, and one used twice ends the session for safety. So only one tab of a browser renews at a time;
 * the next one then sends the cookie that the first has received.
 */
const renewSession = singleFlight(async () => {
  const renew = async () => {
    try {
      const { data } = await refreshSession({ throwOnError: true });
      setSession(data);
      return data;
    } catch (error) {
      const { status } = toProblem(error);
      if (status === 0 || status >= 500) throw error;
      setSession(undefined);
      return undefined;
    }
  };
  return 'locks' in navigator ? navigator.locks.request('perennial.refresh', renew) : renew();
});
