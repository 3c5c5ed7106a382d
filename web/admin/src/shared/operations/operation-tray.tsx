import { Button } from 'antd';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session-store';
import { OperationProgress } from './operation-progress';
import styles from './operation-tray.module.css';
import { forgetOperation, useWatchedOperations } from './watched-operations';

/** In the corner of every screen: the long work that was started here, also after a reload. */
export default function OperationTray() {
  const { t } = useTranslation('operations');
  const operations = useWatchedOperations(useSession().workspace.id);
  if (operations.length === 0) return null;
  return (
    <aside className={styles.tray} aria-label={t('tray')}>
      {operations.map(({ id, tags }) => (
        <div key={id} className={styles.card}>
          <OperationProgress
            id={id}
            tags={tags}
            actions={() => (
              <Button
                type="text"
                size="small"
                icon={<X size={15} />}
                aria-label={t('hide')}
                title={t('hide')}
                onClick={() => forgetOperation(id)}
              />
            )}
          />
        </div>
      ))}
    </aside>
  );
}
