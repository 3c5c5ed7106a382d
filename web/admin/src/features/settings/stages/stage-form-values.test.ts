import { expect, it } from 'vitest';
import { stagePatch } from './stage-form-values';

it('gives new items a key, and keeps those of items that were renamed', () => {
  const { checklist = [] } = stagePatch({
    checklist: [{ key: 'budget', text: ' Asked for the budget ' }, { text: 'Saw the shop' }],
  });
  expect(checklist[0]).toEqual({ key: 'budget', text: 'Asked for the budget' });
  expect(checklist[1]?.key).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
});

it('leaves a checklist alone that was not changed', () => {
  expect(stagePatch({ name: 'Demo' })).toEqual({ name: 'Demo' });
});
