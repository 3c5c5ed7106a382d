import { type ReactNode, useId } from 'react';
import styles from './builder.module.css';
import { useFieldProblems } from './question-problems';

type BuilderFieldProps = {
  label: string;
  /** Where the field stands in the request, as a JSON pointer. */
  pointer: string;
  /** Takes the room of two. */
  isWide?: boolean;
  children: (control: { 'aria-label': string; 'aria-describedby'?: string; status?: 'error' }) => ReactNode;
};

/** A part of a question: its name, its control, and what the server says against it. */
export function BuilderField({ label, pointer, isWide = false, children }: BuilderFieldProps) {
  const problems = useFieldProblems(pointer);
  const id = useId();
  const isWrong = problems.length > 0;
  return (
    <div className={styles.field} data-wide={isWide || undefined}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      {children({
        'aria-label': label,
        ...(isWrong ? { 'aria-describedby': id, status: 'error' as const } : {}),
      })}
      {isWrong ? (
        <span id={id} className={styles.problem} role="alert">
          {problems.join(' ')}
        </span>
      ) : null}
    </div>
  );
}
