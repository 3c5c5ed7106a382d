import { IconButton } from '@perennial/ui';
import { Button, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EventPicker } from '../../../shared/events/event-picker';
import { AudienceFields } from '../breakdown/audience-fields';
import { withUnit } from '../breakdown/breakdown-search';
import styles from '../builder.module.css';
import { BuilderField } from '../builder-field';
import { RangeFields } from '../range-fields';
import { PeriodField, UnitField } from '../unit-fields';
import {
  type ChosenSeries,
  type Measure,
  measures,
  mostSeries,
  type TrendsSearch,
  usualSeries,
} from './trends-search';

type TrendsBuilderProps = { search: TrendsSearch; set: (change: Partial<TrendsSearch>) => void };

export function TrendsBuilder({ search, set }: TrendsBuilderProps) {
  const { t } = useTranslation('insights');
  const series = search.series?.length ? search.series : usualSeries;
  const change = (next: ChosenSeries[]) => set({ series: next.length > 0 ? next : undefined });
  return (
    <>
      <div className={styles.whole}>
        {series.map((each, index) => (
          <SeriesLine
            // biome-ignore lint/suspicious/noArrayIndexKey: two series may be the same; their place tells them apart
            key={index}
            at={index}
            series={each}
            unit={search.unit ?? 'person'}
            onChange={(next) => change(series.map((old, place) => (place === index ? next : old)))}
            onRemove={series.length > 1 ? () => change(series.filter((_, at) => at !== index)) : undefined}
          />
        ))}
        <span>
          <Button
            size="small"
            icon={<Plus size={14} />}
            disabled={series.length >= mostSeries}
            onClick={() => change([...series, { measure: 'events' }])}
          >
            {t('trends.add')}
          </Button>
        </span>
      </div>
      <UnitField value={search.unit} onChange={(unit) => set(withUnit(unit, search))} />
      <PeriodField value={search.period} usual="day" onChange={(period) => set({ period })} />
      <RangeFields search={search} set={set} />
      <AudienceFields search={search} set={set} />
    </>
  );
}

type SeriesLineProps = {
  at: number;
  series: ChosenSeries;
  unit: 'person' | 'account';
  onChange: (series: ChosenSeries) => void;
  onRemove: (() => void) | undefined;
};

function SeriesLine({ at, series, unit, onChange, onRemove }: SeriesLineProps) {
  const { t } = useTranslation('insights');
  const number = at + 1;
  return (
    <div className={styles.line}>
      <div className={styles.lineMain}>
        <BuilderField label={t('trends.series', { number })} pointer={`/series/${at}`}>
          {(control) => (
            <EventPicker
              {...control}
              isAnyAllowed
              value={series.events}
              onChange={(events) => onChange({ ...series, events })}
            />
          )}
        </BuilderField>
      </div>
      <div className={styles.lineSide}>
        <BuilderField label={t('trends.measure')} pointer={`/series/${at}/measure`}>
          {(control) => (
            <Select<Measure>
              {...control}
              aria-label={t('trends.measure_of', { number })}
              style={{ width: '100%' }}
              popupMatchSelectWidth={false}
              value={series.measure}
              options={measures.map((value) => ({ value, label: t(`trends.measure_${value}_${unit}`) }))}
              onChange={(measure) => onChange({ ...series, measure })}
            />
          )}
        </BuilderField>
      </div>
      {onRemove ? (
        <IconButton
          label={t('trends.remove', { number })}
          icon={<X size={15} />}
          className={styles.remove}
          onClick={onRemove}
        />
      ) : null}
    </div>
  );
}
