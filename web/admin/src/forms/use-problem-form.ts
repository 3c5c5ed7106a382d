import { ApiProblem, pointerToPath, toProblem } from '@perennial/api-client';
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
  const isKnown = (pointer: string) => known.has(pointerToPath(pointer).join('/'));
  const mine = problem.errors.filter(({ pointer }) => isKnown(pointer));
  const others = problem.errors.filter(({ pointer }) => !isKnown(pointer));
  const fields = [...new Set(mine.map(({ pointer }) => pointer))].map((pointer) => ({
    name: pointerToPath(pointer),
    errors: mine.filter((error) => error.pointer === pointer).map(({ message }) => message),
  }));
  form.setFields(fields as Parameters<typeof form.setFields>[0]);
  const first = fields[0];
  if (first) form.scrollToField(first.name as Parameters<typeof form.scrollToField>[0], { focus: true });
  if (mine.length > 0 && others.length === 0) return undefined;
  return new ApiProblem(problem.status, {
    code: problem.code,
    errors: others,
    ...(problem.title ? { title: problem.title } : {}),
    ...(problem.detail ? { detail: problem.detail } : {}),
    ...(problem.requestId ? { request_id: problem.requestId } : {}),
  });
}
