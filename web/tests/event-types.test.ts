import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const catalogue = readFileSync(join(root, 'crates/jobs/src/catalogue.rs'), 'utf8');
const types = [...catalogue.matchAll(/^ {4}(?:public|internal) \w+ = "([a-z_]+)\.([a-z_]+)"/gm)];

it.each(['en', 'zh-CN'])('names every event of the catalogue in %s', (language) => {
  const path = join(root, 'web/admin/src/locales', language, 'event-types.json');
  const { event, subject } = JSON.parse(readFileSync(path, 'utf8'));
  expect(types.length).toBeGreaterThan(50);
  const unnamed = types.filter(([, object = '', verb = '']) => !(event[object]?.[verb] && subject[object]));
  expect(unnamed.map(([, object, verb]) => `${object}.${verb}`)).toEqual([]);
});
