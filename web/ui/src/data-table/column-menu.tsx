import { Button, Popover } from 'antd';
import { ChevronDown, ChevronUp, Columns3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './column-menu.module.css';
import type { ColumnSettings } from './use-column-settings';

/** Which columns, and in which order. */
export function ColumnMenu<Row>({ columns }: { columns: ColumnSettings<Row> }) {
  const { t } = useTranslation('kit');
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} content={<ColumnList columns={columns} />}>
      <Button
        type="text"
        icon={<Columns3 size={15} />}
        aria-label={t('columns.title')}
        title={t('columns.title')}
      />
    </Popover>
  );
}

function ColumnList<Row>({ columns }: { columns: ColumnSettings<Row> }) {
  const { t } = useTranslation('kit');
  return (
    <div className={styles.menu}>
      <div className={styles.heading}>
        <strong>{t('columns.title')}</strong>
        <Button type="link" size="small" disabled={!columns.isChanged} onClick={columns.reset}>
          {t('columns.reset')}
        </Button>
      </div>
      <ul className={styles.list}>
        {columns.all.map((column, index) => (
          <li key={column.id} className={styles.item}>
            <label className={styles.label}>
              <input
                type="checkbox"
                checked={columns.isVisible(column.id)}
                disabled={column.primary}
                onChange={() => columns.toggle(column.id)}
              />
              {column.header}
            </label>
            {column.primary ? null : (
              <span className={styles.moves}>
                <button
                  type="button"
                  aria-label={t('columns.move_up', { column: column.header })}
                  disabled={index === 0 || columns.all[index - 1]?.primary}
                  onClick={() => columns.move(column.id, -1)}
                >
                  <ChevronUp size={14} />
                </button>
                <button
                  type="button"
                  aria-label={t('columns.move_down', { column: column.header })}
                  disabled={index === columns.all.length - 1}
                  onClick={() => columns.move(column.id, 1)}
                >
                  <ChevronDown size={14} />
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
