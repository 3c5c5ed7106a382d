import { ApiProblem, type FieldProblem, pointerToPath, toProblem } from '@perennial/api-client';
import { Form, type FormInstance } from 'antd';
import { useState } from 'react';

type ProblemFormOptions<Values, Result> = {
  submit: (values: Values) => Promise<Result>;
  onDone: (result: Result, values: Values) => unknown;
};

export type ProblemFormState<Values> = {
  form: FormInstance<Values>;
  isPending: boolean;
  /** What belongs to no field; `ProblemForm` shows it on top. */
  problem: ApiProblem | undefined;
  onFinish: (values: Values) => Promise<void>;
};

/** An antd form whose wrong fields are marked by the API's answer: every one of them, at once, the first one focused. */
export function useProblemForm<Values extends object, Result>(
  options: ProblemFormOptions<Values, Result>,
): ProblemFormState<Values> {
  const [form] = Form.useForm<Values>();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();

  const onFinish = async (values: Values) => {
    setPending(true);
    setProblem(undefined);
    try {
      const result = await options.submit(values);
      await options.onDone(result, values);
    } catch (error) {
      setProblem(markFields(form, toProblem(error)));
    } finally {
      setPending(false);
    }
  };
  return { form, isPending, problem, onFinish };
}

/** Marks the fields that the problem names, and gives back what is left to say. */
export function markFields<Values>(form: FormInstance<Values>, problem: ApiProblem): ApiProblem | undefined {
  const known = new Set(form.getFieldsError().map(({ name }) => name.join('/')));
  const mine = new Map<string, FieldProblem[]>();
  const others: FieldProblem[] = [];
  for (const error of problem.errors) {
    const field = fieldOf(error.pointer, known);
    if (field === undefined) others.push(error);
    else mine.set(field, [...(mine.get(field) ?? []), error]);
  }
  const fields = [...mine].map(([field, errors]) => ({
    name: pointerToPath(`/${field}`),
    errors: [...new Set(errors.map(({ message }) => message))],
  }));
  form.setFields(fields as Parameters<typeof form.setFields>[0]);
  const first = fields[0];
  if (first) form.scrollToField(first.name as Parameters<typeof form.scrollToField>[0], { focus: true });
  if (mine.size > 0 && others.length === 0) return undefined;
  return new ApiProblem(problem.status, {
    code: problem.code,
    errors: others,
    ...(problem.title ? { title: problem.title } : {}),
    ...(problem.detail ? { detail: problem.detail } : {}),
    ...(problem.requestId ? { request_id: problem.requestId } : {}),
  });
}

/** The field that holds what the pointer names: itself, or the list or object of which it is a part. */
function fieldOf(pointer: string, known: ReadonlySet<string>): string | undefined {
  const path = pointerToPath(pointer);
  while (path.length > 0) {
    const field = path.join('/');
    if (known.has(field)) return field;
    path.pop();
  }
  return undefined;
}
