import { listNotesOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { NoteCard } from './note-card';
import { NoteComposer } from './note-composer';
import styles from './notes.module.css';

type SubjectNotesProps = { subjectId: string; canWrite: boolean; bodyRef?: Ref<TextAreaRef> };

/** The notes of one record, pinned ones first. */
export function SubjectNotes({ subjectId, canWrite, bodyRef }: SubjectNotesProps) {
  const { t } = useTranslation('work');
  const notes = useQuery(listNotesOptions({ query: { subject_id: subjectId, limit: 100 } }));
  const all = notes.data?.data ?? [];
  const ordered = all.toSorted((left, right) => Number(right.pinned) - Number(left.pinned));
  return (
    <>
      {canWrite ? <NoteComposer subjectId={subjectId} {...(bodyRef ? { bodyRef } : {})} /> : null}
      {notes.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {notes.isError ? <ErrorState error={notes.error} onRetry={() => void notes.refetch()} compact /> : null}
      {notes.isSuccess && all.length === 0 ? <p className={styles.nothing}>{t('note.nothing')}</p> : null}
      <ul className={styles.notes}>
        {ordered.map((note) => (
          <NoteCard key={note.id} note={note} canWrite={canWrite} />
        ))}
      </ul>
    </>
  );
}
