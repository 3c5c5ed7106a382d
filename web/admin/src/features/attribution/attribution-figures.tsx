import type { AttributionRun } from '@perennial/api-client';
import { Figure, Money } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { KeyFigures } from '../../shared/charts/key-figures';

/** What there is to give out. */
export function AttributionFigures({ run }: { run: AttributionRun }) {
  const { t } = useTranslation('attribution');
  return (
    <KeyFigures
      figures={[
        {
          label: t('won'),
          text: <Figure value={run.conversions} />,
          explanation: t('explain.won'),
        },
        {
          label: t('revenue'),
          text: <Money value={run.revenue} compact />,
          explanation: t('explain.revenue'),
        },
        {
          label: t('unattributed'),
          text: <Figure value={run.unattributed_conversions} />,
          explanation: t('explain.unattributed'),
        },
        {
          label: t('not_won'),
          text: <Figure value={run.without_conversion} />,
          explanation: t('explain.not_won'),
        },
        { label: t('contacts'), text: <Figure value={run.contacts} />, explanation: t('explain.contacts') },
      ]}
    />
  );
}
