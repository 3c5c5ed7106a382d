import type { Task } from '@perennial/api-client';
import { StatusTag } from '@perennial/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembers } from '../members/use-members';
import { DueTime } from '../time/due-time';
import styles from './tasks.module.css';
import { useTaskActions } from './use-task-actions';

type TaskRowProps = {
  task: Task;
  /** Stands under the title: the record it is about, where that isn't plain. */
  about?: ReactNode;
  canWrite: boolean;
};

/** One task with its tick: done as soon as it is clicked, and undone by the toast. */
export function TaskRow({ task, about, canWrite }: TaskRowProps) {
  const { t } = useTranslation('work');
  const { nameOf } = useMembers();
  const { complete, reopen } = useTaskActions();
  const pending = complete.isPending || reopen.isPending;
  const isDone = complete.isPending || (task.state === 'done' && !reopen.isPending);
  const owner = nameOf(task.owner_id);
  const isUrgent = task.priority === 'high' || task.priority === 'urgent';
  return (
    <li className={styles.row} data-done={isDone || undefined}>
      <input
        type="checkbox"
        checked={isDone}
        disabled={!canWrite || pending}
        aria-label={t(isDone ? 'task.reopen' : 'task.complete', { title: task.title })}
        onChange={() => (isDone ? reopen : complete).mutate(task)}
      />
      <div className={styles.text}>
        <span className={styles.title}>{task.title}</span>
        {isUrgent && !isDone ? (
          <StatusTag tone="attention">{t(`task.priority.${task.priority}`)}</StatusTag>
        ) : null}
        <div className={styles.meta}>
          {about}
          {owner ? <span>{owner}</span> : null}
          <DueTime at={task.due_at} isDone={isDone} />
        </div>
        {task.description ? <p className={styles.description}>{task.description}</p> : null}
      </div>
    </li>
  );
}
