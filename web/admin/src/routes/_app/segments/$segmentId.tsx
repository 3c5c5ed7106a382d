import { getSegmentOptions } from '@perennial/api-client/queries';
import { createFileRoute } from '@tanstack/react-router';
import { SegmentPage } from '../../../features/segments/segment-page';
import { segmentPageSchema } from '../../../features/segments/segment-search';

export const Route = createFileRoute('/_app/segments/$segmentId')({
  validateSearch: segmentPageSchema,
  loader: async ({ context, params }) => {
    const segment = await context.queryClient.ensureQueryData(
      getSegmentOptions({ path: { id: params.segmentId } }),
    );
    return { crumb: segment.name };
  },
  component: SegmentPage,
});
