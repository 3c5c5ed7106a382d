import { type Stage, type TimelineChange, type TimelineItem, useKit } from '@perennial/ui';
import i18next from 'i18next';
import {
  Archive,
  ArrowRightLeft,
  Circle,
  Globe,
  Group,
  Handshake,
  ListTodo,
  type LucideIcon,
  MessageSquare,
  Pause,
  Pencil,
  Phone,
  Play,
  Plus,
  Trophy,
  UserRound,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { recordLinks } from '../../manifest/manifests';
import { useAttributeWords } from '../attributes/use-attribute-words';
import { useMembers } from '../members/use-members';
import { formatChangedValue } from './changed-value';
import styles from './timeline.module.css';
import type { TimelineEntry } from './timeline-entry';
import { isStandingOnly, unfoldChanges } from './unfold-changes';

export type TimelineNames = {
  /** The name of an id, such as a stage's or a channel's; undefined when it is none of the feature's. */
  nameOf?: (id: string) => string | undefined;
  stageOf?: (entry: TimelineEntry) => Stage | undefined;
  /** What is shown in another way than all others. */
  itemOf?: (entry: TimelineEntry) => TimelineItem | undefined;
  /** What can be done about an entry, given the words that tell it. */
  actionsOf?: (entry: TimelineEntry, title: string) => ReactNode;
};

const icons: [RegExp, LucideIcon][] = [
  [/^note\./, MessageSquare],
  [/^activity\.call$/, Phone],
  [/^activity\./, Handshake],
  [/^task\./, ListTodo],
  [/^segment\./, Group],
  [/\.stage_changed$|\.merged$|\.merge_undone$/, ArrowRightLeft],
  [/\.converted$/, Trophy],
  [/\.assigned$/, UserRound],
  [/\.archived$|\.unarchived$/, Archive],
  [/\.touched$|^touch/, Globe],
  [/\.paused$/, Pause],
  [/\.resumed$/, Play],
  [/\.created$/, Plus],
  [/\.updated$/, Pencil],
];

/** The field whose change the sentence itself already tells. */
const toldByTitle: Record<string, string> = {
  'lead.stage_changed': 'stage_id',
  'lead.assigned': 'owner_id',
  'account.assigned': 'owner_id',
};

/** Turns what the API tells into what the kit shows, in the reader's language. */
export function useTimelineItem(names: TimelineNames = {}): (entry: TimelineEntry) => TimelineItem {
  const { t } = useTranslation(['timeline', 'work']);
  const { locale, timeZone } = useKit();
  const members = useMembers();
  const attributes = useAttributeWords();
  const nameOf = (id: string) => names.nameOf?.(id) ?? members.nameOf(id);

  const textOfValue = (field: string, value: unknown): ReactNode =>
    formatChangedValue(value, {
      locale,
      timeZone,
      nameOf,
      wordOf: (word) => attributes.valueName(field, word) ?? wordOf(field, word),
    });
  const nameOfField = (field: string) => attributes.fieldName(field) ?? fieldName(field);

  return (entry) => {
    const own = names.itemOf?.(entry);
    if (own) return own;
    const Icon = icons.find(([pattern]) => pattern.test(entry.type))?.[1] ?? Circle;
    const stage = names.stageOf?.(entry);
    const body = bodyOf(entry);
    const title = titleOf(entry, nameOf, t('timeline:other', { type: entry.type }));
    const actions = names.actionsOf?.(entry, title);
    const seconds = entry.data.duration_seconds;
    return {
      id: entry.id,
      at: entry.at,
      title: <Title entry={entry} text={title} />,
      icon: <Icon size={14} />,
      actor: actorOf(entry, t),
      changes: changesOf(entry, nameOfField, textOfValue),
      ...(stage ? { stage } : {}),
      ...(actions ? { actions } : {}),
      ...(typeof seconds === 'number'
        ? { source: t('timeline:minutes', { count: Math.round(seconds / 60) }) }
        : {}),
      ...(body ? { body: <div className={styles.note}>{body}</div> } : {}),
    };
  };
}

/** Orders and segments have pages of their own. */
function Title({ entry, text }: { entry: TimelineEntry; text: string }) {
  const { Link } = useKit();
  const record = (['order', 'segment'] as const).find((each) => typeof entry.data[`${each}_id`] === 'string');
  const href = record && recordLinks[record]?.(String(entry.data[`${record}_id`]));
  return href ? <Link href={href}>{text}</Link> : text;
}

function titleOf(
  entry: TimelineEntry,
  nameOf: (id: string) => string | undefined,
  otherwise: string,
): string {
  const isComputed = entry.type === 'account.updated' && isStandingOnly(entry.changes);
  const key = `timeline:event.${isComputed ? 'account.standing' : entry.type}`;
  if (!i18next.exists(key)) return otherwise;
  const known: Record<string, unknown> = {};
  const values = Object.entries(entry.data).map(([field, value]) => {
    const name = field.replace(/_id$/, '');
    known[name] =
      entry.data[`${name}_name`] ??
      (typeof value === 'string' ? (nameOf(value) ?? wordOf(field, value)) : undefined);
    return [name, known[name] ?? (value === null ? i18next.t('timeline:nobody') : value)];
  });
  // Some sentences are better where the other side of a link has a name, such as the person who became a contact.
  const context = ['person', 'account', 'segment'].find((name) => known[name]) ?? '';
  return i18next.t(key as 'timeline:other', { ...Object.fromEntries(values), context }) as string;
}

function actorOf(
  entry: TimelineEntry,
  t: ReturnType<typeof useTranslation<['timeline', 'work']>>['t'],
): string {
  if (entry.actor?.name) return entry.actor.name;
  // A touch is nobody's doing; what matters is the way it came.
  if (entry.kind === 'touch' && typeof entry.data.channel_name === 'string') return entry.data.channel_name;
  const key = `work:actor.${entry.actor?.kind}`;
  return i18next.exists(key) ? i18next.t(key as 'work:actor.system') : t('work:actor.system');
}

function changesOf(
  entry: TimelineEntry,
  nameOfField: (field: string) => string,
  textOfValue: (field: string, value: unknown) => ReactNode,
): TimelineChange[] {
  const told = toldByTitle[entry.type];
  const changes = unfoldChanges(entry.changes).filter(([field]) => field !== told);
  return changes.map(([field, change]) => {
    const label = nameOfField(field);
    if (!isComparison(change)) {
      return { field: label, before: '•••', after: '•••' };
    }
    return {
      field: label,
      before: change.before_name ?? textOfValue(field, change.before),
      after: change.after_name ?? textOfValue(field, change.after),
    };
  });
}

type Comparison = { before?: unknown; after?: unknown; before_name?: string; after_name?: string };

function isComparison(change: unknown): change is Comparison {
  return typeof change === 'object' && change !== null && ('before' in change || 'after' in change);
}

export function fieldName(field: string): string {
  const key = `timeline:field.${field}`;
  return i18next.exists(key) ? i18next.t(key as 'timeline:title') : field;
}

/** A value that is one of a few words, such as a lost reason, in the reader's language. */
function wordOf(field: string, word: string): string | undefined {
  const key = `timeline:word.${field}.${word}`;
  return i18next.exists(key) ? i18next.t(key as 'timeline:title') : undefined;
}

function bodyOf(entry: TimelineEntry): string | undefined {
  const { body, message, note, title } = entry.data;
  const text = [body, message, entry.kind === 'activity' ? note : undefined].find(
    (each) => typeof each === 'string' && each.length > 0,
  );
  return typeof text === 'string'
    ? text
    : entry.kind === 'task' && typeof title === 'string'
      ? title
      : undefined;
}
