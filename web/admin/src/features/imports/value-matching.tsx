import type { ColumnMapping, Field, FileColumn } from '@perennial/api-client';
import { listImportErrorsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { textsToMatch } from './mapping';
import styles from './mapping-table.module.css';
import { useLabelText } from './use-import-targets';

type ValueMatchingProps = {
  importId: string;
  column: FileColumn;
  field: Field;
  entry: ColumnMapping;
  onChange: (valueMap: Record<string, string>) => void;
};

/** Which choice of the field each text of the file means. Texts that the last check didn't understand come first. */
export function ValueMatching({ importId, column, field, entry, onChange }: ValueMatchingProps) {
  const { t } = useTranslation('imports');
  const labelText = useLabelText();
  const errors = useQuery(listImportErrorsOptions({ path: { id: importId }, query: { limit: 200 } }));
  const refused = (errors.data?.data ?? [])
    .filter((error) => error.column === column.index && error.code === 'choice_unknown')
    .map(({ value }) => value);
  const texts = textsToMatch(column, entry, refused);
  const map = entry.value_map ?? {};
  const options = field.choices.map(({ value, label }) => ({ value, label: labelText(label) }));
  const match = (text: string, value: string | undefined) => {
    const { [text]: _, ...others } = map;
    onChange(value ? { ...others, [text]: value } : others);
  };
  return (
    <details className={styles.values} open={refused.length > 0}>
      <summary>{t('values.title', { count: Object.keys(map).length })}</summary>
      {texts.map((text) => (
        <div key={text} className={styles.pair}>
          <span>{text}</span>
          <Select
            allowClear
            className={styles.select ?? ''}
            value={map[text]}
            options={options}
            placeholder={t('values.as_it_is')}
            aria-label={t('values.means', { text })}
            onChange={(value?: string) => match(text, value)}
          />
        </div>
      ))}
    </details>
  );
}
