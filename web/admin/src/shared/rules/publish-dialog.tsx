import { StatusTag, type StatusTone } from '@perennial/ui';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RuleChange } from './rule-changes';
import styles from './rules.module.css';

const tones: Record<RuleChange['kind'], StatusTone> = {
  added: 'success',
  removed: 'danger',
  changed: 'info',
  moved: 'info',
};

type PublishDialogProps = {
  changes: RuleChange[];
  text: string;
  isPending: boolean;
  onPublish: () => void;
  onClose: () => void;
};

/** Shows what will hold from now on, and asks. */
export function PublishDialog({ changes, text, isPending, onPublish, onClose }: PublishDialogProps) {
  const { t } = useTranslation('rules');
  return (
    <Modal
      open
      title={t('publish.title')}
      okText={t('publish.action')}
      confirmLoading={isPending}
      onOk={onPublish}
      onCancel={onClose}
    >
      <p className={styles.hint}>{text}</p>
      <ul className={styles.changes} aria-label={t('publish.changes')}>
        {changes.map(({ kind, name }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two changes may read alike, and none is moved
          <li key={at}>
            <StatusTag tone={tones[kind]}>{t(`change.${kind}`)}</StatusTag> {name}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
