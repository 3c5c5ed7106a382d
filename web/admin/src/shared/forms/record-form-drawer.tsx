import { toProblem } from '@perennial/api-client';
import { useIsPhone, useKit } from '@perennial/ui';
import { Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { ConflictNotice } from '../conflict/conflict-notice';
import { useMembers } from '../members/use-members';
import { formatChangedValue } from '../timeline/changed-value';
import { fieldName } from '../timeline/timeline-item';
import { changedFields } from './changed-fields';

type RecordFormDrawerProps<Item, Values> = {
  /** The record to change; without one a new one is made. */
  record: Item | undefined;
  title: string;
  submitLabel: string;
  /** What a new record's form starts with. */
  initial?: Values;
  valuesOf: (record: Item) => Values;
  create: (values: Values) => Promise<Item>;
  /** Under If-Match, so that nobody's change is lost. */
  update: (record: Item, changes: Partial<Values>) => Promise<Item>;
  reload: (record: Item) => Promise<Item>;
  onSaved: (saved: Item) => unknown;
  onClose: () => void;
  children: ReactNode;
};

/** Enters or changes a record. When somebody else saved meanwhile, both versions are shown and nothing is lost. */
export function RecordFormDrawer<Item, Values extends object>(props: RecordFormDrawerProps<Item, Values>) {
  const { record, title, submitLabel, valuesOf, onClose, children } = props;
  const isPhone = useIsPhone();
  const { locale, timeZone } = useKit();
  const { nameOf } = useMembers();
  const [base, setBase] = useState(record);
  const [theirs, setTheirs] = useState<Item>();
  const before = base ? valuesOf(base) : (props.initial ?? ({} as Values));
  const save = async (values: Values) => {
    if (!base) return props.create(values);
    try {
      return await props.update(base, changedFields(before, values) as Partial<Values>);
    } catch (error) {
      if (toProblem(error).status === 412) setTheirs(await props.reload(base));
      throw error;
    }
  };
  const form = useProblemForm({ submit: save, onDone: props.onSaved });
  const textOf = (value: unknown) =>
    formatChangedValue(value, { locale, timeZone, nameOf, wordOf: () => undefined }) ?? '';
  const takeTheirs = () => {
    if (theirs) form.form.setFieldsValue(valuesOf(theirs) as never);
    setBase(theirs);
    setTheirs(undefined);
  };
  const keepMine = () => {
    setBase(theirs);
    setTheirs(undefined);
    // With their version as the base, what differs is exactly what this form changes.
    setTimeout(form.form.submit, 0);
  };
  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? '100%' : 520}
      title={title}
      footer={
        <Button
          type="primary"
          loading={form.isPending}
          disabled={theirs !== undefined}
          onClick={form.form.submit}
        >
          {submitLabel}
        </Button>
      }
    >
      {theirs ? (
        <ConflictNotice
          fields={differences(valuesOf(theirs), form.form.getFieldsValue() as Values, before).map(
            ({ field, saved, mine }) => ({
              field: fieldName(field),
              theirs: textOf(saved),
              mine: textOf(mine),
            }),
          )}
          isPending={form.isPending}
          onKeepMine={keepMine}
          onTakeTheirs={takeTheirs}
        />
      ) : null}
      <ProblemForm of={theirs ? { ...form, problem: undefined } : form} initialValues={before}>
        {children}
      </ProblemForm>
    </Drawer>
  );
}

export type Difference = { field: string; saved: unknown; mine: unknown };

/** Fields that this form changed and that are saved with another value by now. */
export function differences<Values extends object>(
  saved: Values,
  mine: Values,
  before: Values,
): Difference[] {
  return Object.entries(changedFields(before, mine)).flatMap(([field, value]) => {
    const theirs = saved[field as keyof Values] ?? null;
    return JSON.stringify(value) === JSON.stringify(theirs) ? [] : [{ field, saved: theirs, mine: value }];
  });
}
