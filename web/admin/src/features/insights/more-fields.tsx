import { useIsPhone } from '@perennial/ui';
import { Button } from 'antd';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './builder.module.css';

/** The finer points of a question. On a phone they stay folded: the answer is what people came for. */
export function MoreFields({ isUsed, children }: { isUsed: boolean; children: ReactNode }) {
  const { t } = useTranslation('insights');
  const isPhone = useIsPhone();
  const [isOpen, setIsOpen] = useState(isUsed);
  if (!isPhone) return children;
  return (
    <>
      <div className={styles.whole}>
        <Button
          type="link"
          size="small"
          className={styles.more ?? ''}
          aria-expanded={isOpen}
          icon={isOpen ? <ChevronUp size={14} /> : <ChevronDown size={14} />}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t(isOpen ? 'builder.less' : 'builder.more')}
        </Button>
      </div>
      {isOpen ? children : null}
    </>
  );
}
