import type { FileColumn, NewAttribute, NewAttributeKind } from '@perennial/api-client';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { LabelledControl } from './labelled-control';
import styles from './mapping-table.module.css';

const kinds = [
  'text',
  'number',
  'money',
  'date',
  'boolean',
  'single_choice',
] as const satisfies NewAttributeKind[];

type AttributeProposalProps = {
  column: FileColumn;
  attribute: NewAttribute;
  onChange: (attribute: NewAttribute) => void;
};

/** The attribute that the import makes for a column. What is typed counts when the field is left. */
export function AttributeProposal({ column, attribute, onChange }: AttributeProposalProps) {
  const { t } = useTranslation('imports');
  const changeText = (part: Pick<NewAttribute, 'label'> | Pick<NewAttribute, 'key'>) => {
    const next = { ...attribute, ...part };
    const isSame = next.key === attribute.key && next.label === attribute.label;
    if (!isSame && next.key && next.label) onChange(next);
  };
  const changeKind = (type: NewAttributeKind) =>
    onChange({ ...attribute, type, options: type === 'single_choice' ? [...new Set(column.samples)] : [] });
  return (
    <div className={styles.details}>
      <LabelledControl label={t('attribute.label')}>
        {(id) => (
          <Input
            id={id}
            key={attribute.label}
            defaultValue={attribute.label}
            maxLength={80}
            onBlur={({ target }) => changeText({ label: target.value.trim() })}
          />
        )}
      </LabelledControl>
      <LabelledControl label={t('attribute.key')}>
        {(id) => (
          <Input
            id={id}
            key={attribute.key}
            defaultValue={attribute.key}
            maxLength={60}
            onBlur={({ target }) => changeText({ key: target.value.trim() })}
          />
        )}
      </LabelledControl>
      <LabelledControl label={t('attribute.type')}>
        {(id) => (
          <Select
            id={id}
            value={attribute.type}
            options={kinds.map((value) => ({ value, label: t(`attribute.kind.${value}`) }))}
            onChange={changeKind}
          />
        )}
      </LabelledControl>
      {attribute.type === 'single_choice' ? (
        <LabelledControl isWide label={t('attribute.options')}>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              value={attribute.options ?? []}
              open={false}
              tokenSeparators={[',', '\n']}
              onChange={(options: string[]) => onChange({ ...attribute, options })}
            />
          )}
        </LabelledControl>
      ) : null}
    </div>
  );
}
