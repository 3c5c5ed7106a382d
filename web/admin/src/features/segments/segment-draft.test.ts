// @vitest-environment jsdom
import type { Segment } from '@perennial/api-client';
import { beforeEach, describe, expect, it } from 'vitest';
import { newField } from '../../shared/conditions/draft/condition-draft';
import { addNode } from '../../shared/conditions/draft/draft-edits';
import { draftOf, keepDraft, keptDraft, newDraft, saysTheSame } from './segment-draft';
import { startingPoints } from './starting-points';

const segment = {
  id: 'seg_1',
  name: 'Near',
  description: null,
  subject: 'account',
  condition: { all: [{ field: { field: 'city', operator: 'is', values: ['Hangzhou'] } }] },
  version: 3,
} as unknown as Segment;

beforeEach(() => sessionStorage.clear());

describe('the draft of a segment', () => {
  it('says the same as another one with other identities, and spaces around its name', () => {
    const draft = draftOf(segment);
    expect(saysTheSame(draft, { ...draftOf(segment), name: ' Near ' })).toBe(true);
    expect(saysTheSame(draft, { ...draft, name: 'Far' })).toBe(false);
  });

  it('is changed by a row that is not complete', () => {
    const draft = draftOf(segment);
    const root = addNode(draft.root, draft.root.id, newField());
    expect(saysTheSame(draft, { ...draft, root })).toBe(false);
  });

  it('comes back after a reload, with the version that it changes', () => {
    const draft = draftOf(segment);
    keepDraft('seg_1', { ...draft, name: 'Nearer' });
    const kept = keptDraft('seg_1');
    expect(kept).toMatchObject({ name: 'Nearer', version: 3 });
    expect(kept && saysTheSame(kept, { ...draft, name: 'Nearer' })).toBe(true);
    expect(kept?.root.id).not.toBe(draft.root.id);
    keepDraft('seg_1', undefined);
    expect(keptDraft('seg_1')).toBeUndefined();
  });

  it('does not come back as what it never was', () => {
    sessionStorage.setItem('perennial.segment-draft.seg_1', '{"name":"half');
    expect(keptDraft('seg_1')).toBeUndefined();
    sessionStorage.setItem('perennial.segment-draft.seg_1', '[]');
    expect(keptDraft('seg_1')).toBeUndefined();
  });

  it.each(startingPoints)('starts from %s with conditions of its subject', (start) => {
    const draft = newDraft('person', start, 'Named');
    expect(draft).toMatchObject({ name: 'Named', subject: 'account' });
    expect(draft.root.children).toHaveLength(2);
  });
});
