import en from './locales/en/portal.json';
import zhCn from './locales/zh-CN/portal.json';

export type Language = 'en' | 'zh-CN';
type TextKey = keyof typeof en;

const texts: Record<Language, Record<TextKey, string>> = { en, 'zh-CN': zhCn };
let language: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';

export function t(key: TextKey): string {
  return texts[language][key];
}

export function currentLanguage(): Language {
  return language;
}

/** The page speaks the language that its form is written in. */
export function speak(locale: string): void {
  language = locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  document.documentElement.lang = language;
}
