import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AsOfField } from '../as-of-field';
import { withUnit } from '../breakdown/breakdown-search';
import { SegmentField } from '../breakdown/segment-field';
import { SplitField } from '../breakdown/split-field';
import styles from '../builder.module.css';
import { GapField } from '../gap-field';
import { MoreFields } from '../more-fields';
import { NumberField } from '../number-field';
import { RangeFields } from '../range-fields';
import { UnitField } from '../unit-fields';
import { type AdoptionSearch, isComplete, mostFeatures, usualMin } from './adoption-search';
import { FeatureLines } from './feature-lines';
import featureStyles from './feature-lines.module.css';

const finer = ['gap', 'from', 'to', 'last', 'as_of'] as const;

type AdoptionBuilderProps = { search: AdoptionSearch; set: (change: Partial<AdoptionSearch>) => void };

export function AdoptionBuilder({ search, set }: AdoptionBuilderProps) {
  const { t } = useTranslation('insights');
  const features = search.features ?? [];
  const change = (next: typeof features) => set({ features: next.length > 0 ? next : undefined });
  return (
    <>
      <div className={styles.whole}>
        <FeatureLines features={features} onChange={change} />
        <div className={styles.line}>
          <Button
            size="small"
            icon={<Plus size={14} />}
            disabled={features.length >= mostFeatures}
            onClick={() => change([...features, {}])}
          >
            {t('adoption.add')}
          </Button>
          {features.some(isComplete) ? null : (
            <span className={featureStyles.usual}>{t('adoption.usual')}</span>
          )}
        </div>
      </div>
      <UnitField value={search.unit} onChange={(unit) => set(withUnit(unit, search))} />
      <NumberField
        label={t('adoption.min')}
        pointer="/min_occurrences"
        value={search.min ?? usualMin}
        min={1}
        max={1000}
        onChange={(min) => set({ min: min === usualMin ? undefined : min })}
      />
      <SplitField search={search} set={set} />
      <SegmentField search={search} set={set} />
      <MoreFields isUsed={finer.some((key) => search[key] !== undefined)}>
        <GapField value={search.gap} onChange={(gap) => set({ gap })} />
        <RangeFields search={search} set={set} />
        <AsOfField search={search} set={set} />
      </MoreFields>
    </>
  );
}
