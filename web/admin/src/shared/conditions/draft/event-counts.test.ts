import { describe, expect, it } from 'vitest';
import { type CountMode, countMode, countsOf } from './event-counts';

describe('how often something happened', () => {
  it.each(['at_least', 'at_most', 'between', 'never'] as const)('is still said as %s once it is', (mode) => {
    const starts = [
      { at_least: 3, at_most: undefined },
      { at_least: 0, at_most: 0 },
      { at_least: 0, at_most: 5 },
      { at_least: 2, at_most: 9 },
    ];
    for (const start of starts) expect(countMode(countsOf(mode, start))).toBe<CountMode>(mode);
  });

  it('keeps the figure when only the word changes', () => {
    expect(countsOf('at_most', { at_least: 3, at_most: undefined })).toEqual({ at_least: 0, at_most: 3 });
    expect(countsOf('between', { at_least: 3, at_most: undefined })).toEqual({ at_least: 3, at_most: 3 });
    expect(countsOf('at_least', { at_least: 2, at_most: 9 })).toEqual({ at_least: 2, at_most: undefined });
  });
});
