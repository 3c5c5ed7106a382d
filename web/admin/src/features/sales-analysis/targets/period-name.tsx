import type { TargetPeriod } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';

/** `November 2026`, `Q4 2026`, `2026`, by its first day. */
export function PeriodName({ period, from }: { period: TargetPeriod; from: string }) {
  const { t } = useTranslation('sales-targets');
  const { locale } = useKit();
  const year = from.slice(0, 4);
  if (period === 'quarter') return t('quarter', { year, quarter: Math.ceil(Number(from.slice(5, 7)) / 3) });
  const first = new Date(`${from}T00:00:00Z`);
  const parts = period === 'year' ? {} : ({ month: 'long' } as const);
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', ...parts }).format(first);
}
