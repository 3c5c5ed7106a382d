import type { Task } from '@perennial/api-client';
import { type Column, RelativeTime, StatusTag } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { recordLinks } from '../../manifest/manifests';
import { useMayChangeTask } from '../../shared/tasks/use-may-change-task';
import { useTaskActions } from '../../shared/tasks/use-task-actions';
import { DueTime } from '../../shared/time/due-time';
import { HrefLink } from '../../shell/href-link';

export function useTaskColumns(): Column<Task>[] {
  const { t } = useTranslation(['tasks', 'work']);
  return useMemo(
    () => [
      {
        id: 'title',
        header: t('tasks:field.title'),
        primary: true,
        width: 300,
        cell: (task) => (task.state === 'done' ? <s>{task.title}</s> : task.title),
      },
      { id: 'state', header: t('tasks:field.done'), width: 70, cell: (task) => <Tick task={task} /> },
      {
        id: 'subject',
        header: t('tasks:field.subject'),
        width: 220,
        cell: (task) => <Subject task={task} />,
      },
      {
        id: 'due_at',
        header: t('work:task.due'),
        width: 130,
        sortField: 'due_at',
        cell: (task) =>
          task.due_at ? <DueTime at={task.due_at} isDone={task.state === 'done'} /> : t('tasks:no_date'),
      },
      {
        id: 'priority',
        header: t('work:task.priority_label'),
        width: 100,
        cell: (task) => (
          <StatusTag tone={task.priority === 'urgent' || task.priority === 'high' ? 'attention' : 'neutral'}>
            {t(`work:task.priority.${task.priority}`)}
          </StatusTag>
        ),
      },
      { id: 'owner', header: t('work:task.owner'), width: 120, cell: (task) => task.owner?.name ?? '—' },
      {
        id: 'completed_at',
        header: t('tasks:field.completed'),
        width: 120,
        sortField: 'completed_at',
        cell: (task) => <RelativeTime at={task.completed_at} />,
      },
    ],
    [t],
  );
}

/** Done as soon as it is clicked, and undone by the toast. A column of its own: the title opens the record. */
function Tick({ task }: { task: Task }) {
  const { t } = useTranslation('work');
  const { complete, reopen } = useTaskActions();
  const mayChange = useMayChangeTask();
  const isDone = complete.isPending || (task.state === 'done' && !reopen.isPending);
  return (
    <input
      type="checkbox"
      checked={isDone}
      disabled={complete.isPending || reopen.isPending || !mayChange(task)}
      aria-label={t(isDone ? 'task.reopen' : 'task.complete', { title: task.title })}
      onClick={(event) => event.stopPropagation()}
      onChange={() => (isDone ? reopen : complete).mutate(task)}
    />
  );
}

function Subject({ task }: { task: Task }) {
  const { type, id, label } = task.subject;
  const href = recordLinks[type]?.(id);
  const name = label ?? '—';
  return href ? <HrefLink href={href}>{name}</HrefLink> : name;
}
