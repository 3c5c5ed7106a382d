import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/forms')({
  staticData: { crumb: 'shell:nav.forms', stage: 'discover' },
});
