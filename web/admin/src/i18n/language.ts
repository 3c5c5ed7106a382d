export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'perennial.language';

/** What this browser chose, else what it prefers. */
export function chosenLanguage(): Language {
  const stored = rememberedLanguage();
  if (stored) return stored;
  return navigator.languages?.some((each) => each.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en';
}

export function rememberedLanguage(): Language | undefined {
  try {
    return languages.find((each) => each === localStorage.getItem(storageKey));
  } catch {
    return undefined;
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Not remembered, but applied.
  }
}

export function asLanguage(value: string | null | undefined): Language | undefined {
  return languages.find((each) => each === value);
}
