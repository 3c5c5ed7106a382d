import type { Board, Lead, Stage } from '@perennial/api-client';
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { applyToLeads, movedOnBoard, withLead, withMove } from './lead-cache';

const stage = (id: string) => ({ id, name: id, type: 'open', journey_stage: 'discover' }) as Stage;
const lead = (id: string, inStage = 'new') =>
  ({ id, company: id, contact_masked: false, stage: stage(inStage) }) as unknown as Lead;
const column = (id: string, ...leads: string[]) => ({
  stage: stage(id),
  total: leads.length + 10,
  leads: leads.map((each) => lead(each, id)),
});
const board = () =>
  ({ columns: [column('new', 'a', 'b'), column('won', 'c', 'd')], as_of: '' }) as unknown as Board;
const shown = (each: Board) =>
  each.columns.map(({ leads, total }) => [leads.map(({ id }) => id).join(''), total]);

describe('a move on the board', () => {
  it('goes before the lead it was dropped on, and both totals follow', () => {
    expect(shown(movedOnBoard(board(), lead('a'), stage('won'), 'd'))).toEqual([
      ['b', 11],
      ['cad', 13],
    ]);
  });

  it('goes to the top when no neighbour is named', () => {
    expect(shown(movedOnBoard(board(), lead('b'), stage('won'), undefined))[1]).toEqual(['bcd', 13]);
  });

  it('within a column changes the order and no total', () => {
    expect(shown(movedOnBoard(board(), lead('b'), stage('new'), 'a'))[0]).toEqual(['ba', 12]);
  });

  it('of a lead that wasn’t loaded adds it without taking it from anywhere', () => {
    expect(shown(movedOnBoard(board(), lead('z', 'lost'), stage('won'), 'c'))).toEqual([
      ['ab', 12],
      ['zcd', 13],
    ]);
  });
});

describe('cached answers', () => {
  const rename = (each: Lead) => ({ ...each, company: 'renamed' });

  it.each([
    ['alone', lead('a')],
    ['in a page', { data: [lead('a')] }],
    ['in pages', { pages: [{ data: [lead('x')] }, { data: [lead('a')] }], pageParams: [] }],
    ['on the board', board()],
  ])('show a changed lead %s', (_, cached) => {
    expect(JSON.stringify(withLead(cached, 'a', rename))).toContain('renamed');
  });

  it('leave pages of other things under the same tag alone', () => {
    const touches = { data: [{ id: 'a', kind: 'form' }] };
    expect(withLead(touches, 'a', rename)).toBe(touches);
  });

  it('go back to what they were when the server refuses', () => {
    const queryClient = new QueryClient();
    const key = [{ _id: 'getLeadBoard', tags: ['leads'] }];
    const before = board();
    queryClient.setQueryData(key, before);
    const rollback = applyToLeads(queryClient, (cached) =>
      withMove(cached, lead('a'), stage('won'), undefined),
    );
    expect(shown(queryClient.getQueryData(key) as Board)[1]).toEqual(['acd', 13]);
    rollback();
    expect(queryClient.getQueryData(key)).toEqual(before);
  });
});
