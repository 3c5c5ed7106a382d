import { createNote } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { KeyCaps, showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import styles from './notes.module.css';

type NoteComposerProps = { subjectId: string; bodyRef?: Ref<TextAreaRef> };

/** Writes a note about any record; ⌘Enter saves it. */
export function NoteComposer({ subjectId, bodyRef }: NoteComposerProps) {
  const { t } = useTranslation('work');
  const queryClient = useQueryClient();
  const id = useId();
  const form = useProblemForm({
    submit: ({ body }: { body: string }) =>
      createNote({ body: { subject_id: subjectId, body }, throwOnError: true }),
    onDone: async () => {
      form.form.resetFields();
      showToast(t('note.created'));
      await invalidateTags(queryClient, 'notes', 'leads', 'accounts', 'people');
    },
  });
  return (
    <ProblemForm
      of={form}
      name={`note-${id}`}
      className={styles.composer ?? ''}
      scrollToFirstError={{ focus: true, block: 'nearest' }}
    >
      <Form.Item name="body" noStyle rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea
          ref={bodyRef}
          autoSize={{ minRows: 2, maxRows: 12 }}
          maxLength={20_000}
          variant="borderless"
          placeholder={t('note.placeholder')}
          aria-label={t('note.placeholder')}
          onKeyDown={(event) => {
            const composing = event.nativeEvent.isComposing;
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !composing) form.form.submit();
          }}
        />
      </Form.Item>
      <div className={styles.composerActions}>
        <span className={styles.hint}>
          <KeyCaps keys="mod enter" /> {t('note.saves')}
        </span>
        {/* Never disabled: it would lose the focus once its note is saved. Without a note it leads to the field. */}
        <Button type="primary" size="small" htmlType="submit" loading={form.isPending}>
          {t('note.create')}
        </Button>
      </div>
    </ProblemForm>
  );
}
