import { type Operation, undoOperation } from '@perennial/api-client';
import { showToast } from '@perennial/ui';
import { Button } from 'antd';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { useWrite } from '../parts/use-write';

type UndoOperationProps = { operation: Operation; onUndoing: (id: string) => void };

/** Takes back what the operation did, as an operation of its own that is then shown. */
export function UndoOperation({ operation, onUndoing }: UndoOperationProps) {
  const { t } = useTranslation('jobs');
  const { ask, holder } = useConfirm();
  const undo = useWrite(
    async () => (await undoOperation({ path: { id: operation.id }, throwOnError: true })).data,
    {
      tags: ['jobs', 'imports', 'leads', 'accounts', 'people'],
      onDone: ({ id }) => {
        showToast(t('operations.undoing'));
        onUndoing(id);
      },
    },
  );
  const question = {
    title: t('operations.undo_title'),
    text: t('operations.undo_text'),
    confirm: t('operations.undo'),
    run: () => undo.mutateAsync(undefined),
  };
  return (
    <>
      {holder}
      <Button size="small" icon={<Undo2 size={14} />} loading={undo.isPending} onClick={() => ask(question)}>
        {t('operations.undo')}
      </Button>
    </>
  );
}
