import { toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Archive, ArchiveRestore } from 'lucide-react';
import { useTranslation } from 'react-i18next';

type ArchiveButtonProps = {
  isArchived: boolean;
  archive: () => Promise<unknown>;
  unarchive: () => Promise<unknown>;
  /** What the toast says, beside its undo. */
  done: string;
  archiveLabel?: string;
  unarchiveLabel: string;
  /** What is said when something else still needs the record. */
  inUse?: string;
  /** The OpenAPI tags of what changes with it. */
  tags: readonly string[];
};

/** Puts a record away or takes it back: at once, and the toast undoes it. */
export function ArchiveButton(props: ArchiveButtonProps) {
  const { isArchived, done, archiveLabel, unarchiveLabel, tags } = props;
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const onError = (error: unknown) => {
    const { code, detail } = toProblem(error);
    const reason = code === 'wrong_state' ? props.inUse : undefined;
    showToast(reason ?? detail ?? t('problem.unknown'), { tone: 'danger' });
  };
  const onSettled = () => invalidateTags(queryClient, ...tags);
  const unarchive = useMutation({ mutationFn: props.unarchive, onError, onSettled });
  const archive = useMutation({
    mutationFn: props.archive,
    onSuccess: () => showToast(done, { undo: () => unarchive.mutate() }),
    onError,
    onSettled,
  });
  return (
    <Button
      icon={isArchived ? <ArchiveRestore size={14} /> : <Archive size={14} />}
      loading={archive.isPending || unarchive.isPending}
      onClick={() => (isArchived ? unarchive : archive).mutate()}
    >
      {isArchived ? unarchiveLabel : (archiveLabel ?? t('action.archive'))}
    </Button>
  );
}
