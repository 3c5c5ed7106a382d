import type { EventsNode } from './condition-draft';

type Counts = Pick<EventsNode, 'at_least' | 'at_most'>;
/** How people say how often something happened. */
export type CountMode = 'at_least' | 'at_most' | 'between' | 'never';

export function countMode({ at_least, at_most }: Counts): CountMode {
  if (at_most === undefined) return 'at_least';
  if (at_least > 0) return 'between';
  return at_most === 0 ? 'never' : 'at_most';
}

/** The bounds when the way to say it changes: what was said stays as far as it can. */
export function countsOf(mode: CountMode, { at_least, at_most }: Counts): Counts {
  switch (mode) {
    case 'at_least':
      return { at_least: Math.max(1, at_least), at_most: undefined };
    case 'at_most':
      return { at_least: 0, at_most: at_most || Math.max(1, at_least) };
    case 'between': {
      const least = Math.max(1, at_least);
      return { at_least: least, at_most: Math.max(least, at_most ?? 0) };
    }
    case 'never':
      return { at_least: 0, at_most: 0 };
  }
}
