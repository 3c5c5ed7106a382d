import type { CostFigure, CostPair, CostRow, RatioFigure } from '@perennial/api-client';
import { Money, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { costBases, costKinds } from './cost-search';
import styles from './costs-page.module.css';

export type Basis = (typeof costBases)[number];
export type Kind = (typeof costKinds)[number];

/** The customers that a basis divides by, and what each cost. */
export function customersOf(row: CostRow, basis: Basis): { count: number | null; cac: CostPair } {
  if (basis === 'period') return { count: row.period_customers, cac: row.period_cac };
  if (basis === 'cohort') return { count: row.cohort_customers, cac: row.cohort_cac };
  const thousandths = row.attributed_conversions;
  return { count: thousandths == null ? null : thousandths / 1000, cac: row.attributed_cac };
}

/** An amount, or in words why there is none. */
export function CostValue({ value }: { value: CostFigure }) {
  return value.amount ? <Money value={value.amount} /> : <Missing reason={value.reason} />;
}

export function RatioValue({ value, unit }: { value: RatioFigure; unit?: 'months' }) {
  const { t } = useTranslation('costs');
  const { locale } = useKit();
  if (value.value == null) return <Missing reason={value.reason} />;
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value.value);
  return <span>{unit ? t('months', { figure }) : t('times', { figure })}</span>;
}

function Missing({ reason }: { reason: string | null | undefined }) {
  const { t } = useTranslation('costs');
  return <span className={styles.missing}>{t(`missing.${reason ?? 'no_cost'}` as 'missing.no_cost')}</span>;
}
