import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const packages = ['admin', 'ui', 'portal'];
const sources = packages.flatMap((name) => filesUnder(join(root, name, 'src')));
const languages = ['en', 'zh-CN'];

const namespaces = packages.flatMap((name) => {
  const folder = join(root, name, 'src/locales');
  return readdirSync(join(folder, 'en')).map((file) => ({ label: `${name}/${file}`, folder, file }));
});

describe.each(namespaces)('$label', ({ folder, file }) => {
  const [en, zh] = languages.map((language) =>
    leaves(JSON.parse(readFileSync(join(folder, language, file), 'utf8'))),
  );

  it('has the same texts in English and Chinese', () => {
    expect([...new Set([...(zh?.keys() ?? [])].map(withoutPlural))].sort()).toEqual(
      [...new Set([...(en?.keys() ?? [])].map(withoutPlural))].sort(),
    );
  });

  it('uses the same placeholders in both', () => {
    for (const [key, text] of zh ?? []) {
      expect([key, placeholders(text)]).toEqual([key, placeholders(en?.get(key) ?? '')]);
    }
  });

  it('leaves no text empty and none untranslated', () => {
    for (const [key, text] of [...(en ?? []), ...(zh ?? [])]) expect(text.trim(), key).not.toBe('');
    for (const [key, text] of en ?? []) {
      // The languages' own names are the same everywhere.
      if (!key.startsWith('language.')) expect(text, key).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('the source', () => {
  it('has every locale file in every language', () => {
    for (const { folder, file } of namespaces) expect(readdirSync(join(folder, 'zh-CN'))).toContain(file);
    for (const name of packages) {
      const [en, zh] = languages.map((language) =>
        readdirSync(join(root, name, 'src/locales', language)).sort(),
      );
      expect(zh).toEqual(en);
    }
  });

  it('keeps text in locale files: no Chinese in code', () => {
    const offenders = sources
      .filter(
        (file) => /\.tsx?$/.test(file) && !/\.(test|gen)\.tsx?$/.test(file) && !file.includes('generated'),
      )
      .filter((file) => /\p{Script=Han}/u.test(withoutComments(readFileSync(file, 'utf8'))));
    expect(offenders.map((file) => relative(root, file))).toEqual([]);
  });

  it('names colours in tokens.css only', () => {
    const offenders = sources
      .filter((file) => /\.(css|tsx?)$/.test(file) && !/tokens\.css$|\.test\.tsx?$/.test(file))
      .filter((file) => /#[0-9a-f]{6}\b|\brgba?\(\d/i.test(withoutComments(readFileSync(file, 'utf8'))));
    expect(offenders.map((file) => relative(root, file))).toEqual([]);
  });
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function leaves(tree: unknown, prefix = ''): Map<string, string> {
  if (typeof tree === 'string') return new Map([[prefix, tree]]);
  const entries = Object.entries(tree as Record<string, unknown>);
  return new Map(entries.flatMap(([key, value]) => [...leaves(value, prefix ? `${prefix}.${key}` : key)]));
}

/** Chinese has one plural form, English two. */
function withoutPlural(key: string): string {
  return key.replace(/_(one|other)$/, '');
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)[^}]*\}\}/g)].map((match) => match[1] ?? '').sort();
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
