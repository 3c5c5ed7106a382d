import type { FieldProblem } from '@perennial/api-client';
import { createContext, use } from 'react';

/** What the server found wrong with the question, for the fields to show. */
export const QuestionProblems = createContext<FieldProblem[]>([]);

/** The problems of one field, and of all that lies in it. */
export function useFieldProblems(pointer: string): string[] {
  return use(QuestionProblems)
    .filter((problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`))
    .map(({ message }) => message);
}
