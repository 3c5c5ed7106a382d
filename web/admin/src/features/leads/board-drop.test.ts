import type { BoardColumn } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { type Drop, placeOf } from './board-drop';

const column = (id: string, ...leads: string[]) =>
  ({ stage: { id }, leads: leads.map((lead) => ({ id: lead, stage: { id } })) }) as unknown as BoardColumn;
const columns = [column('new', 'a', 'b', 'c'), column('won', 'd', 'e'), column('lost')];

const place = (lead: string, ...drops: Drop[]) => {
  const found = placeOf(columns, lead, drops);
  return found && [found.stage.id, found.beforeId];
};

describe('a card that is let go', () => {
  it('over the upper half of another card comes before it', () => {
    expect(place('a', { leadId: 'e', edge: 'before' }, { stageId: 'won' })).toEqual(['won', 'e']);
  });

  it('over the lower half comes before the card that follows', () => {
    expect(place('a', { leadId: 'd', edge: 'after' }, { stageId: 'won' })).toEqual(['won', 'e']);
  });

  it('over a column goes to its top', () => {
    expect(place('a', { stageId: 'lost' })).toEqual(['lost', undefined]);
  });

  it.each([
    ['over its own column', [{ stageId: 'new' }]],
    [
      'before the card that already follows it',
      [{ leadId: 'b', edge: 'before' as const }, { stageId: 'new' }],
    ],
    ['outside the board', []],
  ])('%s stays where it was', (_, drops) => {
    expect(place('a', ...drops)).toBeUndefined();
  });

  it('further down its own column moves there', () => {
    expect(place('a', { leadId: 'b', edge: 'after' }, { stageId: 'new' })).toEqual(['new', 'c']);
  });
});
