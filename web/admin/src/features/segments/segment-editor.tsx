import type { Segment } from '@perennial/api-client';
import { Card, useHotkeys } from '@perennial/ui';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../../forms/form-problem';
import { ConditionBuilder } from '../../shared/conditions/builder/condition-builder';
import { writeCondition } from '../../shared/conditions/draft/condition-json';
import { placeProblems } from '../../shared/conditions/draft/draft-problems';
import { LiveCount, usePreview } from './live-count';
import { SaveAsDialog } from './save-as-dialog';
import { SegmentConflict } from './segment-conflict';
import styles from './segment-editor.module.css';
import { SubjectChoice } from './subject-choice';
import { remaining, useSaveSegment } from './use-save-segment';
import type { DraftState } from './use-segment-draft';

type SegmentEditorProps = {
  /** What is changed; without it a new one is made. */
  stored?: Segment | undefined;
  state: DraftState;
  canWrite: boolean;
  onSaved: (saved: Segment) => void;
};

/** Says whom a segment means, with the count beside it as it changes. */
export function SegmentEditor({ stored, state, canWrite, onSaved }: SegmentEditorProps) {
  const { t } = useTranslation(['segments', 'conditions', 'common']);
  const { draft } = state;
  const written = writeCondition(draft.root);
  const preview = usePreview(draft.subject, written.condition);
  const { save, refusal, theirs, decide } = useSaveSegment({
    stored,
    state,
    condition: written.condition,
    onSaved,
  });
  const [isNamed, setNamed] = useState(true);
  const [isCopying, setCopying] = useState(false);
  const group = t('conditions:builder.title');
  useHotkeys([
    ...(state.undo ? [{ keys: 'mod+z', label: t('conditions:builder.undo'), group, run: state.undo }] : []),
    ...(state.redo
      ? [{ keys: 'mod+shift+z', label: t('conditions:builder.redo'), group, run: state.redo }]
      : []),
  ]);
  const placed = placeProblems([...preview.problems, ...(refusal?.errors ?? [])], written.pointers);
  const nameProblem = refusal?.errors.find(({ pointer }) => pointer === '/name')?.message;
  const openRows = written.incomplete.size;
  const submit = () => {
    setNamed(draft.name.trim() !== '');
    if (draft.name.trim()) save.mutate(undefined);
  };
  const nameHelp = isNamed ? nameProblem : t('common:form.required');
  return (
    <div className={styles.columns}>
      <Card>
        <div className={styles.editor}>
          {theirs ? (
            <SegmentConflict theirs={theirs} draft={draft} isPending={save.isPending} {...decide} />
          ) : (
            <FormProblem problem={remaining(refusal, placed.others)} />
          )}
          <Form layout="vertical" component="div" disabled={!canWrite} className={styles.texts ?? ''}>
            <Form.Item
              label={t('segments:name')}
              htmlFor="segment-name"
              {...(nameHelp ? { validateStatus: 'error', help: nameHelp } : {})}
            >
              <Input
                id="segment-name"
                maxLength={100}
                autoComplete="off"
                value={draft.name}
                onChange={(event) => state.setTexts({ name: event.target.value })}
              />
            </Form.Item>
            <Form.Item label={t('segments:description')} htmlFor="segment-description">
              <Input
                id="segment-description"
                maxLength={500}
                autoComplete="off"
                value={draft.description}
                onChange={(event) => state.setTexts({ description: event.target.value })}
              />
            </Form.Item>
          </Form>
          <ConditionBuilder
            root={draft.root}
            subject={draft.subject}
            onChange={state.setRoot}
            onUndo={state.undo}
            onRedo={state.redo}
            problems={placed.ofRows}
            incomplete={written.incomplete}
            segmentId={stored?.id}
            isOff={!canWrite}
          >
            <SubjectChoice state={state} isFixed={Boolean(stored)} />
          </ConditionBuilder>
        </div>
      </Card>
      <aside className={styles.aside}>
        <LiveCount preview={preview} subject={draft.subject} />
        {canWrite ? (
          <div className={styles.actions}>
            <Button
              type="primary"
              loading={save.isPending}
              disabled={openRows > 0 || Boolean(theirs) || (Boolean(stored) && !state.isChanged)}
              onClick={submit}
            >
              {t('common:action.save')}
            </Button>
            {stored ? (
              <Button disabled={openRows > 0} onClick={() => setCopying(true)}>
                {t('segments:save_as.action')}
              </Button>
            ) : null}
            {openRows > 0 ? (
              <p className={styles.hint}>{t('segments:incomplete', { count: openRows })}</p>
            ) : null}
          </div>
        ) : null}
      </aside>
      {isCopying ? (
        <SaveAsDialog
          draft={draft}
          condition={written.condition}
          onSaved={(copy) => {
            // The changes are in the copy now: the original stays as it was.
            state.forget();
            onSaved(copy);
          }}
          onClose={() => setCopying(false)}
        />
      ) : null}
    </div>
  );
}
