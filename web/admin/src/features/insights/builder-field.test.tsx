// @vitest-environment jsdom
import type { FieldProblem } from '@perennial/api-client';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { BuilderField } from './builder-field';
import { QuestionProblems } from './question-problems';

const problems: FieldProblem[] = [
  { pointer: '/steps/1/names', code: 'required', message: 'choose an event' },
  { pointer: '/cohorts', code: 'too_large', message: 'at most 60' },
];

function show(pointer: string) {
  render(
    <QuestionProblems value={problems}>
      <BuilderField label="Step" pointer={pointer}>
        {({ status, ...rest }) => <input {...rest} data-status={status} />}
      </BuilderField>
    </QuestionProblems>,
  );
  return screen.getByRole('textbox', { name: 'Step' });
}

afterEach(cleanup);

describe('a field of a question', () => {
  it('shows what the server says against it or against a part of it', () => {
    const control = show('/steps/1');
    expect(screen.getByRole('alert').textContent).toBe('choose an event');
    expect(control.getAttribute('aria-describedby')).toBe(screen.getByRole('alert').id);
    expect(control.dataset.status).toBe('error');
  });

  it('is silent about the problems of others', () => {
    show('/steps/10');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
