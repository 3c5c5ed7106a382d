import { expect, it } from 'vitest';
import { commands, navigation } from './manifests';

it('gives every page a key of its own after G, and every command an id of its own', () => {
  const keys = navigation.flatMap(({ goTo }) => goTo ?? []);
  expect(keys.length).toBeGreaterThan(5);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  const ids = commands.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
