import type { FieldProblem } from '@perennial/api-client';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { ConditionBuilder } from '../../../shared/conditions/builder/condition-builder';
import { placeProblems } from '../../../shared/conditions/draft/draft-problems';
import type { LeadCondition } from './lead-condition';
import { useLeadConditionDraft } from './use-lead-condition-draft';

type LeadConditionEditorProps = {
  /** None: every lead. */
  value?: LeadCondition | null | undefined;
  /** Given what is complete; rows that are not are kept in the editor. */
  onChange?: (condition: LeadCondition) => void;
  /** Where the condition stands in the request, `/rules/0/condition`: problems below it stand at their rows. */
  pointer?: string;
  /** Of the last answer; the same array as long as it is the same answer. */
  problems?: readonly FieldProblem[] | undefined;
  disabled?: boolean;
  /** How many rows are not complete: saving them silently left out surprises people. */
  onOpenRows?: (count: number) => void;
  /** What it decides, for those who listen; without it, what the builder is called. */
  label?: string | undefined;
  /** Before the tools. */
  children?: ReactNode;
};

const none: readonly FieldProblem[] = [];

/** Says which leads are meant: fields, groups of them, and their opposite. */
export function LeadConditionEditor(props: LeadConditionEditorProps) {
  const { value, onChange, pointer = '/condition', problems = none, disabled = false, onOpenRows } = props;
  const draft = useLeadConditionDraft(value, pointer, onChange, onOpenRows);
  const { condition, pointers, incomplete } = draft.written;
  // What is wrong with it is said until it is changed.
  const now = JSON.stringify(condition);
  const [answer, setAnswer] = useState({ problems, about: now });
  const isNew = answer.problems !== problems;
  if (isNew) setAnswer({ problems, about: now });
  const told = isNew || answer.about === now ? problems : none;
  return (
    <ConditionBuilder
      root={draft.root}
      subject="lead"
      onChange={draft.setRoot}
      onUndo={draft.undo}
      onRedo={draft.redo}
      problems={placeProblems(told, pointers).ofRows}
      incomplete={incomplete}
      segmentId={undefined}
      isOff={disabled}
      label={props.label}
    >
      {props.children}
    </ConditionBuilder>
  );
}
