import { createFileRoute } from '@tanstack/react-router';
import { TaskListPage } from '../../features/tasks/task-list-page';
import { taskSearchSchema } from '../../features/tasks/task-search';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/tasks')({
  validateSearch: taskSearchSchema,
  loader: () => loadNamespaces('tasks', 'work'),
  component: TaskListPage,
  staticData: { crumb: 'shell:nav.tasks' },
});
