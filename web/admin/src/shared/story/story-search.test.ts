import { describe, expect, it } from 'vitest';
import { isStoryFiltered, toStoryQuery } from './story-search';

describe('the filter of a story', () => {
  it('asks for everything as long as nothing is chosen', () => {
    expect(toStoryQuery({})).toEqual({});
    expect(isStoryFiltered({ story_kind: undefined })).toBe(false);
  });

  it('leaves out words of an old link that are no kinds', () => {
    expect(toStoryQuery({ story_kind: 'note,gossip,behaviour' })).toEqual({ kind: 'note,behaviour' });
    expect(toStoryQuery({ story_kind: 'gossip' })).toEqual({});
  });

  it('takes two days the wrong way round for the time between them', () => {
    expect(toStoryQuery({ story_from: '2026-03-09', story_to: '2026-03-01' })).toEqual({
      from_on: '2026-03-01',
      to_on: '2026-03-09',
    });
  });
});
