import { Select } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../../shared/channels/use-channels';
import { DayFilter } from '../../shared/filters/day-filter';
import styles from './attribution.module.css';
import { type AttributionSearch, halfLives, lookBacks, openAfters } from './attribution-search';

type AttributionFieldsProps = {
  search: AttributionSearch;
  onChange: (change: Partial<AttributionSearch>) => void;
};

/** What is attributed, and how far back contacts count. */
export function AttributionFields({ search, onChange }: AttributionFieldsProps) {
  const { t } = useTranslation('attribution');
  const channels = useChannels();
  const days = (count: number) => ({ value: String(count), label: t('days', { count }) });
  return (
    <div className={styles.fields}>
      <Field label={t('from')}>
        {() => <DayFilter label={t('from')} value={search.from} onChange={(from) => onChange({ from })} />}
      </Field>
      <Field label={t('to')}>
        {() => <DayFilter label={t('to')} value={search.to} onChange={(to) => onChange({ to })} />}
      </Field>
      <Field label={t('look_back')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: 110 }}
            value={search.look_back ?? '90'}
            options={lookBacks.map(days)}
            onChange={(look_back) => onChange({ look_back: look_back === '90' ? undefined : look_back })}
          />
        )}
      </Field>
      <Field label={t('half_life')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: 110 }}
            value={search.half_life ?? '7'}
            options={halfLives.map(days)}
            onChange={(half_life) => onChange({ half_life: half_life === '7' ? undefined : half_life })}
          />
        )}
      </Field>
      <Field label={t('open_after')}>
        {(id) => (
          <Select
            id={id}
            style={{ width: 180 }}
            value={search.open_after ?? ''}
            options={[
              { value: '', label: t('only_lost') },
              ...openAfters.map((count) => ({ value: String(count), label: t('open_for', { count }) })),
            ]}
            onChange={(open_after) => onChange({ open_after: open_after || undefined })}
          />
        )}
      </Field>
      <Field label={t('without')}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            maxTagCount={1}
            style={{ minWidth: 180 }}
            placeholder={t('none_excluded')}
            value={search.without?.split(',') ?? []}
            options={channels.map((channel) => ({ value: channel.id, label: channel.name }))}
            onChange={(ids: string[]) => onChange({ without: ids.join(',') || undefined })}
          />
        )}
      </Field>
    </div>
  );
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
