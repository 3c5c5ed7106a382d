import type { ApiProblem } from '@perennial/api-client';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './form-problem.module.css';

/** What a form's answer says that belongs to no single field. */
export function FormProblem({ problem }: { problem: ApiProblem | undefined }) {
  const { t } = useTranslation();
  if (!problem) return null;
  const text =
    problem.detail ?? problem.title ?? t(problem.status === 0 ? 'problem.unreachable' : 'problem.unknown');
  // A single mistake is often the detail itself; it needs to be said once.
  const further = problem.errors.filter(({ message }) => message !== text);
  return (
    <div role="alert" className={styles.problem}>
      <TriangleAlert size={15} aria-hidden="true" />
      <div>
        {text}
        {further.length > 0 ? (
          <ul className={styles.list}>
            {further.map((error) => (
              <li key={error.pointer + error.code}>{error.message}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}
