import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { RecordNotice } from '../records/record-notice';

type DuplicatesNoticeProps = { count: number; onCompare: () => void };

/** That there may be others of the same, with the way to compare them. */
export function DuplicatesNotice({ count, onCompare }: DuplicatesNoticeProps) {
  const { t } = useTranslation('merge');
  if (count === 0) return null;
  return (
    <RecordNotice
      tone="attention"
      action={
        <Button size="small" onClick={onCompare}>
          {t('compare')}
        </Button>
      }
    >
      {t('hint', { count })}
    </RecordNotice>
  );
}
