import { ApiProblem, toProblem } from '@perennial/api-client';

/** Nobody can be reached: said where the first of the fields stands that would do, in the form's own words. */
export function leadProblem(error: unknown, reachHint: string): ApiProblem {
  const problem = toProblem(error);
  const { status, code, detail, requestId } = problem;
  if (problem.errors.every((each) => each.code !== 'one_of_required')) return problem;
  return new ApiProblem(status, {
    code,
    errors: problem.errors.map((each) =>
      each.code === 'one_of_required' ? { ...each, pointer: '/name', message: reachHint } : each,
    ),
    ...(detail ? { detail } : {}),
    ...(requestId ? { request_id: requestId } : {}),
  });
}
