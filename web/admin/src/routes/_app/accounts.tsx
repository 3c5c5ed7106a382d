import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/accounts')({
  staticData: { crumb: 'shell:nav.accounts' },
});
