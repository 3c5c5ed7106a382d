import { type Import, ifMatch, toProblem, undoImport } from '@perennial/api-client';
import { getImportQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../shared/confirm/use-confirm';
import { keepOperation } from '../../shared/operations/use-operation';
import styles from './imports.module.css';

/** Takes back what the run wrote, after a question. */
export function UndoImport({ found }: { found: Import }) {
  const { t } = useTranslation(['imports', 'common']);
  const queryClient = useQueryClient();
  const { ask, holder } = useConfirm();
  const undo = useMutation({
    mutationFn: async () =>
      (await undoImport({ path: { id: found.id }, headers: ifMatch(found), throwOnError: true })).data,
    onSuccess: async (operation) => {
      keepOperation(queryClient, operation);
      await queryClient.refetchQueries({ queryKey: getImportQueryKey({ path: { id: found.id } }) });
    },
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
    onSettled: () => invalidateTags(queryClient, 'imports'),
  });
  const askFirst = () =>
    ask({
      title: t('imports:undo.title'),
      text: t('imports:undo.text'),
      confirm: t('imports:undo.confirm'),
      run: undo.mutate,
    });
  return (
    <>
      {holder}
      <Button
        className={styles.push ?? ''}
        icon={<Undo2 size={14} />}
        loading={undo.isPending}
        onClick={askFirst}
      >
        {t('imports:undo.action')}
      </Button>
    </>
  );
}
