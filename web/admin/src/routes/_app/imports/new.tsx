import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { NewImportPage } from '../../../features/imports/new-import-page';
import { loadNamespaces } from '../../../i18n/i18n';
import { searchText } from '../../../shared/filters/search-text';

export const Route = createFileRoute('/_app/imports/new')({
  validateSearch: z.object({ target: searchText, campaign: searchText }),
  loader: () => loadNamespaces('imports', 'grants'),
  component: NewImportPage,
  staticData: { crumb: 'imports:new.title' },
});
