import { expect, it } from 'vitest';
import { type AssignmentRules, membersOf, withMembers, withRep } from './assignment-rules';

const rules: AssignmentRules = {
  reps: [{ member_id: 'b', monthly_capacity: 30 }],
  rules: [
    {
      key: 'all',
      name: 'All',
      enabled: true,
      condition: { all: [] },
      strategy: 'weighted',
      only_working_hours: false,
      members: [{ member_id: 'a', weight: 2 }],
    },
  ],
};

it('knows everybody of whom the rules speak, each once', () => {
  expect(membersOf({ ...rules, reps: [...rules.reps, { member_id: 'a', max_open: 3 }] })).toEqual(['a', 'b']);
});

it('lists nobody who has no limits', () => {
  const limited = withRep(rules, 'a', { max_open: 5 });
  expect(limited.reps).toEqual([
    { member_id: 'b', monthly_capacity: 30 },
    { member_id: 'a', max_open: 5 },
  ]);
  expect(withRep(limited, 'a', { max_open: null }).reps).toEqual(rules.reps);
});

it('keeps the weight of whoever stays in a rule', () => {
  const before = [{ member_id: 'a', weight: 2 }, { member_id: 'b' }];
  expect(withMembers(before, ['c', 'a'])).toEqual([{ member_id: 'c' }, { member_id: 'a', weight: 2 }]);
});
