import { Button } from 'antd';
import { ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './activity-page.module.css';

type NewsBarProps = { count: number; isMore: boolean; onShow: () => void };

/** That events wait, for as long as somebody reads; it covers nothing and moves nothing. */
export function NewsBar({ count, isMore, onShow }: NewsBarProps) {
  const { t } = useTranslation('activity');
  return (
    <div role="status" className={styles.news}>
      {count > 0 ? (
        <Button type="primary" shape="round" icon={<ArrowUp size={14} />} onClick={onShow}>
          {t(isMore ? 'live.new_more' : 'live.new', { count })}
        </Button>
      ) : null}
    </div>
  );
}
