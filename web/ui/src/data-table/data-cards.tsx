import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './data-cards.module.css';
import type { DataTableProps } from './data-table';
import { RecordLink } from './record-link';

/** The table on a phone: one card per row, the primary column as its heading. */
export function DataCards<Row>(props: DataTableProps<Row> & { end: ReactNode }) {
  const { label, list, columns, rowId, selection, onOpen, end } = props;
  const { t } = useTranslation('kit');
  const primary = columns.visible.find((column) => column.primary);
  const rest = columns.visible.filter((column) => !column.primary && !column.deskOnly);
  if (list.isPending) return <SkeletonCards />;
  return (
    <>
      <ul className={styles.cards} aria-label={label} data-dimmed={list.isRefreshing || undefined}>
        {list.rows.map((row) => {
          const id = rowId(row);
          return (
            <li key={id} className={styles.card} data-selected={selection?.has(id) || undefined}>
              <div className={styles.heading}>
                <span className={styles.open}>
                  <RecordLink id={id} href={props.hrefOf?.(row)} onOpen={onOpen}>
                    {primary?.cell(row)}
                  </RecordLink>
                </span>
                {selection ? (
                  <input
                    type="checkbox"
                    aria-label={t('table.select_row')}
                    checked={selection.has(id)}
                    onChange={() => selection.toggle(id)}
                  />
                ) : null}
              </div>
              <dl className={styles.facts}>
                {rest.map((column) => (
                  <div key={column.id} className={styles.fact}>
                    <dt>{column.header}</dt>
                    <dd>{column.cell(row)}</dd>
                  </div>
                ))}
              </dl>
            </li>
          );
        })}
      </ul>
      {end}
    </>
  );
}

function SkeletonCards() {
  return (
    <div className={styles.cards} aria-busy="true">
      {[1, 2, 3, 4].map((card) => (
        <div key={card} className={styles.skeletonCard} />
      ))}
    </div>
  );
}
