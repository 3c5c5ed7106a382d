import { getLeadFormOptions } from '@perennial/api-client/queries';
import { createFileRoute } from '@tanstack/react-router';
import { FormPage } from '../../../features/lead-forms/form-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/forms/$formId')({
  loader: async ({ context, params }) => {
    const [, form] = await Promise.all([
      loadNamespaces('lead-forms', 'work'),
      context.queryClient.ensureQueryData(getLeadFormOptions({ path: { id: params.formId } })),
    ]);
    return { crumb: form.name };
  },
  component: FormPage,
});
