import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { Band } from './bounds';

/** What a band of numbers is called. */
export function useBandName() {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const write = (value: number | null | undefined) => (value == null ? '' : format.format(value));
  return ({ from, below }: Band): string => {
    const values = { from: write(from), below: write(below) };
    if (from == null && below == null) return t('split.band_all');
    if (from == null) return t('split.band_below', values);
    return below == null ? t('split.band_from', values) : t('split.band', values);
  };
}
