import { describe, expect, it } from 'vitest';
import { sameView, viewParamsOf } from './view-params';

describe('a view', () => {
  it('is the same whatever the order of its filters and the record that is open', () => {
    expect(
      sameView({ stage: ['new'], sort: '-name', open: 'lead_1' }, { sort: '-name', stage: ['new'] }),
    ).toBe(true);
  });

  it('is modified by another filter', () => {
    expect(sameView({ stage: ['new'] }, { stage: ['new', 'won'] })).toBe(false);
  });

  it('keeps filters and sort and leaves out what is empty', () => {
    expect(viewParamsOf({ q: '', owner_id: undefined, sort: 'name', view: 'view_1' })).toEqual({
      sort: 'name',
    });
  });
});
