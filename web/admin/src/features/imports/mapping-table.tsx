import type { ColumnMapping, FileColumn, Import, TargetDescription } from '@perennial/api-client';
import { StatusTag } from '@perennial/ui';
import { Select } from 'antd';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AttributeProposal } from './attribute-proposal';
import {
  destinationOf,
  entryOf,
  isDoubtful,
  isTaken,
  leaveOut,
  makeAttribute,
  withDestination,
  withEntry,
} from './mapping';
import styles from './mapping-table.module.css';
import { useLabelText } from './use-import-targets';
import { ValueMatching } from './value-matching';

type MappingTableProps = {
  found: Import;
  target: TargetDescription;
  onChange: (mapping: ColumnMapping[]) => void;
};

/** Every column of the file with its first values, and what it becomes. */
export function MappingTable({ found, target, onChange }: MappingTableProps) {
  const { t } = useTranslation('imports');
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t('columns.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('columns.column')}</th>
          <th scope="col">{t('columns.samples')}</th>
          <th scope="col">{t('columns.becomes')}</th>
        </tr>
      </thead>
      <tbody>
        {found.columns.map((column) => (
          <MappingRow key={column.index} column={column} found={found} target={target} onChange={onChange} />
        ))}
      </tbody>
    </table>
  );
}

function MappingRow({ column, found, target, onChange }: MappingTableProps & { column: FileColumn }) {
  const { t } = useTranslation('imports');
  const { mapping } = found;
  const destination = destinationOf(mapping, column.index);
  const entry = entryOf(mapping, column.index);
  const field = target.fields.find(({ key }) => key === destination);
  const name = column.header ?? t('columns.number', { number: column.index });
  const { options, nameOf } = useDestinations(found, target, column.index);
  const guess = column.guess?.field;
  const offersGuess =
    guess && destination === leaveOut && !isTaken(mapping, guess, column.index) ? guess : undefined;
  const choose = (next: string) => onChange(withDestination(mapping, column, next));
  return (
    <tr data-out={destination === leaveOut || undefined}>
      <th scope="row" className={styles.name}>
        {name}
      </th>
      <td className={styles.samples}>
        {column.samples.length > 0 ? (
          column.samples.map((sample) => <span key={sample}>{sample}</span>)
        ) : (
          <em>{t('columns.no_samples')}</em>
        )}
      </td>
      <td>
        <div className={styles.choice}>
          <ArrowRight size={14} aria-hidden="true" className={styles.arrow} />
          <Select
            className={styles.select ?? ''}
            value={destination}
            options={options}
            showSearch={{ optionFilterProp: 'search' }}
            aria-label={t('columns.becomes_of', { column: name })}
            onChange={choose}
          />
          {isDoubtful(column, destination) ? (
            <StatusTag tone="warning">{t('columns.doubtful')}</StatusTag>
          ) : null}
          {offersGuess ? (
            <button type="button" className={styles.suggestion} onClick={() => choose(offersGuess)}>
              {t('columns.suggestion', { field: nameOf(offersGuess) })}
            </button>
          ) : null}
        </div>
        {entry?.new_attribute ? (
          <AttributeProposal
            column={column}
            attribute={entry.new_attribute}
            onChange={(new_attribute) => onChange(withEntry(mapping, { ...entry, new_attribute }))}
          />
        ) : null}
        {entry && field && field.choices.length > 0 ? (
          <ValueMatching
            importId={found.id}
            column={column}
            field={field}
            entry={entry}
            onChange={(value_map) => onChange(withEntry(mapping, { ...entry, value_map }))}
          />
        ) : null}
      </td>
    </tr>
  );
}

/** Where a column can go: the target's fields, its own attributes, a new one, or nowhere. */
function useDestinations({ mapping }: Import, { fields }: TargetDescription, column: number) {
  const { t } = useTranslation('imports');
  const labelText = useLabelText();
  const option = (key: string, label: string, disabled = false) => ({
    value: key,
    label,
    search: `${label} ${key}`,
    disabled,
  });
  const of = (isOwn: boolean) =>
    fields
      .filter(({ key }) => key.startsWith('attributes.') === isOwn)
      .map(({ key, label, required }) =>
        option(
          key,
          required ? t('columns.required', { field: labelText(label) }) : labelText(label),
          isTaken(mapping, key, column),
        ),
      );
  const own = of(true);
  const options = [
    option(leaveOut, t('columns.leave_out')),
    option(makeAttribute, t('columns.new_attribute')),
    { label: t('columns.fields'), options: of(false) },
    ...(own.length > 0 ? [{ label: t('columns.own'), options: own }] : []),
  ];
  const nameOf = (key: string) => {
    const field = fields.find((each) => each.key === key);
    return field ? labelText(field.label) : key;
  };
  return { options, nameOf };
}
