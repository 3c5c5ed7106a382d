import { listSegmentMembers, type Segment, type SegmentMember } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '../../../lists/export-button';
import { csvFile } from '../../../shared/files/csv';

type MembersExportProps = { segment: Segment; day: string | undefined };

/** Everybody on the list as a file, page by page. */
export function MembersExport({ segment, day }: MembersExportProps) {
  const { t } = useTranslation('segments');
  const load = async () => {
    const members: SegmentMember[] = [];
    let cursor: string | undefined;
    do {
      const { data } = await listSegmentMembers({
        path: { id: segment.id },
        query: { limit: 200, ...(day ? { as_of_on: day } : {}), ...(cursor ? { cursor } : {}) },
        throwOnError: true,
      });
      members.push(...data.data);
      cursor = data.next_cursor ?? undefined;
    } while (cursor);
    const head = [
      t('members.id'),
      t(`members.name_${segment.subject}`),
      t('members.external_id'),
      t('members.since'),
    ];
    const rows = members.map(({ account_id, person_id, name, external_id, entered_at }) => [
      account_id ?? person_id,
      name,
      external_id,
      entered_at,
    ]);
    return { data: csvFile([head, ...rows]) };
  };
  return <ExportButton load={load} fileName={`${segment.name}${day ? ` ${day}` : ''}.csv`} />;
}
