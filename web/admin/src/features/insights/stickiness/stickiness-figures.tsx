import type { AskStickinessResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatCount, formatShare } from '../../../shared/charts/format';
import { KeyFigures } from '../../../shared/charts/key-figures';

/** How many were active, how many at a time, and the share of the one in the other. */
export function StickinessFigures({ answer }: { answer: AskStickinessResponse }) {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const period = answer.question.period ?? 'day';
  return (
    <KeyFigures
      figures={[
        { label: t('stickiness.active'), text: formatCount(answer.units, locale) },
        {
          label: t(`stickiness.mean_${period}`),
          text: formatMean(answer.mean_active_per_period, locale),
        },
        ...(period === 'day'
          ? [
              {
                label: t('stickiness.ratio'),
                text: formatShare(answer.ratio ?? null, locale),
                explanation: t('stickiness.ratio_text'),
              },
            ]
          : []),
      ]}
    />
  );
}

export function formatMean(mean: number | null | undefined, locale: string): string {
  return mean == null ? '—' : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(mean);
}
