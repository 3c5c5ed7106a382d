import { createFileRoute } from '@tanstack/react-router';
import { SegmentListPage } from '../../../features/segments/segment-list-page';
import { segmentListSchema } from '../../../features/segments/segment-search';

export const Route = createFileRoute('/_app/segments/')({
  validateSearch: segmentListSchema,
  component: SegmentListPage,
});
