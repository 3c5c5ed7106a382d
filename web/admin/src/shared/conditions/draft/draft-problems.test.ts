import { describe, expect, it } from 'vitest';
import { placeProblems } from './draft-problems';

const pointers = new Map([
  ['root', '/condition'],
  ['first', '/condition/all/1'],
  ['second', '/condition/all/10'],
  ['inner', '/condition/all/1/not/any/0'],
]);
const problem = (pointer: string, message: string) => ({ pointer, code: 'invalid', message });

describe('problems of a condition', () => {
  it('stand at the innermost row that they name', () => {
    const { ofRows, others } = placeProblems(
      [
        problem('/condition/all/1/not/any/0/field/values/0', 'no such stage'),
        problem('/condition/all/10/events/at_least', 'too large'),
        problem('/condition/all/1/field', 'unknown'),
      ],
      pointers,
    );
    expect(Object.fromEntries(ofRows)).toEqual({
      inner: ['no such stage'],
      second: ['too large'],
      first: ['unknown'],
    });
    expect(others).toEqual([]);
  });

  it('are kept apart when they belong to no row, and said once', () => {
    const name = problem('/name', 'is taken');
    const { ofRows, others } = placeProblems(
      [name, problem('/condition', 'too deep'), problem('/condition/any', 'too deep')],
      pointers,
    );
    expect(others).toEqual([name]);
    expect(ofRows.get('root')).toEqual(['too deep']);
  });
});
