import { type ReactNode, useId } from 'react';
import styles from './labelled-control.module.css';

type LabelledControlProps = {
  label: string;
  help?: string;
  /** Over the whole width of the grid. */
  isWide?: boolean;
  children: (id: string) => ReactNode;
};

/** A control with its label, outside a form: each change counts at once. */
export function LabelledControl({ label, help, isWide, children }: LabelledControlProps) {
  const id = useId();
  return (
    <div className={styles.labelled} data-wide={isWide || undefined}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {help ? <small>{help}</small> : null}
    </div>
  );
}
