import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Counting, countings } from './stickiness-search';

type CountingChoiceProps = { value: Counting; onChange: (counting: Counting) => void };

/** Whether a column counts exactly so many periods, or at least. */
export function CountingChoice({ value, onChange }: CountingChoiceProps) {
  const { t } = useTranslation('insights');
  return (
    <Segmented<Counting>
      size="small"
      aria-label={t('stickiness.counting')}
      value={value}
      options={countings.map((counting) => ({
        value: counting,
        label: t(`stickiness.counting_${counting}`),
      }))}
      onChange={onChange}
    />
  );
}
