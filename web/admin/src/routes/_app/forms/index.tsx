import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { FormListPage } from '../../../features/lead-forms/form-list-page';
import { loadNamespaces } from '../../../i18n/i18n';
import { searchFlag, searchText } from '../../../shared/filters/search-text';

export const Route = createFileRoute('/_app/forms/')({
  validateSearch: z.object({ q: searchText, published: searchFlag, sort: searchText, new: searchFlag }),
  loader: () => loadNamespaces('lead-forms', 'work'),
  component: FormListPage,
});
