// Writes what is derived from files: the route tree, and the type of the translations.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Generator, getConfig } from '@tanstack/router-generator';

const root = join(import.meta.dirname, '..');
const config = getConfig({}, root);
await new Generator({ config, root }).run();

const namespaces = readdirSync(join(root, 'src/locales/en'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort();
const lines = [
  ...namespaces.map((name) => `import type ${identifier(name)} from '../locales/en/${name}.json';`),
  "import type kit from '../../../ui/src/locales/en/kit.json';",
  '',
  'export type Resources = {',
  ...[...namespaces, 'kit'].map((name) => `  '${name}': typeof ${identifier(name)};`),
  '};',
  '',
];
writeFileSync(join(root, 'src/i18n/resources.gen.ts'), lines.join('\n'));

function identifier(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
