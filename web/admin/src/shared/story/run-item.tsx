import type { StoryEntry } from '@perennial/api-client';
import { type TimelineItem, useKit } from '@perennial/ui';
import { MousePointerClick } from 'lucide-react';
import type { BehaviourOf } from '../activity/behaviour-search';
import { Run } from './run';

/** Turns what somebody did in the product on one day into an entry that opens; undefined for entries of other kinds. */
export function useRunItem(of: BehaviourOf): (entry: StoryEntry) => TimelineItem | undefined {
  const { locale, timeZone } = useKit();
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  return ({ id, at, behaviour }) => {
    if (!behaviour) return undefined;
    const { first_at: first, last_at: last } = behaviour;
    return {
      id,
      at,
      icon: <MousePointerClick size={14} />,
      title: <Run of={of} behaviour={behaviour} />,
      source: time.formatRange(new Date(first), new Date(last)),
    };
  };
}
