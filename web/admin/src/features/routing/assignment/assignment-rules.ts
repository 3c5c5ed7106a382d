import type { AssignmentRule, AssignmentRules, Rep, RuleMember, Strategy } from '@perennial/api-client';

export type { AssignmentRule, AssignmentRules, Rep, RuleMember };

export const strategies = ['round_robin', 'weighted', 'least_loaded'] as const satisfies Strategy[];

/** Everybody of whom the rules speak, in the order in which they come up. */
export function membersOf(rules: AssignmentRules): string[] {
  const inRules = rules.rules.flatMap(({ members }) => members.map(({ member_id }) => member_id));
  return [...new Set([...inRules, ...rules.reps.map(({ member_id }) => member_id)])];
}

export function repOf(rules: AssignmentRules, memberId: string): Rep {
  return rules.reps.find(({ member_id }) => member_id === memberId) ?? { member_id: memberId };
}

/** The rules with the limits of a member changed; who has no limits is not listed. */
export function withRep(rules: AssignmentRules, memberId: string, change: Partial<Rep>): AssignmentRules {
  const rep = { ...repOf(rules, memberId), ...change };
  const isLimited = rep.monthly_capacity != null || rep.max_open != null;
  const others = rules.reps.filter(({ member_id }) => member_id !== memberId);
  if (!isLimited) return { ...rules, reps: others };
  const isKnown = others.length < rules.reps.length;
  const reps = isKnown
    ? rules.reps.map((each) => (each.member_id === memberId ? rep : each))
    : [...rules.reps, rep];
  return { ...rules, reps };
}

/** Those who are chosen; who was there before keeps weight and preference. */
export function withMembers(members: RuleMember[], chosen: string[]): RuleMember[] {
  return chosen.map((member_id) => members.find((each) => each.member_id === member_id) ?? { member_id });
}
