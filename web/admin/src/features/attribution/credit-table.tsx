import type { AttributionModel, AttributionRun } from '@perennial/api-client';
import { formatMoney, useKit } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { startOfDay } from '../../shared/time/zoned';
import { dayAfter } from '../revenue/day-after';
import styles from './attribution.module.css';
import { models } from './attribution-search';
import { amountOf, type CreditRow, creditRows, largest, type ShownValue } from './credit-rows';

type CreditTableProps = { run: AttributionRun; value: ShownValue };

/** A row per channel, a column per model; each credit opens the won leads that touched the channel. */
export function CreditTable({ run, value }: CreditTableProps) {
  const { t } = useTranslation('attribution');
  const rows = creditRows(run, value);
  const most = largest(rows, value);
  const shown = models.filter((model) => run.models.some((each) => each.model === model));
  const { time_zone, from_on, to_on } = run.parameters;
  const won = {
    won_at_gte: startOfDay(from_on, time_zone).toISOString(),
    won_at_lt: startOfDay(dayAfter(to_on), time_zone).toISOString(),
  };
  const label = t('table', { value: t(`value.${value}`) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={label}>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`by.${run.parameters.by}` as 'by.channel')}</th>
            {shown.map((model) => (
              <th key={model} scope="col">
                <Tooltip title={t(`explain_model.${model}`)}>
                  {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation opens by keyboard too */}
                  <span tabIndex={0} className={styles.explained}>
                    {t(`model.${model}`)}
                  </span>
                </Tooltip>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" title={row.name}>
                <Link
                  to="/leads"
                  search={{
                    ...(row.campaignId
                      ? { touched_campaign_id: row.campaignId }
                      : { touched_channel_id: row.channelId }),
                    ...won,
                  }}
                >
                  {row.name}
                </Link>
              </th>
              {shown.map((model) => (
                <td key={model}>
                  <CreditCell row={row} model={model} value={value} most={most} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <Unattributed run={run} value={value} columns={shown.length} />
      </table>
    </section>
  );
}

type CreditCellProps = { row: CreditRow; model: AttributionModel; value: ShownValue; most: number };

function CreditCell({ row, model, value, most }: CreditCellProps) {
  const { locale } = useKit();
  const credit = row.credits[model];
  const amount = amountOf(credit, value) ?? 0;
  const text =
    value === 'revenue' && credit ? formatMoney(credit.revenue, locale) : conversionsText(amount, locale);
  const { low, high } = row.interval ?? {};
  const hasInterval = model === 'markov' && value === 'conversions' && low != null && high != null;
  return (
    <span className={styles.cell}>
      {credit ? text : '—'}
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.fill} style={{ width: `${Math.max(0, (amount / most) * 100)}%` }} />
      </span>
      {hasInterval ? (
        <span className={styles.interval}>
          {conversionsText(low, locale)}–{conversionsText(high, locale)}
        </span>
      ) : null}
    </span>
  );
}

function Unattributed({ run, value, columns }: CreditTableProps & { columns: number }) {
  const { t } = useTranslation('attribution');
  const { locale } = useKit();
  if (run.unattributed_conversions === 0) return null;
  const text =
    value === 'revenue'
      ? formatMoney(run.unattributed_revenue, locale)
      : conversionsText(run.unattributed_conversions * 1000, locale);
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('unattributed')}</th>
        <td colSpan={columns}>{t('unattributed_text', { figure: text })}</td>
      </tr>
    </tfoot>
  );
}

/** The API counts thousandths of conversions. */
function conversionsText(thousandths: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(thousandths / 1000);
}
