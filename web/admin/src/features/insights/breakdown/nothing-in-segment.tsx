import { getSegmentOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Why there is nothing where only a segment was looked at: nobody is in it, or none of them fits the question. */
export function NothingInSegment({ id }: { id: string }) {
  const { t } = useTranslation('insights');
  const segment = useQuery({ ...getSegmentOptions({ path: { id } }), staleTime: 300_000 });
  const name = segment.data?.name ?? '…';
  return (
    <>
      {t(segment.data?.member_count === 0 ? 'segment.no_members' : 'segment.empty', { name })}{' '}
      <Link to="/segments/$segmentId" params={{ segmentId: id }}>
        {t('segment.open')}
      </Link>
    </>
  );
}
