import { describe, expect, it } from 'vitest';
import { record, redo, startHistory, undo } from './draft-history';

describe('the history of a draft', () => {
  it('takes back step by step, and does again', () => {
    const three = record(record(startHistory('one'), 'two'), 'three');
    expect(undo(three).present).toBe('two');
    expect(undo(undo(three)).present).toBe('one');
    expect(redo(undo(three))).toEqual(three);
  });

  it('stays where it is when there is nothing to take back or do again', () => {
    const start = startHistory('one');
    expect(undo(start)).toEqual(start);
    expect(redo(start)).toEqual(start);
  });

  it('forgets what was taken back once something else is done', () => {
    const other = record(undo(record(startHistory('one'), 'two')), 'other');
    expect(redo(other).present).toBe('other');
    expect(undo(other).present).toBe('one');
  });

  it('does not count a step that changes nothing', () => {
    const start = startHistory('one');
    expect(record(start, 'one')).toBe(start);
  });
});
