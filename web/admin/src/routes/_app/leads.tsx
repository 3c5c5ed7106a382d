import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/leads')({
  staticData: { crumb: 'shell:nav.leads', stage: 'discover' },
});
