import { createFileRoute } from '@tanstack/react-router';
import { attributeSearchSchema } from '../../../features/settings/attributes/attribute-search';
import { AttributesPage } from '../../../features/settings/attributes/attributes-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/attributes')({
  validateSearch: attributeSearchSchema,
  loader: () => loadNamespaces('attributes', 'grants', 'work', 'timeline'),
  component: AttributesPage,
  staticData: { crumb: 'attributes:title' },
});
