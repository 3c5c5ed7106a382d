import { createNote, deleteNote, type Note, toProblem, updateNote } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { RelativeTime, showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './notes.module.css';

/** A note as it was written. Editing happens in place; a deleted one can be written again by the toast. */
export function NoteCard({ note, canWrite }: { note: Note; canWrite: boolean }) {
  const { t } = useTranslation(['work', 'common']);
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<string>();
  const change = useMutation({
    mutationFn: (call: () => Promise<unknown>) => call(),
    onSuccess: () => {
      setDraft(undefined);
      return invalidateTags(queryClient, 'notes', 'leads', 'accounts', 'people');
    },
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
  });
  const path = { id: note.id };
  const save = (body: { body?: string; pinned?: boolean }) =>
    change.mutate(() => updateNote({ path, body, throwOnError: true }));
  const remove = () =>
    change.mutate(async () => {
      await deleteNote({ path, throwOnError: true });
      const again = { subject_id: note.subject.id, body: note.body, pinned: note.pinned };
      showToast(t('work:note.deleted'), {
        undo: () => change.mutate(() => createNote({ body: again, throwOnError: true })),
      });
    });
  return (
    <li className={styles.note} data-pinned={note.pinned || undefined}>
      <div className={styles.noteHead}>
        <span className={styles.author}>{note.author.name ?? t('work:actor.system')}</span>
        <RelativeTime at={note.created_at} />
        {note.pinned ? <Pin size={12} aria-label={t('work:note.pinned')} /> : null}
        {canWrite && draft === undefined ? (
          <span className={styles.noteTools}>
            <ToolButton
              label={t(note.pinned ? 'work:note.unpin' : 'work:note.pin')}
              icon={note.pinned ? <PinOff size={13} /> : <Pin size={13} />}
              onClick={() => save({ pinned: !note.pinned })}
            />
            <ToolButton
              label={t('common:action.edit')}
              icon={<Pencil size={13} />}
              onClick={() => setDraft(note.body)}
            />
            <ToolButton label={t('common:action.delete')} icon={<Trash2 size={13} />} onClick={remove} />
          </span>
        ) : null}
      </div>
      {draft === undefined ? (
        <div className={styles.body}>{note.body}</div>
      ) : (
        <>
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2, maxRows: 16 }}
            maxLength={20_000}
            aria-label={t('work:note.edit')}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
          <div className={styles.composerActions}>
            <Button type="text" size="small" onClick={() => setDraft(undefined)}>
              {t('common:action.cancel')}
            </Button>
            <Button
              type="primary"
              size="small"
              disabled={!draft.trim()}
              loading={change.isPending}
              onClick={() => save({ body: draft })}
            >
              {t('common:action.save')}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}

type ToolButtonProps = { label: string; icon: React.ReactNode; onClick: () => void };

function ToolButton({ label, icon, onClick }: ToolButtonProps) {
  return <Button type="text" size="small" icon={icon} aria-label={label} title={label} onClick={onClick} />;
}
