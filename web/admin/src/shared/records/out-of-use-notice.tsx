import { DateTime, useKit } from '@perennial/ui';
import { RecordNotice } from './record-notice';

type OutOfUseNoticeProps = {
  record: { archived_at?: string | null; merged_into_id?: string | null };
  texts: { merged: string; openMerged: string; archived: string };
  /** The address of the record into which this one was merged. */
  hrefOf: (id: string) => string;
};

/** That a record is out of use, and where it went. */
export function OutOfUseNotice({ record, texts, hrefOf }: OutOfUseNoticeProps) {
  const { Link } = useKit();
  if (record.merged_into_id) {
    return (
      <RecordNotice action={<Link href={hrefOf(record.merged_into_id)}>{texts.openMerged}</Link>}>
        {texts.merged}
      </RecordNotice>
    );
  }
  if (!record.archived_at) return null;
  return (
    <RecordNotice>
      {texts.archived} <DateTime at={record.archived_at} />
    </RecordNotice>
  );
}
