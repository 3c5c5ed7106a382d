import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { asLanguage } from '../../../i18n/language';

export type WorkspaceNames = {
  language: (code: string) => string;
  currency: (code: string) => string;
  region: (code: string) => string;
  /** 1 = Monday … 7 = Sunday. */
  weekday: (day: number) => string;
};

/** The names of currencies, regions and days, as the browser knows them in the reader's language. */
export function useWorkspaceNames(): WorkspaceNames {
  const { locale } = useKit();
  const { t } = useTranslation('shell');
  const currencies = new Intl.DisplayNames(locale, { type: 'currency' });
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return {
    language: (code) => {
      const language = asLanguage(code);
      return language ? t(`language.${language}`) : code;
    },
    currency: (code) => `${code} · ${currencies.of(code) ?? code}`,
    region: (code) => `${regions.of(code) ?? code} (${code})`,
    // The first of January 2024 was a Monday.
    weekday: (day) => weekday.format(new Date(Date.UTC(2024, 0, day))),
  };
}
