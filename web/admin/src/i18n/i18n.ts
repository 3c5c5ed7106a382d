import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { loadFormats } from './formats';
import { chosenLanguage, type Language, languages, rememberLanguage } from './language';

type Bundle = { default: Record<string, unknown> };

const bundles = import.meta.glob<Bundle>(['../locales/*/*.json', '../../../ui/src/locales/*/*.json']);

/** Every namespace of the admin; each is one small file per language, loaded when a screen first needs it. */
export const namespaces = [
  ...new Set(Object.keys(bundles).map((path) => path.replace(/^.*\/|\.json$/g, ''))),
];

export async function startI18n(): Promise<void> {
  const language = chosenLanguage();
  await Promise.all([
    loadFormats(language),
    i18next
      .use({ type: 'backend', read: readBundle })
      .use(initReactI18next)
      .init({
        lng: language,
        supportedLngs: languages,
        fallbackLng: false,
        ns: ['kit', 'common', 'shell'],
        defaultNS: 'common',
        interpolation: { escapeValue: false },
        returnNull: false,
      }),
  ]);
  document.documentElement.lang = language;
}

/** Used by route loaders, so that a screen never flashes its keys. */
export function loadNamespaces(...names: string[]): Promise<void> {
  return i18next.loadNamespaces(names);
}

export async function changeLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  await loadFormats(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

async function readBundle(language: string, namespace: string): Promise<Record<string, unknown>> {
  const load = Object.entries(bundles).find(([path]) => path.endsWith(`/${language}/${namespace}.json`))?.[1];
  if (!load) throw new Error(`no ${namespace} for ${language}`);
  return (await load()).default;
}
