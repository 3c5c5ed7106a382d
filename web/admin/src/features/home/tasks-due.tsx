import type { Home } from '@perennial/api-client';
import { listTasksOptions } from '@perennial/api-client/queries';
import { Card, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { recordLinks } from '../../manifest/manifests';
import { TaskRow } from '../../shared/tasks/task-row';
import { useMayChangeTask } from '../../shared/tasks/use-may-change-task';
import { HrefLink } from '../../shell/href-link';
import styles from './home.module.css';

const shown = 8;

/** The reader's tasks until tonight, the oldest first. */
export function TasksDue({ home }: { home: Home | undefined }) {
  const { t } = useTranslation('home');
  const router = useRouter();
  const tasks = useQuery({
    ...listTasksOptions({
      query: {
        owner_id: 'me',
        state: 'open',
        sort: 'due_at',
        limit: shown,
        ...(home ? { due_at_lt: home.tasks_due_before } : {}),
      },
    }),
    enabled: home !== undefined,
  });
  const mayChange = useMayChangeTask();
  const rows = tasks.data?.data ?? [];
  const summary = home?.my_tasks_overdue
    ? t('tasks.summary_overdue', { count: home.my_tasks_due, overdue: home.my_tasks_overdue })
    : t('tasks.summary', { count: home?.my_tasks_due ?? 0 });
  return (
    <Card
      title={t('tasks.title')}
      summary={home ? summary : undefined}
      actions={
        <Button type="link" size="small" onClick={() => void router.navigate({ href: '/tasks' })}>
          {t('tasks.all')}
        </Button>
      }
    >
      {tasks.isPending ? <Skeleton active title={false} paragraph={{ rows: 4 }} /> : null}
      {tasks.isError ? <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} compact /> : null}
      {tasks.isSuccess && rows.length === 0 ? <p className={styles.nothing}>{t('tasks.nothing')}</p> : null}
      <ul>
        {rows.map((task) => {
          const href = recordLinks[task.subject.type]?.(task.subject.id);
          const about = task.subject.label;
          return (
            <TaskRow
              key={task.id}
              task={task}
              canWrite={mayChange(task)}
              about={href && about ? <HrefLink href={href}>{about}</HrefLink> : about}
            />
          );
        })}
      </ul>
    </Card>
  );
}
