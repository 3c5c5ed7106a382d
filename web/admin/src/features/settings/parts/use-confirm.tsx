import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Question = {
  title: string;
  /** What will happen, and what can't be taken back. */
  text: ReactNode;
  confirm: string;
  isDangerous?: boolean;
  run: () => Promise<unknown>;
};

/** Asks before something that can't be undone. Render `holder` once. */
export function useConfirm() {
  const { t } = useTranslation('common');
  const [modal, holder] = Modal.useModal();
  const ask = ({ title, text, confirm, isDangerous = true, run }: Question) =>
    void modal.confirm({
      title,
      content: text,
      okText: confirm,
      cancelText: t('action.cancel'),
      okButtonProps: { danger: isDangerous },
      // A refusal is told by a toast; the question then closes all the same.
      onOk: () => run().catch(() => undefined),
    });
  return { ask, holder };
}
