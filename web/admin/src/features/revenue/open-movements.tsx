import type { MrrPeriod, MrrSummary } from '@perennial/api-client';
import { formatMoney, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import MovementsDrawer from './movements-drawer';
import { type MovementKind, revenuePeriodName } from './revenue-search';

type OpenMovementsProps = {
  summary: MrrSummary;
  opened: { kind: MovementKind; period: MrrPeriod };
  onClose: () => void;
};

/** The movements behind a figure of the summary, under what the figure is called. */
export default function OpenMovements({ summary, opened, onClose }: OpenMovementsProps) {
  const { t } = useTranslation('revenue');
  const { locale } = useKit();
  const { kind, period } = opened;
  const name = revenuePeriodName(period.starts_on, summary.period, locale);
  return (
    <MovementsDrawer
      kind={kind}
      period={period}
      currency={period.end.currency}
      title={`${name} · ${t(`kind.${kind}`)} ${formatMoney(period[kind], locale)}`}
      onClose={onClose}
    />
  );
}
