import { createFileRoute } from '@tanstack/react-router';
import { AdoptionPage } from '../../../features/insights/adoption/adoption-page';
import { adoptionSearchSchema } from '../../../features/insights/adoption/adoption-search';

export const Route = createFileRoute('/_app/insights/adoption')({
  validateSearch: adoptionSearchSchema,
  component: AdoptionPage,
  staticData: { crumb: 'insights:kind.adoption' },
});
