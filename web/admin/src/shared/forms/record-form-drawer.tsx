import { toProblem } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { type ReactNode, useState } from 'react';
import { useProblemForm } from '../../forms/use-problem-form';
import { useAttributeWords } from '../attributes/use-attribute-words';
import { ConflictNotice } from '../conflict/conflict-notice';
import { useMembers } from '../members/use-members';
import { formatChangedValue } from '../timeline/changed-value';
import { fieldName } from '../timeline/timeline-item';
import { changedFields, mineOverTheirs } from './changed-fields';
import { FormDrawer } from './form-drawer';

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
  /** Beside the button that saves. */
  extra?: ReactNode;
  /** Over the form. */
  before?: ReactNode;
  readOnly?: boolean;
  children: ReactNode;
};

/** Enters or changes a record. When somebody else saved meanwhile, both versions are shown and nothing is lost. */
export function RecordFormDrawer<Item, Values extends object>(props: RecordFormDrawerProps<Item, Values>) {
  const { record, title, submitLabel, valuesOf, onClose, children } = props;
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
  const takeTheirs = () => {
    if (theirs) form.form.setFieldsValue(valuesOf(theirs) as never);
    setBase(theirs);
    setTheirs(undefined);
  };
  const keepMine = () => {
    if (theirs) {
      // What only they changed stays changed.
      const merged = mineOverTheirs(before, form.form.getFieldsValue() as Values, valuesOf(theirs));
      form.form.setFieldsValue(merged as never);
    }
    setBase(theirs);
    setTheirs(undefined);
    setTimeout(form.form.submit, 0);
  };
  const notice = theirs ? (
    <TwoVersions
      differences={differences(valuesOf(theirs), form.form.getFieldsValue() as Values, before)}
      isPending={form.isPending}
      onKeepMine={keepMine}
      onTakeTheirs={takeTheirs}
    />
  ) : null;
  return (
    <FormDrawer<Values>
      title={title}
      of={theirs ? { ...form, problem: undefined } : form}
      initialValues={before}
      submitLabel={submitLabel}
      notice={notice}
      extra={props.extra}
      before={props.before}
      readOnly={props.readOnly ?? false}
      onClose={onClose}
    >
      {children}
    </FormDrawer>
  );
}

type TwoVersionsProps = {
  differences: Difference[];
  isPending: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

/** The differences in words. */
function TwoVersions({ differences, ...decide }: TwoVersionsProps) {
  const { locale, timeZone } = useKit();
  const { nameOf } = useMembers();
  const attributes = useAttributeWords();
  const textOf = (field: string, value: unknown) => {
    const wordOf = (word: string) => attributes.valueName(field, word);
    return formatChangedValue(value, { locale, timeZone, nameOf, wordOf }) ?? '';
  };
  const fields = differences.map(({ field, saved, mine }) => ({
    field: attributes.fieldName(field) ?? fieldName(field),
    theirs: textOf(field, saved),
    mine: textOf(field, mine),
  }));
  return <ConflictNotice fields={fields} {...decide} />;
}

export type Difference = { field: string; saved: unknown; mine: unknown };

/** Fields that this form changed and that are saved with another value by now. */
export function differences<Values extends object>(
  saved: Values,
  mine: Values,
  before: Values,
): Difference[] {
  const theirs = new Map(fieldsOf(saved));
  return fieldsOf(changedFields(before, mine)).flatMap(([field, value]) => {
    const other = theirs.get(field) ?? null;
    return JSON.stringify(value) === JSON.stringify(other) ? [] : [{ field, saved: other, mine: value }];
  });
}

/** Each of the workspace's own fields is one like the others, `attributes.<key>`. */
function fieldsOf(values: object): [field: string, value: unknown][] {
  return Object.entries(values).flatMap(([field, value]): [string, unknown][] => {
    if (field !== 'attributes' || typeof value !== 'object' || value === null) return [[field, value]];
    return Object.entries(value).map(([key, each]) => [`attributes.${key}`, each]);
  });
}
