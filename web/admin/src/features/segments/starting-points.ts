import type { Condition } from '@perennial/api-client';
import { Clock3, type LucideIcon, Sparkles, TrendingDown } from 'lucide-react';
import type { Subject } from '../../shared/conditions/draft/condition-draft';

export const startingPoints = ['less_use', 'renewal_at_risk', 'promising'] as const;
export type StartingPoint = (typeof startingPoints)[number];

type Start = { subject: Subject; icon: LucideIcon; condition: Condition };

/** Segments that most workspaces want first: one click away, and then theirs to change. */
export const starts: Record<StartingPoint, Start> = {
  less_use: {
    subject: 'account',
    icon: TrendingDown,
    condition: {
      all: [
        { events: { names: [], occurrence: 'any', at_least: 10, within: { last_days: 60 } } },
        { events: { names: [], occurrence: 'any', at_least: 0, at_most: 2, within: { last_days: 14 } } },
      ],
    },
  },
  renewal_at_risk: {
    subject: 'account',
    icon: Clock3,
    condition: {
      all: [
        { field: { field: 'renews_on', operator: 'in_next_days', values: [60] } },
        { not: { events: { names: [], occurrence: 'any', at_least: 1, within: { last_days: 14 } } } },
      ],
    },
  },
  promising: {
    subject: 'account',
    icon: Sparkles,
    condition: {
      all: [
        { field: { field: 'created_at', operator: 'in_last_days', values: [30] } },
        { events: { names: [], occurrence: 'any', at_least: 3, within: { last_days: 14 } } },
      ],
    },
  },
};
