import type { Operation } from '@perennial/api-client';
import { ErrorState, Figure, RelativeTime } from '@perennial/ui';
import { Button, Skeleton } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../confirm/use-confirm';
import styles from './operation-progress.module.css';
import { fractionOf, isOver, kindName, outcomeName } from './operation-state';
import { OperationTag } from './operation-tag';
import { useOperation } from './use-operation';

type OperationProgressProps = {
  id: string;
  /** The OpenAPI tags of what the operation changes; they are read again when it ends. */
  tags?: readonly string[];
  title?: ReactNode;
  /** Buttons beside the title: undo, close. */
  actions?: (operation: Operation | undefined) => ReactNode;
  /** What came of it, below: a report, links. */
  children?: (operation: Operation) => ReactNode;
};

/** How far long work is, what came of it, and a way to stop it. */
export function OperationProgress({ id, tags, title, actions, children }: OperationProgressProps) {
  const { t } = useTranslation('operations');
  const heading = useId();
  const { operation, isPending, error, retry, cancel, isCancelling } = useOperation(id, tags);
  const { ask, holder } = useConfirm();
  const askToCancel = () =>
    ask({
      title: t('cancel.title'),
      text: t('cancel.text'),
      confirm: t('cancel.confirm'),
      cancel: t('cancel.go_on'),
      isDangerous: false,
      run: cancel,
    });
  return (
    <section className={styles.operation} aria-labelledby={heading}>
      {holder}
      <div className={styles.head}>
        <h3 id={heading} className={styles.title}>
          {title ?? (operation ? kindName(operation.kind) : t('title'))}
        </h3>
        {operation ? (
          <span role="status">
            <OperationTag operation={operation} />
          </span>
        ) : null}
        <span className={styles.actions}>
          {operation && !isOver(operation) ? (
            <Button
              size="small"
              loading={isCancelling}
              disabled={operation.cancel_requested}
              onClick={askToCancel}
            >
              {t('cancel.action')}
            </Button>
          ) : null}
          {actions?.(operation)}
        </span>
      </div>
      {error ? <ErrorState error={error} onRetry={retry} compact /> : null}
      {isPending && !error ? <Skeleton active title={false} paragraph={{ rows: 1 }} /> : null}
      {operation ? <Bar operation={operation} labelledBy={heading} /> : null}
      {operation?.failure ? (
        <p className={styles.failure}>{t('failed', { code: operation.failure })}</p>
      ) : null}
      {operation ? <Outcomes counts={operation.counts} /> : null}
      {operation ? children?.(operation) : null}
    </section>
  );
}

function Bar({ operation, labelledBy }: { operation: Operation; labelledBy: string }) {
  const { t } = useTranslation('operations');
  const fraction = fractionOf(operation);
  const { done, total } = operation.progress;
  return (
    <>
      <progress
        className={styles.bar}
        aria-labelledby={labelledBy}
        data-state={operation.state}
        max={1}
        {...(fraction === undefined && isOver(operation) ? { value: 1 } : {})}
        {...(fraction === undefined ? {} : { value: fraction })}
      />
      <p className={styles.meta}>
        {total ? t('done_of', { count: done, total }) : t('done', { count: done })}
        {operation.finished_at ? (
          <>
            {' · '}
            <RelativeTime at={operation.finished_at} />
          </>
        ) : null}
      </p>
    </>
  );
}

function Outcomes({ counts }: { counts: Record<string, number> }) {
  const shown = Object.entries(counts).filter(([, count]) => count > 0);
  if (shown.length === 0) return null;
  return (
    <dl className={styles.outcomes}>
      {shown.map(([outcome, count]) => (
        <div key={outcome}>
          <dt>{outcomeName(outcome)}</dt>
          <dd>
            <Figure value={count} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
