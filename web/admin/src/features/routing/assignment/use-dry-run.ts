import { dryRunAssignment, type FieldProblem, toProblem } from '@perennial/api-client';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { printed } from '../../../shared/rules/printed';
import type { AssignmentRules } from './assignment-rules';

export const dryRunDays = [30, 90, 365] as const;
export type DryRunDays = (typeof dryRunDays)[number];

const none: FieldProblem[] = [];

/** What the draft would have done with the leads that came in lately. */
export function useDryRun(rules: AssignmentRules) {
  const [days, setDays] = useState<DryRunDays>(30);
  const run = useMutation({
    mutationFn: async (tried: AssignmentRules) => {
      const since = new Date(Date.now() - days * 86_400_000).toISOString();
      const { data } = await dryRunAssignment({ body: { rules: tried, since }, throwOnError: true });
      return data;
    },
  });
  const problem = useMemo(() => (run.error ? toProblem(run.error) : undefined), [run.error]);
  const errors = useMemo(() => problem?.errors.map(inDraft) ?? none, [problem]);
  return {
    days,
    setDays,
    run: () => run.mutate(rules),
    retry: () => run.mutate(rules),
    isPending: run.isPending,
    found: run.data,
    error: problem,
    /** At their places in the draft; what was changed since has another answer. */
    problems: isOther(run.variables, rules) ? none : errors,
    /** The draft was changed since. */
    isBehind: run.data !== undefined && isOther(run.variables, rules),
  };
}

export type DryRunState = ReturnType<typeof useDryRun>;

function isOther(tried: AssignmentRules | undefined, rules: AssignmentRules): boolean {
  return tried !== rules && printed(tried) !== printed(rules);
}

function inDraft(problem: FieldProblem): FieldProblem {
  return { ...problem, pointer: problem.pointer.replace(/^\/rules/, '') };
}
