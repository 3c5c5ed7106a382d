import { describe, expect, it } from 'vitest';
import { bandsOf, parseBounds } from './bounds';

describe('bounds of bands', () => {
  it('are read in any order, each once, with any separator', () => {
    expect(parseBounds('50, 10 10;2.5').bounds).toEqual([2.5, 10, 50]);
  });

  it('are read as a Chinese keyboard writes them', () => {
    expect(parseBounds('\uff11\uff10\uff0c\uff15\uff10\u3001\uff0d\uff11')).toEqual({
      bounds: [-1, 10, 50],
      wrong: [],
    });
  });

  it('name what is no number instead of guessing', () => {
    expect(parseBounds('10, many, 5-20')).toEqual({ bounds: [10], wrong: ['many', '5-20'] });
  });

  it('are at most as many as the server takes', () => {
    const text = Array.from({ length: 30 }, (_, at) => at).join(',');
    expect(parseBounds(text).bounds).toHaveLength(19);
  });

  it('make one band more than there are bounds, without gaps', () => {
    expect(bandsOf([10, 50])).toEqual([
      { from: undefined, below: 10 },
      { from: 10, below: 50 },
      { from: 50, below: undefined },
    ]);
  });
});
