import type { MrrPeriod } from '@perennial/api-client';
import { formatMoney, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatCount, formatShare } from '../../shared/charts/format';
import { KeyFigures } from '../../shared/charts/key-figures';

/** Where it stands today. */
export function RevenueFigures({ periods }: { periods: MrrPeriod[] }) {
  const { t } = useTranslation('revenue');
  const { locale } = useKit();
  const last = periods.at(-1);
  if (!last) return null;
  return (
    <KeyFigures
      figures={[
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
        },
        {
          label: t('grr'),
          text: formatShare(last.gross_retention_12_months, locale),
          explanation: t('explain.grr'),
        },
      ]}
    />
  );
}
