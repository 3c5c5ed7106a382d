import { erasePersonEvents, type Person, toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Eraser } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../shared/confirm/use-confirm';
import styles from '../../shared/records/record-detail.module.css';

/** Takes what somebody did out of everything that was counted, once that is confirmed: it can't be undone. */
export function EraseBehaviour({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'common']);
  const queryClient = useQueryClient();
  const { ask, holder } = useConfirm();
  const erase = async () => {
    try {
      await erasePersonEvents({ path: { id: person.id }, throwOnError: true });
    } catch (error) {
      return showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });
    }
    showToast(t('people:erase.done', { person: person.name }));
    await invalidateTags(queryClient, 'people', 'accounts', 'events', 'insights', 'segments');
  };
  const confirm = () =>
    ask({
      title: t('people:erase.title', { person: person.name }),
      text: t('people:erase.text'),
      confirm: t('people:erase.confirm'),
      run: erase,
    });
  return (
    <div className={styles.actions}>
      <Button danger type="text" icon={<Eraser size={14} />} onClick={confirm}>
        {t('people:erase.action')}
      </Button>
      {holder}
    </div>
  );
}
