import { createFileRoute } from '@tanstack/react-router';
import { BoardPage } from '../../features/leads/board-page';
import { leadSearchSchema } from '../../features/leads/lead-search';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/board')({
  validateSearch: leadSearchSchema,
  loader: () =>
    loadNamespaces(
      'leads',
      'activities',
      'validity',
      'selling',
      'sales-kit',
      'accounts',
      'merge',
      'work',
      'timeline',
    ),
  component: BoardPage,
  staticData: { crumb: 'shell:nav.board', stage: 'discover' },
});
