import type { MrrPeriod } from '@perennial/api-client';
import { formatMoney, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useChartPlace } from '../../shared/charts/chart-place';
import { formatCount, formatShare } from '../../shared/charts/format';
import { smallSample } from '../../shared/charts/heat';
import { KeyFigures } from '../../shared/charts/key-figures';

/** In a narrow tile the chart needs the room. */
const mostInNarrow = 3;

/** Where it stands today. */
export function RevenueFigures({ periods }: { periods: MrrPeriod[] }) {
  const { t } = useTranslation('revenue');
  const { locale } = useKit();
  const isNarrow = useChartPlace()?.isNarrow;
  const last = periods.at(-1);
  if (!last) return null;
  const base = last.customers_12_months_ago;
  const few = base > 0 && base < smallSample ? t('few', { count: base }) : undefined;
  const figures = [
    { label: 'MRR', text: formatMoney(last.end, locale), explanation: t('explain.mrr') },
    { label: 'ARR', text: formatMoney(last.annual, locale), explanation: t('explain.arr') },
    {
      label: t('customers'),
      text: formatCount(last.customers_at_end, locale),
      explanation: t('explain.customers'),
    },
    {
      label: t('nrr'),
      text: formatShare(last.net_retention_12_months, locale),
      explanation: t('explain.nrr'),
      note: few,
    },
    {
      label: t('grr'),
      text: formatShare(last.gross_retention_12_months, locale),
      explanation: t('explain.grr'),
      note: few,
    },
  ];
  return <KeyFigures figures={isNarrow ? figures.slice(0, mostInNarrow) : figures} />;
}
