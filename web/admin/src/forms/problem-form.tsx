import { Form, type FormProps } from 'antd';
import type { ReactNode } from 'react';
import { FormProblem } from './form-problem';
import type { ProblemFormState } from './use-problem-form';

type ProblemFormProps<Values> = Omit<FormProps<Values>, 'form' | 'onFinish' | 'children'> & {
  of: ProblemFormState<Values>;
  children: ReactNode;
};

/** The one look of a form: labels above, the server's problems at the fields and, where they belong to none, on top. */
export function ProblemForm<Values extends object>({ of, children, ...rest }: ProblemFormProps<Values>) {
  return (
    <Form<Values>
      form={of.form}
      layout="vertical"
      requiredMark={false}
      colon={false}
      // The browser's own messages speak its language, not the reader's choice.
      noValidate
      onFinish={of.onFinish}
      {...rest}
    >
      <FormProblem problem={of.problem} />
      {children}
    </Form>
  );
}
