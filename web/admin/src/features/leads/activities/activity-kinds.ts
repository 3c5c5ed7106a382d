import type { ActivityKind, ActivityOutcome } from '@perennial/api-client';
import {
  CalendarCheck,
  Ellipsis,
  type LucideIcon,
  Mail,
  MessageCircle,
  MessageSquareText,
  Phone,
  Presentation,
} from 'lucide-react';

/** Every way to be in touch, in the order of their keys. */
export const activityKinds = [
  'call',
  'wechat',
  'email',
  'sms',
  'visit',
  'demo',
  'other',
] as const satisfies ActivityKind[];
export const activityOutcomes = ['reached', 'not_reached'] as const satisfies ActivityOutcome[];

export const activityIcons: Record<ActivityKind, LucideIcon> = {
  call: Phone,
  wechat: MessageCircle,
  email: Mail,
  sms: MessageSquareText,
  visit: CalendarCheck,
  demo: Presentation,
  other: Ellipsis,
};

/** The row under the digits: what was tried in vain lies right below what worked. */
const inVain = 'qwertyu';

export type Quick = { kind: ActivityKind; outcome: ActivityOutcome; keys: string };

/** What one key logs. */
export const quickActivities: readonly Quick[] = activityKinds.flatMap((kind, at) => [
  { kind, outcome: 'reached', keys: String(at + 1) },
  { kind, outcome: 'not_reached', keys: inVain[at] ?? '' },
]);
