/** The application's own catalogues: journeys look for what a reader of their language sees. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Language = 'zh-CN' | 'en';
type Values = Record<string, string | number>;
/** `t('leads:action.create')`: the text, with its plural form and its values filled in. */
export type Texts = (key: string, values?: Values) => string;
type Catalogue = { [key: string]: string | Catalogue };

const web = join(import.meta.dirname, '../../web');
const folders: Record<string, string> = {
  kit: 'ui/src/locales',
  portal: 'portal/src/locales',
  quote: 'portal/src/locales',
};

export function textsIn(language: Language): Texts {
  const catalogues = new Map<string, Catalogue>();
  const catalogueOf = (namespace: string) => {
    const known = catalogues.get(namespace);
    if (known) return known;
    const folder = folders[namespace] ?? 'admin/src/locales';
    const read = JSON.parse(
      readFileSync(join(web, folder, language, `${namespace}.json`), 'utf8'),
    ) as Catalogue;
    catalogues.set(namespace, read);
    return read;
  };
  return (key, values = {}) => {
    const [namespace = '', path = ''] = key.split(':');
    const plural = `_${new Intl.PluralRules(language).select(Number(values.count ?? 0))}`;
    const text =
      'count' in values ? find(catalogueOf(namespace), path + plural) : find(catalogueOf(namespace), path);
    if (text === undefined) throw new Error(`no text ${key} in ${language}`);
    return text.replace(/\{\{(\w+)(, number)?\}\}/g, (_, name: string) => shown(values[name], language));
  };
}

function find(catalogue: Catalogue, path: string): string | undefined {
  let at: string | Catalogue | undefined = catalogue;
  for (const part of path.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string' ? at : undefined;
}

function shown(value: string | number | undefined, language: Language): string {
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : (value ?? '');
}
