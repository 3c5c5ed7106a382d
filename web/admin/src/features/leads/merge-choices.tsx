import type { Lead } from '@perennial/api-client';
import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { fieldName } from '../../shared/timeline/timeline-item';
import { differingFields } from './differing-fields';
import styles from './merge-dialog.module.css';

type MergeChoicesProps = {
  winner: Lead;
  losers: Lead[];
  /** Field → the lead whose value stays; the winner's where nothing is said. */
  choices: Record<string, string>;
  onChange: (choices: Record<string, string>) => void;
};

/** Where the leads contradict each other: which value stays. */
export function MergeChoices({ winner, losers, choices, onChange }: MergeChoicesProps) {
  const { t } = useTranslation('leads');
  const fields = differingFields([winner, ...losers]);
  if (fields.length === 0) return null;
  return (
    <>
      <h3 className={styles.heading}>{t('merge.choose')}</h3>
      {fields.map(({ field, values }) => (
        <fieldset key={field} className={styles.choice}>
          <legend>{fieldName(field)}</legend>
          <Radio.Group
            value={choices[field] ?? values[0]?.leadId}
            options={values.map(({ leadId, text }) => ({ value: leadId, label: text }))}
            onChange={(event) => onChange({ ...choices, [field]: event.target.value as string })}
          />
        </fieldset>
      ))}
    </>
  );
}
