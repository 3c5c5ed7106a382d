import type { FieldProblem } from '@perennial/api-client';
import { createContext, use } from 'react';

/** What the server says against the draft. */
export const RuleProblems = createContext<readonly FieldProblem[]>([]);

/** The first thing that is wrong at a place of the definition, or below it. */
export function useRuleProblem(pointer: string): string | undefined {
  const problems = use(RuleProblems);
  const found = problems.find((problem) => {
    return problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`);
  });
  return found?.message;
}
