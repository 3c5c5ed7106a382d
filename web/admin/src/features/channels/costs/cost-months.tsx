import type { CostReport } from '@perennial/api-client';
import { Card, formatMoney, useKit } from '@perennial/ui';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FiguresTable } from '../../../shared/charts/figures-table';
import { formatCount } from '../../../shared/charts/format';
import type { Kind } from './cost-value';

type CostMonthsProps = {
  report: CostReport;
  kind: Kind;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
};

/** Month by month: what was spent beside what came of the leads of that month. */
export function CostMonths({ report, kind, isOpen, onToggle }: CostMonthsProps) {
  const { t } = useTranslation('costs');
  const { locale } = useKit();
  const money = (value: { amount: number; currency: string } | null | undefined) =>
    value ? formatMoney(value, locale) : '—';
  return (
    <Card
      title={t('by_month')}
      summary={t('by_month_text')}
      actions={
        <Button onClick={() => onToggle(!isOpen)} aria-expanded={isOpen}>
          {t(isOpen ? 'hide' : 'show')}
        </Button>
      }
    >
      {isOpen && report.months.length > 0 ? (
        <FiguresTable
          table={{
            caption: t('by_month'),
            head: [
              t('month'),
              t(`spend.${kind}`),
              t('leads'),
              t('cpl'),
              t('customers.period'),
              t('cac.period'),
              t('customers.cohort'),
              t('cac.cohort'),
              t('maturity_title'),
            ],
            rows: report.months.map(({ starts_on, total, maturity }) => [
              { text: starts_on.slice(0, 7) },
              { text: money(kind === 'media' ? total.media_spend : total.loaded_spend) },
              { text: formatCount(total.leads, locale) },
              { text: money(total.cost_per_lead[kind].amount) },
              { text: formatCount(total.period_customers, locale) },
              { text: money(total.period_cac[kind].amount) },
              { text: formatCount(total.cohort_customers, locale) },
              { text: money(total.cohort_cac[kind].amount) },
              { text: t(`ripe.${maturity}` as 'ripe.mature') },
            ]),
          }}
        />
      ) : null}
    </Card>
  );
}
