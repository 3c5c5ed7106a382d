import { revenueSearchOf } from '../revenue/revenue-search';
import { adoptionSearchOf } from './adoption/adoption-search';
import { funnelSearchOf } from './funnel/funnel-search';
import { lifecycleSearchOf } from './lifecycle/lifecycle-search';
import { pathsSearchOf } from './paths/paths-search';
import type { KeptQuestion, QuestionSearch } from './question-search';
import { retentionSearchOf } from './retention/retention-search';
import { stickinessSearchOf } from './stickiness/stickiness-search';
import { trendsSearchOf } from './trends/trends-search';

/** The page that shows it and what its address says; nothing for kinds that have no page yet. */
const searches = {
  trends: trendsSearchOf,
  funnel: funnelSearchOf,
  retention: retentionSearchOf,
  stickiness: stickinessSearchOf,
  lifecycle: lifecycleSearchOf,
  paths: pathsSearchOf,
  adoption: adoptionSearchOf,
  mrr: revenueSearchOf,
} satisfies Partial<Record<KeptQuestion['question']['kind'], (kept: KeptQuestion) => unknown>>;

export type ShownKind = keyof typeof searches;

export function isShownKind(kind: string): kind is ShownKind {
  return kind in searches;
}

export function addressOf(kept: KeptQuestion, id: string) {
  const { kind } = kept.question;
  if (!isShownKind(kind)) return undefined;
  if (kind === 'mrr') return { to: '/revenue', search: { ...searches.mrr(kept), saved: id } } as const;
  return { to: `/insights/${kind}`, search: { ...searches[kind](kept), saved: id } } as const;
}

/**
 * Whether two addresses of one kind ask and show the same. What is open, what was opened and
 * which group is looked at are no part of it.
 */
export function saysTheSame<Search extends QuestionSearch>(left: Search, right: Search): boolean {
  return textOf(left) === textOf(right);
}

const passing = ['open', 'saved', 'group', 'lines', 'line', 'detail'];

function textOf(search: QuestionSearch): string {
  const lasting = Object.entries(search).filter(([key]) => !passing.includes(key));
  return JSON.stringify(sorted(Object.fromEntries(lasting)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries
      .toSorted(([left], [right]) => left.localeCompare(right))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
