import { Button } from 'antd';
import { GitCompareArrows } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './conflict-notice.module.css';

export type ConflictField = { field: string; theirs: ReactNode; mine: ReactNode };

type ConflictNoticeProps = {
  /** The fields in which the two versions differ. */
  fields: ConflictField[];
  isPending: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

/** Somebody else saved while this form was open: both versions side by side, and the choice. */
export function ConflictNotice({ fields, isPending, onKeepMine, onTakeTheirs }: ConflictNoticeProps) {
  const { t } = useTranslation('work');
  return (
    <section className={styles.conflict} role="alert">
      <h3 className={styles.title}>
        <GitCompareArrows size={15} aria-hidden="true" /> {t('conflict.title')}
      </h3>
      <p>{t('conflict.text')}</p>
      {fields.length > 0 ? (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('conflict.field')}</th>
              <th scope="col">{t('conflict.theirs')}</th>
              <th scope="col">{t('conflict.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, theirs, mine }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{theirs || '—'}</td>
                <td>{mine || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <div className={styles.actions}>
        <Button size="small" onClick={onTakeTheirs} disabled={isPending}>
          {t('conflict.take_theirs')}
        </Button>
        <Button size="small" type="primary" onClick={onKeepMine} loading={isPending}>
          {t('conflict.keep_mine')}
        </Button>
      </div>
    </section>
  );
}
