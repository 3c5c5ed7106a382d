import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/people')({
  staticData: { crumb: 'shell:nav.people' },
});
