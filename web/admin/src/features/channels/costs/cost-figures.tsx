import type { CostReport } from '@perennial/api-client';
import { Figure, Money } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { KeyFigures } from '../../../shared/charts/key-figures';
import { type Basis, CostValue, customersOf, type Kind, RatioValue } from './cost-value';

/** All channels together. */
export function CostFigures({ report, basis, kind }: { report: CostReport; basis: Basis; kind: Kind }) {
  const { t } = useTranslation('costs');
  const { total } = report;
  const spend = kind === 'media' ? total.media_spend : total.loaded_spend;
  const figures = [
    { label: t(`spend.${kind}`), text: <Money value={spend} compact />, explanation: t(`explain.${kind}`) },
    { label: t('leads'), text: <Figure value={total.leads} />, explanation: t('explain.leads') },
    {
      label: t('cpl'),
      text: <CostValue value={total.cost_per_lead[kind]} />,
      explanation: t('explain.cpl'),
    },
    {
      label: t('cpv'),
      text: <CostValue value={total.cost_per_valid_lead[kind]} />,
      explanation: t('explain.cpv'),
    },
    {
      label: t(`cac.${basis}`),
      text: <CostValue value={customersOf(total, basis).cac[kind]} />,
      explanation: t(`basis_text.${basis}`),
    },
    { label: t('yield'), text: <RatioValue value={total.yield} />, explanation: t('explain.yield') },
    {
      label: t('payback'),
      text: <RatioValue value={total.payback_months} unit="months" />,
      explanation: t('explain.payback'),
    },
  ];
  return <KeyFigures figures={figures} />;
}
