import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Question = {
  title: string;
  /** What will happen, and what can't be taken back. */
  text?: ReactNode;
  confirm: string;
  cancel?: string;
  isDangerous?: boolean;
  run: () => unknown;
  /** Told that it is not wanted after all. */
  onCancel?: () => void;
};

/** Asks before something that can't be undone. Render `holder` once. */
export function useConfirm() {
  const { t } = useTranslation('common');
  const [modal, holder] = Modal.useModal();
  const ask = ({ title, text, confirm, cancel, isDangerous = true, run, onCancel }: Question) =>
    void modal.confirm({
      title,
      content: text,
      okText: confirm,
      cancelText: cancel ?? t('action.cancel'),
      okButtonProps: { danger: isDangerous },
      ...(onCancel ? { onCancel } : {}),
      // A refusal is told by a toast; the question then closes all the same.
      onOk: () => Promise.resolve(run()).catch(() => undefined),
    });
  return { ask, holder };
}
