import type { Task } from '@perennial/api-client';
import { listTasksOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { type InputRef, Skeleton } from 'antd';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { TaskComposer } from './task-composer';
import { TaskRow } from './task-row';
import styles from './tasks.module.css';

type SubjectTasksProps = { subjectId: string; canWrite: boolean; titleRef?: Ref<InputRef> };

/** The tasks of one record: what is open first, what is done folded away. */
export function SubjectTasks({ subjectId, canWrite, titleRef }: SubjectTasksProps) {
  const { t } = useTranslation('work');
  const tasks = useQuery(listTasksOptions({ query: { subject_id: subjectId, sort: 'due_at', limit: 100 } }));
  const all = tasks.data?.data ?? [];
  const open = all.filter((task) => task.state === 'open');
  const done = all.filter((task) => task.state === 'done');
  return (
    <>
      {canWrite ? <TaskComposer subjectId={subjectId} {...(titleRef ? { titleRef } : {})} /> : null}
      {tasks.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {tasks.isError ? <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} compact /> : null}
      {tasks.isSuccess && open.length === 0 ? (
        <p className={styles.nothing}>{t('task.nothing_open')}</p>
      ) : null}
      <TaskList tasks={open} canWrite={canWrite} />
      {done.length > 0 ? (
        <details className={styles.done}>
          <summary>{t('task.done', { count: done.length })}</summary>
          <TaskList tasks={done} canWrite={canWrite} />
        </details>
      ) : null}
    </>
  );
}

function TaskList({ tasks, canWrite }: { tasks: Task[]; canWrite: boolean }) {
  return (
    <ul className={styles.list}>
      {tasks.map((task) => (
        <TaskRow key={task.id} task={task} canWrite={canWrite} />
      ))}
    </ul>
  );
}
