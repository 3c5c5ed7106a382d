import { describe, expect, it } from 'vitest';
import { isAtWork, openSteps, stepOf } from './import-step';

describe('the step of an import', () => {
  it('follows from its state, so that a reload resumes where it was', () => {
    expect(stepOf({ state: 'created' })).toBe('file');
    expect(stepOf({ state: 'uploaded' })).toBe('columns');
    expect(stepOf({ state: 'checking' })).toBe('check');
    expect(stepOf({ state: 'checked' })).toBe('check');
    for (const state of ['running', 'finished', 'cancelled', 'failed', 'undoing', 'undone'] as const) {
      expect(stepOf({ state })).toBe('result');
    }
  });

  it('goes back on wish only before the run', () => {
    expect(stepOf({ state: 'checked' }, 'columns')).toBe('columns');
    expect(stepOf({ state: 'running' }, 'columns')).toBe('result');
    expect(stepOf({ state: 'checking' }, 'columns')).toBe('check');
    expect(openSteps({ state: 'finished' })).toEqual([]);
  });

  it('knows when a job works on it', () => {
    expect(isAtWork('undoing')).toBe(true);
    expect(isAtWork('checked')).toBe(false);
  });
});
