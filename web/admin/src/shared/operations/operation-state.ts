import type { Operation } from '@perennial/api-client';
import i18next from 'i18next';

/** How often a running operation is asked for, in milliseconds. */
const pause = 1_000;
/** The same after an error: the server may be restarting. */
const pauseAfterError = 4_000;

/** Whether nothing more will happen. */
export function isOver({ state }: Pick<Operation, 'state'>): boolean {
  return state !== 'queued' && state !== 'running';
}

/** When to ask again; `false` once the operation is over. */
export function nextLook(operation: Operation | undefined, hasFailed: boolean): number | false {
  if (operation && isOver(operation)) return false;
  return hasFailed ? pauseAfterError : pause;
}

/** How full the bar is, from 0 to 1; undefined while nobody knows how much there is to do. */
export function fractionOf({ state, progress }: Pick<Operation, 'state' | 'progress'>): number | undefined {
  if (state === 'succeeded') return 1;
  if (!progress.total) return undefined;
  return Math.min(progress.done / progress.total, 1);
}

/** What the operation does, in the reader's language; a kind that is newer than this application is shown by its name. */
export function kindName(kind: string): string {
  return known(`operations:kind.${kind}`) ?? kind;
}

/** The name of an outcome such as `created`. */
export function outcomeName(outcome: string): string {
  return known(`operations:outcome.${outcome}`) ?? outcome;
}

function known(key: string): string | undefined {
  return i18next.exists(key) ? (i18next.t(key as 'operations:title') as string) : undefined;
}
