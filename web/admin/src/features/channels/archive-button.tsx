import { toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';

type ArchiveButtonProps = {
  archive: () => Promise<unknown>;
  /** What archiving means for what refers to it. */
  text: string;
  tags: string[];
  onDone: () => void;
};

/** Archiving can't be taken back here, so it asks. */
export function ArchiveButton({ archive, text, tags, onDone }: ArchiveButtonProps) {
  const { t } = useTranslation(['channels', 'common']);
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: archive,
    onSuccess: async () => {
      showToast(t('channels:archive.done'));
      onDone();
      await invalidateTags(queryClient, ...tags);
    },
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
  });
  return (
    <Popconfirm
      title={t('channels:archive.title')}
      description={<div style={{ maxWidth: 260 }}>{text}</div>}
      okText={t('common:action.archive')}
      onConfirm={() => mutation.mutateAsync()}
    >
      <Button loading={mutation.isPending}>{t('common:action.archive')}</Button>
    </Popconfirm>
  );
}
