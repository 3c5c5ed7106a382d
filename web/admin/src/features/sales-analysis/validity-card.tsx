import type { ValidityRate, ValidityRates } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import type { TableCell } from '../../shared/charts/chart-table';
import { FiguresCard } from './figures-card';
import { type LeadScope, partScope, type Split } from './sales-search';
import { SplitChoice } from './split-choice';
import { useFigureCells } from './use-figure-cells';

type ValidityCardProps = {
  rates: ValidityRates;
  cohort: LeadScope;
  by: Split;
  onBy: (by: Split) => void;
  isRefreshing: boolean;
};

/** How many of those who came are worth the time of sales, by where they came from or whose they are. */
export function ValidityCard({ rates, cohort, by, onBy, isRefreshing }: ValidityCardProps) {
  const { t } = useTranslation('sales-analysis');
  const { count, share } = useFigureCells();
  const row = (name: string, rate: ValidityRate, part: LeadScope | undefined): TableCell[] => {
    const scope = (validity: string) => part && { ...cohort, ...part, validity };
    return [
      { text: name },
      share(rate.valid_rate),
      count(rate.valid, scope('valid')),
      count(rate.invalid, scope('invalid')),
      count(rate.unknown, scope('unknown')),
    ];
  };
  return (
    <FiguresCard
      title={t('validity.title')}
      sentence={t('validity.sentence')}
      fileName="valid-rate"
      isRefreshing={isRefreshing}
      tools={<SplitChoice value={by} onChange={onBy} />}
      table={{
        caption: t('validity.title'),
        head: [
          t(`by.${by}`),
          t('validity.rate'),
          t('validity.valid'),
          t('validity.invalid'),
          t('validity.unknown'),
        ],
        rows: [
          row(t('all'), rates.all, {}),
          ...rates.parts.map((part) => row(part.key.name ?? t('none'), part, partScope(by, part.key.id))),
        ],
      }}
    />
  );
}
