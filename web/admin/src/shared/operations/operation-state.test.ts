import { describe, expect, it } from 'vitest';
import { fractionOf, isOver, nextLook } from './operation-state';

const operation = (state: string, done = 0, total: number | null = null) =>
  ({ state, progress: { done, total } }) as Parameters<typeof nextLook>[0] & object;

describe('an operation', () => {
  it('is asked for again while it waits or runs, and never once it is over', () => {
    expect(nextLook(undefined, false)).toBeGreaterThan(0);
    expect(nextLook(operation('queued'), false)).toBeGreaterThan(0);
    expect(nextLook(operation('running'), false)).toBeGreaterThan(0);
    for (const state of ['succeeded', 'failed', 'cancelled']) {
      expect(isOver(operation(state))).toBe(true);
      expect(nextLook(operation(state), false)).toBe(false);
    }
  });

  it('is asked for less often while the server does not answer', () => {
    expect(nextLook(operation('running'), true)).toBeGreaterThan(nextLook(operation('running'), false) || 0);
  });

  it('fills the bar by what is done, never beyond its end', () => {
    expect(fractionOf(operation('running', 25, 100))).toBe(0.25);
    expect(fractionOf(operation('running', 130, 100))).toBe(1);
    expect(fractionOf(operation('succeeded', 99, 100))).toBe(1);
  });

  it('has no length while nobody knows how much there is to do', () => {
    expect(fractionOf(operation('running', 10))).toBeUndefined();
  });
});
