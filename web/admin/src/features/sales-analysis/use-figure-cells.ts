import type { Durations, Share } from '@perennial/api-client';
import { formatMoney, type MoneyValue, minorDigits, useKit } from '@perennial/ui';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TableCell } from '../../shared/charts/chart-table';
import {
  formatCount,
  formatDuration,
  formatInterval,
  formatShare,
  shareValue,
} from '../../shared/charts/format';
import { smallSample } from '../../shared/charts/heat';
import type { LeadScope } from './sales-search';

/** Writes figures of selling; a count opens the leads behind it. */
export function useFigureCells() {
  const { t } = useTranslation('charts');
  const { locale } = useKit();
  const navigate = useNavigate();
  const open = (scope: LeadScope) => void navigate({ to: '/leads', search: { ...scope } });

  const count = (value: number, scope?: LeadScope): TableCell => ({
    text: formatCount(value, locale),
    value,
    onOpen: scope && value > 0 ? () => open(scope) : undefined,
  });
  /** A rate with its interval; of few, the interval says how little is known. */
  const share = ({ rate, low, high }: Share): TableCell => ({
    text: rate == null ? '—' : `${formatShare(rate, locale)} (${formatInterval(low, high, locale)})`,
    value: shareValue(rate),
  });
  const rate = (value: number | null | undefined): TableCell => ({
    text: formatShare(value, locale),
    value: shareValue(value),
  });
  const money = (value: MoneyValue | null | undefined): TableCell =>
    value
      ? { text: formatMoney(value, locale), value: value.amount / 10 ** minorDigits(value.currency) }
      : { text: '—', value: null };
  const duration = (seconds: number | null | undefined): TableCell => ({
    text: formatDuration(seconds, locale),
    value: seconds ?? null,
  });
  const spread = ({ count: n, median_seconds, p90_seconds }: Durations): TableCell[] => [
    duration(median_seconds),
    duration(p90_seconds),
    { text: formatCount(n, locale), value: n },
  ];
  const small = (n: number) =>
    n > 0 && n < smallSample ? t('retention.small', { count: smallSample }) : undefined;
  return { count, share, rate, money, duration, spread, small, open, locale };
}
