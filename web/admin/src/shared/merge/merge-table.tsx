import { Radio } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type ComparedField, type ComparedRow, compare, type FieldChoices } from './compare';
import styles from './merge.module.css';

type MergeTableProps<Item> = {
  /** In the order in which they are shown, whichever stays. */
  columns: Item[];
  winner: Item;
  nameOf: (item: Item) => string;
  fields: ComparedField<Item>[];
  choices: FieldChoices;
  onWinner: (id: string) => void;
  onChoices: (choices: FieldChoices) => void;
};

/** The records side by side, field by field. What will be kept stands out; contradictions ask. */
export function MergeTable<Item extends { id: string }>(props: MergeTableProps<Item>) {
  const { columns, winner, nameOf, fields, choices, onWinner, onChoices } = props;
  const { t } = useTranslation('merge');
  const group = useId();
  const inOrder = [winner, ...columns.filter(({ id }) => id !== winner.id)];
  const rows = compare(inOrder, fields, choices);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('compare')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('stays')}</th>
            {columns.map((item) => (
              <th key={item.id} scope="col">
                <Radio
                  name={`${group}-winner`}
                  checked={item.id === winner.id}
                  onChange={() => onWinner(item.id)}
                >
                  {nameOf(item)}
                </Radio>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {columns.map(({ id }) => (
                <td key={id} data-kept={row.isOpen && row.keptId === id}>
                  <Value
                    row={row}
                    id={id}
                    name={`${group}-${row.field}`}
                    onChoose={() => onChoices({ ...choices, [row.field ?? '']: id })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type ValueProps = { row: ComparedRow; id: string; name: string; onChoose: () => void };

function Value({ row, id, name, onChoose }: ValueProps) {
  const { t } = useTranslation('merge');
  const text = row.cells.find((cell) => cell.id === id)?.text;
  if (!text) return '—';
  if (!row.isOpen) return text;
  return (
    <Radio
      name={name}
      checked={row.keptId === id}
      aria-label={t('keep', { field: row.label, value: text })}
      onChange={onChoose}
    >
      {text}
    </Radio>
  );
}
