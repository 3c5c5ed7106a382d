import type { ChosenEvents } from '../../shared/events/chosen-events';
import { EventPicker } from '../../shared/events/event-picker';
import { BuilderField } from './builder-field';

type EventFieldProps = {
  label: string;
  pointer: string;
  value: ChosenEvents | undefined;
  onChange: (chosen: ChosenEvents | undefined) => void;
};

/** Which events count; none chosen means all of them. */
export function EventField({ label, pointer, value, onChange }: EventFieldProps) {
  return (
    <BuilderField label={label} pointer={pointer} isWide>
      {(control) => <EventPicker {...control} isAnyAllowed value={value} onChange={onChange} />}
    </BuilderField>
  );
}
