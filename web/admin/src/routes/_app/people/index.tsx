import { createFileRoute } from '@tanstack/react-router';
import { PersonListPage } from '../../../features/people/person-list-page';
import { personSearchSchema } from '../../../features/people/person-search';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/people/')({
  validateSearch: personSearchSchema,
  loader: () => loadNamespaces('activity', 'people', 'accounts', 'merge', 'work', 'timeline'),
  component: PersonListPage,
});
