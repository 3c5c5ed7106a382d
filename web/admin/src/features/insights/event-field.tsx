import { BuilderField } from './builder-field';
import { EventSelect } from './event-select';

type EventFieldProps = {
  label: string;
  pointer: string;
  value: string[] | undefined;
  onChange: (names: string[] | undefined) => void;
};

/** Which events count; none chosen means all of them. */
export function EventField({ label, pointer, value, onChange }: EventFieldProps) {
  return (
    <BuilderField label={label} pointer={pointer} isWide>
      {(control) => <EventSelect {...control} isAnyAllowed value={value} onChange={onChange} />}
    </BuilderField>
  );
}
