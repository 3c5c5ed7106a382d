import { createFileRoute } from '@tanstack/react-router';
import { NewSegmentPage } from '../../../features/segments/new-segment-page';
import { newSegmentSchema } from '../../../features/segments/segment-search';

export const Route = createFileRoute('/_app/segments/new')({
  validateSearch: newSegmentSchema,
  component: NewSegmentPage,
  staticData: { crumb: 'segments:new.title' },
});
