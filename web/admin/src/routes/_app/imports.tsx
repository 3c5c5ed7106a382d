import { createFileRoute } from '@tanstack/react-router';

/** The parent of the list, the start of an import and one import: it gives them their breadcrumb. */
export const Route = createFileRoute('/_app/imports')({
  staticData: { crumb: 'shell:nav.imports' },
});
