import { describe, expect, it } from 'vitest';
import { exportedColumns, orderSearchSchema, toOrderFilter, withoutFilters } from './order-search';

const search = (params: Record<string, unknown>) => orderSearchSchema.parse(params);

describe('the address of the orders', () => {
  it('counts the last day in, also at the end of a month and of February', () => {
    expect(toOrderFilter(search({ from: '2026-11-01', to: '2026-11-30' }))).toEqual({
      ordered_on_gte: '2026-11-01',
      ordered_on_lt: '2026-12-01',
    });
    expect(toOrderFilter(search({ to: '2024-02-28' }))).toEqual({ ordered_on_lt: '2024-02-29' });
  });

  it('tells orders that count from all orders', () => {
    expect(toOrderFilter(search({ voided: false }))).toEqual({ voided: false });
    expect(toOrderFilter(search({}))).toEqual({});
  });

  it('opens with a day that is none, for the server to refuse', () => {
    expect(toOrderFilter(search({ to: 'soon' }))).toEqual({ ordered_on_lt: 'soon' });
  });

  it('keeps order and open record when the filters go', () => {
    expect(withoutFilters(search({ kind: 'refund', sort: 'ordered_on', open: 'ord_1' }))).toEqual({
      sort: 'ordered_on',
      open: 'ord_1',
    });
  });

  it('exports what the columns on show say, in their order, whatever the file calls it', () => {
    expect(exportedColumns('kind,amount,account,plan,state')).toBe(
      'kind,amount,effect,currency,account,plan,voided_at,void_reason',
    );
  });
});
