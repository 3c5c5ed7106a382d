import { ApiProblem } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { leadProblem } from './lead-problem';

const nobody = { pointer: '', code: 'one_of_required', message: 'one of name, phone', params: {} };
const city = { pointer: '/city', code: 'too_long', message: 'Too long', params: {} };

describe('a lead that nobody can reach', () => {
  it('is told at the contact, in the words of the form, beside other mistakes', () => {
    const problem = leadProblem(new ApiProblem(422, { errors: [nobody, city] }), 'Fill in a contact');
    expect(problem.errors.map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/name', 'Fill in a contact'],
      ['/city', 'Too long'],
    ]);
  });

  it('leaves other problems as they are', () => {
    const problem = new ApiProblem(422, { errors: [city] });
    expect(leadProblem(problem, 'Fill in a contact')).toBe(problem);
  });
});
