import type { Grant, Session } from '@perennial/api-client';
import { useSyncExternalStore } from 'react';

/** The session of this tab. The access token lives in memory only; the refresh token is a cookie no script can read. */
let session: Session | undefined;
/** What screens go on showing in the moment between the end of the session and the sign-in page. */
let lastSession: Session | undefined;
const listeners = new Set<() => void>();

export function currentSession(): Session | undefined {
  return session;
}

export function setSession(next: Session | undefined): void {
  session = next;
  lastSession = next ?? lastSession;
  for (const listener of listeners) listener();
}

/** For screens inside the shell, where there always is a session. */
export function useSession(): Session {
  const current = useSyncExternalStore(subscribeSession, () => lastSession);
  if (!current) throw new Error('useSession is for screens behind sign-in');
  return current;
}

/** Hides what the reader may not do. The server is what protects. */
export function useGrant(grant: Grant): boolean {
  return useSession().member.grants.includes(grant);
}

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
