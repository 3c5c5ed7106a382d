import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './bulk-failures.module.css';
import type { BulkFailure } from './use-bulk-edit';

type BulkFailuresDialogProps = {
  failures: BulkFailure[];
  nameOf: (id: string) => string;
  onClose: () => void;
};

/** Names what a bulk change left as it was, and why. */
export function BulkFailuresDialog({ failures, nameOf, onClose }: BulkFailuresDialogProps) {
  const { t } = useTranslation(['work', 'common']);
  return (
    <Modal
      open={failures.length > 0}
      title={t('work:bulk.failed', { count: failures.length })}
      onCancel={onClose}
      onOk={onClose}
      okText={t('common:action.close')}
      footer={(_, { OkBtn }) => <OkBtn />}
    >
      <ul className={styles.list}>
        {failures.map((failure) => (
          <li key={failure.id}>
            <strong>{nameOf(failure.id)}</strong> {failure.message}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
