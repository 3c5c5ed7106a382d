import { createFileRoute } from '@tanstack/react-router';
import { BoardPage } from '../../features/leads/board-page';
import { leadNamespaces } from '../../features/leads/lead-namespaces';
import { leadSearchSchema } from '../../features/leads/lead-search';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/board')({
  validateSearch: leadSearchSchema,
  loader: () => loadNamespaces(...leadNamespaces),
  component: BoardPage,
  staticData: { crumb: 'shell:nav.board', stage: 'discover' },
});
