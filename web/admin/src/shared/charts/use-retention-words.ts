import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatCount, formatInterval, formatShare } from './format';
import { smallSample } from './heat';
import type { Known, Share, Unit } from './retention-types';

/** How retention figures are said. */
export function useRetentionWords(unit: Unit) {
  const { t } = useTranslation('charts');
  const { locale } = useKit();
  const count = (value: number) => t(`count.${unit}`, { count: value });
  return {
    count,
    figure: (value: number) => formatCount(value, locale),
    share: (rate: Known) => formatShare(rate, locale),
    /** The lines that explain one cell. */
    explain: (figures: Share & { units?: Known }, of: number): string[] => {
      if (figures.units == null) return [t('retention.not_over')];
      return [
        t('retention.units_of', { units: figures.units, of: count(of) }),
        ...(figures.low == null
          ? []
          : [t('retention.interval', { interval: formatInterval(figures.low, figures.high, locale) })]),
        ...(of < smallSample ? [t('retention.small', { count: smallSample })] : []),
      ];
    },
  };
}
