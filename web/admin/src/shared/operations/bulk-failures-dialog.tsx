import { Modal } from 'antd';
import i18next from 'i18next';
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
  const reasonOf = (code: string) => {
    const key = `work:bulk.reason.${code}`;
    return i18next.exists(key) ? t(key as 'work:bulk.reason.not_found') : code;
  };
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
            <strong>{nameOf(failure.id)}</strong> {reasonOf(failure.code)}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
