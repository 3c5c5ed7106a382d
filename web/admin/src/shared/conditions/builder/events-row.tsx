import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { EventPicker } from '../../events/event-picker';
import { SettledNumber } from '../../forms/settled-number';
import type { EventsNode, Occurrence } from '../draft/condition-draft';
import { changeNode } from '../draft/draft-edits';
import { type CountMode, countMode, countsOf } from '../draft/event-counts';
import { useBuilder } from './builder-context';
import styles from './condition-builder.module.css';
import { WindowFields } from './window-fields';

const occurrences = ['any', 'first', 'last'] as const satisfies Occurrence[];
const modes = ['at_least', 'at_most', 'between', 'never'] as const satisfies CountMode[];

/** What somebody did, how often, and when. */
export function EventsRow({ row }: { row: EventsNode }) {
  const { t } = useTranslation('conditions');
  const { edit, problems } = useBuilder();
  const change = (part: Partial<EventsNode>) =>
    edit((root) => changeNode(root, row.id, (node) => ({ ...node, ...part }) as EventsNode));
  const isWrong = problems.has(row.id) ? { status: 'error' as const } : {};
  return (
    <div className={styles.controls}>
      <Select<Occurrence>
        aria-label={t('events.occurrence')}
        popupMatchSelectWidth={false}
        value={row.occurrence}
        options={occurrences.map((value) => ({ value, label: t(`events.${value}`) }))}
        onChange={(occurrence) => change({ occurrence })}
      />
      <div className={styles.events}>
        <EventPicker
          aria-label={t('events.which')}
          isAnyAllowed
          {...isWrong}
          value={row.events}
          onChange={(events) => change({ events })}
        />
      </div>
      {row.occurrence === 'any' ? <CountFields row={row} change={change} /> : null}
      <WindowFields value={row.within} onChange={(within) => change({ within })} />
    </div>
  );
}

type CountFieldsProps = { row: EventsNode; change: (part: Partial<EventsNode>) => void };

function CountFields({ row, change }: CountFieldsProps) {
  const { t } = useTranslation('conditions');
  const mode = countMode(row);
  const count = (key: 'at_least' | 'at_most', label: string) => (
    <SettledNumber
      aria-label={label}
      className={styles.number ?? ''}
      min={key === 'at_least' ? 1 : 0}
      max={1_000_000}
      suffix={t('events.times')}
      value={row[key] ?? 1}
      onChange={(next) => change({ [key]: next })}
    />
  );
  return (
    <span className={styles.together}>
      <Select<CountMode>
        aria-label={t('events.count')}
        popupMatchSelectWidth={false}
        value={mode}
        options={modes.map((value) => ({ value, label: t(`events.${value}`) }))}
        onChange={(next) => change(countsOf(next, row))}
      />
      {mode === 'at_least' || mode === 'between' ? count('at_least', t('events.least')) : null}
      {mode === 'at_most' || mode === 'between' ? count('at_most', t('events.most')) : null}
    </span>
  );
}
