import type { Import, ImportOptions, TargetDescription } from '@perennial/api-client';
import { Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCampaigns } from '../../shared/channels/use-channels';
import styles from './import-options-form.module.css';
import { LabelledControl } from './labelled-control';
import { useLabelText } from './use-import-targets';

const encodings = ['utf8', 'gb18030', 'utf16_le', 'utf16_be'] as const satisfies NonNullable<
  ImportOptions['encoding']
>[];
const delimiters = ['comma', 'semicolon', 'tab'] as const satisfies NonNullable<ImportOptions['delimiter']>[];
const dateOrders = ['unknown', 'day_first', 'month_first'] as const satisfies NonNullable<
  ImportOptions['date_order']
>[];
const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP', 'SGD'];

type ImportOptionsFormProps = {
  found: Import;
  target: TargetDescription;
  onChange: (options: ImportOptions) => void;
};

/** How rows find what is there already, and how the file is read. */
export function ImportOptionsForm({ found, target, onChange }: ImportOptionsFormProps) {
  const { t } = useTranslation('imports');
  const labelText = useLabelText();
  const campaigns = useCampaigns();
  const { options } = found;
  const set = (part: Partial<ImportOptions>) => onChange({ ...options, ...part });
  const nameOf = (key: string) => {
    const field = target.fields.find((each) => each.key === key);
    return field ? labelText(field.label) : key;
  };
  const foundValue = (known: string | undefined) => t('options.found', { value: known ?? '' });
  return (
    <div className={styles.options}>
      {target.target === 'leads' ? (
        <LabelledControl label={t('options.campaign')} help={t('options.campaign_help')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={options.fixed?.campaign}
              options={campaigns.map(({ key, name }) => ({ value: key, label: name }))}
              onChange={(campaign: string | undefined) => set({ fixed: campaign ? { campaign } : {} })}
            />
          )}
        </LabelledControl>
      ) : null}
      <LabelledControl label={t('options.match_by')} help={t('options.match_by_help')}>
        {(id) => (
          <Select
            id={id}
            value={options.match_by}
            options={target.match_fields.map((key) => ({ value: key, label: nameOf(key) }))}
            onChange={(match_by: string) => set({ match_by })}
          />
        )}
      </LabelledControl>
      <LabelledControl label={t('options.on_match')}>
        {(id) => (
          <Select
            id={id}
            value={options.on_match ?? 'update'}
            options={(['update', 'skip'] as const).map((value) => ({ value, label: t(`options.${value}`) }))}
            onChange={(on_match: 'update' | 'skip') => set({ on_match })}
          />
        )}
      </LabelledControl>
      <LabelledControl label={t('options.date_order')}>
        {(id) => (
          <Select
            id={id}
            value={options.date_order ?? 'unknown'}
            options={dateOrders.map((value) => ({ value, label: t(`options.dates.${value}`) }))}
            onChange={(date_order: (typeof dateOrders)[number]) => set({ date_order })}
          />
        )}
      </LabelledControl>
      <LabelledControl label={t('options.currency')} help={t('options.currency_help')}>
        {(id) => (
          <Select
            id={id}
            value={options.currency ?? 'CNY'}
            options={currenciesWith(options.currency).map((value) => ({ value, label: value }))}
            onChange={(currency: string) =>
              set({ currency: currency as NonNullable<ImportOptions['currency']> })
            }
          />
        )}
      </LabelledControl>
      <LabelledControl label={t('options.encoding')}>
        {(id) => (
          <Select
            id={id}
            value={options.encoding ?? ''}
            options={[
              {
                value: '',
                label: foundValue(found.encoding ? t(`options.encodings.${found.encoding}`) : undefined),
              },
              ...encodings.map((value) => ({ value, label: t(`options.encodings.${value}`) })),
            ]}
            onChange={(value: (typeof encodings)[number] | '') => set({ encoding: value || null })}
          />
        )}
      </LabelledControl>
      <LabelledControl label={t('options.delimiter')}>
        {(id) => (
          <Select
            id={id}
            value={options.delimiter ?? ''}
            options={[
              {
                value: '',
                label: foundValue(found.delimiter ? t(`options.delimiters.${found.delimiter}`) : undefined),
              },
              ...delimiters.map((value) => ({ value, label: t(`options.delimiters.${value}`) })),
            ]}
            onChange={(value: (typeof delimiters)[number] | '') => set({ delimiter: value || null })}
          />
        )}
      </LabelledControl>
      <LabelledControl label={t('options.has_header')}>
        {(id) => (
          <Switch
            id={id}
            checked={options.has_header ?? true}
            onChange={(has_header) => set({ has_header })}
          />
        )}
      </LabelledControl>
    </div>
  );
}

function currenciesWith(current: string | undefined): string[] {
  return current && !currencies.includes(current) ? [current, ...currencies] : currencies;
}
