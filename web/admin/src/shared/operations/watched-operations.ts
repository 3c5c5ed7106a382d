import { useSyncExternalStore } from 'react';

/** Long work that was started in this browser. Kept over a reload, so that its progress is there again. */
export type WatchedOperation = {
  id: string;
  workspaceId: string;
  /** The OpenAPI tags of what it changes. */
  tags: string[];
};

const storageKey = 'perennial.operations';
const mostKept = 5;
const listeners = new Set<() => void>();
let watched: readonly WatchedOperation[] = read();

/** Shows the operation's progress in the corner of every screen until it is closed there. */
export function watchOperation(operation: WatchedOperation): void {
  save([...watched.filter(({ id }) => id !== operation.id), operation].slice(-mostKept));
}

export function forgetOperation(id: string): void {
  save(watched.filter((operation) => operation.id !== id));
}

/** Those of one workspace: ids of another one lead nowhere. */
export function useWatchedOperations(workspaceId: string): WatchedOperation[] {
  const all = useSyncExternalStore(subscribe, () => watched);
  return all.filter((operation) => operation.workspaceId === workspaceId);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('storage', onStorage);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('storage', onStorage);
  };
}

/** Another tab started or closed one. */
function onStorage({ key }: StorageEvent): void {
  if (key !== storageKey) return;
  watched = read();
  announce();
}

function save(next: readonly WatchedOperation[]): void {
  watched = next;
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Followed until the page is left.
  }
  announce();
}

function read(): readonly WatchedOperation[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isWatched) : [];
  } catch {
    return [];
  }
}

function isWatched(value: unknown): value is WatchedOperation {
  const { id, workspaceId, tags } = (value ?? {}) as Partial<WatchedOperation>;
  return typeof id === 'string' && typeof workspaceId === 'string' && Array.isArray(tags);
}

function announce(): void {
  for (const listener of listeners) listener();
}
