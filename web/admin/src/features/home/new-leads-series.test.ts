import type { Home } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { seriesOf } from './new-leads-series';

const home = (...new_leads: [string | null, number[]][]) =>
  ({ new_leads: new_leads.map(([channel_id, counts]) => ({ channel_id, counts })) }) as Home;
const series = (of: Home) => seriesOf(of, (id) => id ?? 'unknown');

describe('new leads by channel', () => {
  it('begin with the busiest channel and leave out those without leads', () => {
    const found = series(home(['a', [0, 1]], ['b', [5, 0]], ['c', [0, 0]], [null, [1, 1]]));
    expect(found.map(({ name }) => name)).toEqual(['b', 'unknown', 'a']);
  });

  it('give six channels a colour of their own and the rest none', () => {
    const many = Array.from({ length: 8 }, (_, index): [string, number[]] => [`c${index}`, [20 - index]]);
    const colors = series(home(...many)).map(({ color }) => color);
    expect(new Set(colors.slice(0, 6)).size).toBe(6);
    expect(new Set(colors.slice(6)).size).toBe(1);
  });
});
