import { Button, Form } from 'antd';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './editable-rows.module.css';
import { RowTool } from './row-tool';

type EditableRowsProps = {
  /** The property that holds the list, or the way to it. */
  name: string | string[];
  title: string;
  text: string;
  addLabel: string;
  /** What an added row starts with. */
  added?: object;
  fields: (at: number) => ReactNode;
  /** Beside the tools. */
  foot?: (at: number) => ReactNode;
};

/** A list inside a form whose rows are added, moved and removed. */
export function EditableRows({ name, title, text, addLabel, added, fields, foot }: EditableRowsProps) {
  const { t } = useTranslation('work');
  const titleId = useId();
  return (
    <section className={styles.list} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.title}>
        {title}
      </h3>
      <p className={styles.hint}>{text}</p>
      <Form.List name={name}>
        {(rows, { add, remove, move }, { errors }) => (
          <>
            {rows.map(({ key, name: at }) => (
              <div key={key} className={styles.row}>
                <div className={styles.fields}>{fields(at)}</div>
                <div className={styles.foot}>
                  {foot?.(at)}
                  <span className={styles.tools}>
                    <RowTool
                      label={t('row.up', { number: at + 1 })}
                      icon={<ArrowUp size={14} />}
                      isOff={at === 0}
                      onClick={() => move(at, at - 1)}
                    />
                    <RowTool
                      label={t('row.down', { number: at + 1 })}
                      icon={<ArrowDown size={14} />}
                      isOff={at === rows.length - 1}
                      onClick={() => move(at, at + 1)}
                    />
                    <RowTool
                      label={t('row.remove', { number: at + 1 })}
                      icon={<X size={14} />}
                      onClick={() => remove(at)}
                    />
                  </span>
                </div>
              </div>
            ))}
            {errors.length > 0 ? (
              <p role="alert" className={styles.error}>
                {errors}
              </p>
            ) : null}
            <div>
              <Button icon={<Plus size={14} />} onClick={() => add(added)}>
                {addLabel}
              </Button>
            </div>
          </>
        )}
      </Form.List>
    </section>
  );
}
