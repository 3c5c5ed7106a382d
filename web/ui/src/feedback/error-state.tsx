import { Button } from 'antd';
import { CloudOff, Lock, SearchX, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './states.module.css';

type ProblemLike = { status?: number; title?: string; detail?: string; requestId?: string };

type ErrorStateProps = { error: unknown; onRetry?: () => void; compact?: boolean };

/** Says what went wrong in the reader's language, and what can be done. Knows problem+json by its shape. */
export function ErrorState({ error, onRetry, compact = false }: ErrorStateProps) {
  const { t } = useTranslation('kit');
  const problem = asProblem(error);
  const kind = kindOf(problem.status);
  const Icon = icons[kind];
  const retry =
    onRetry && kind !== 'forbidden' && kind !== 'missing' ? (
      <Button size={compact ? 'small' : 'middle'} onClick={onRetry}>
        {t('error.retry')}
      </Button>
    ) : null;
  if (compact) {
    return (
      <span role="alert" className={styles.inline}>
        <Icon size={14} aria-hidden="true" /> {problem.detail ?? t(`error.${kind}.title`)} {retry}
      </span>
    );
  }
  return (
    <div role="alert" className={styles.state}>
      <Icon size={28} strokeWidth={1.5} aria-hidden="true" className={styles.errorIcon} />
      <h2 className={styles.title}>{t(`error.${kind}.title`)}</h2>
      <p className={styles.text}>{problem.detail ?? t(`error.${kind}.text`)}</p>
      {retry ? <div className={styles.actions}>{retry}</div> : null}
      {problem.requestId ? (
        <p className={styles.meta}>{t('error.request_id', { id: problem.requestId })}</p>
      ) : null}
    </div>
  );
}

const icons = { offline: CloudOff, forbidden: Lock, missing: SearchX, server: TriangleAlert } as const;

function kindOf(status: number | undefined): keyof typeof icons {
  if (!status) return 'offline';
  if (status === 403) return 'forbidden';
  return status === 404 ? 'missing' : 'server';
}

function asProblem(error: unknown): ProblemLike {
  return error && typeof error === 'object' ? error : {};
}
