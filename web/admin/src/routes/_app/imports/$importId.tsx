import { getImportOptions } from '@perennial/api-client/queries';
import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { ImportPage } from '../../../features/imports/import-page';
import { loadNamespaces } from '../../../i18n/i18n';
import { searchWord } from '../../../shared/filters/search-text';

export const Route = createFileRoute('/_app/imports/$importId')({
  validateSearch: z.object({ step: searchWord(['file', 'columns']) }),
  loader: async ({ context, params }) => {
    const [, found] = await Promise.all([
      loadNamespaces('imports', 'operations'),
      context.queryClient.ensureQueryData(getImportOptions({ path: { id: params.importId } })),
    ]);
    return { crumb: found.file_name };
  },
  component: ImportPage,
});
