import { createFileRoute } from '@tanstack/react-router';
import { ImportListPage } from '../../../features/imports/import-list-page';
import { importSearchSchema } from '../../../features/imports/import-search';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/imports/')({
  validateSearch: importSearchSchema,
  loader: () => loadNamespaces('imports', 'grants'),
  component: ImportListPage,
});
