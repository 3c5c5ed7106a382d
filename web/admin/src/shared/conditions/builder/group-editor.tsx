import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type DraftNode,
  type GroupNode,
  isGroup,
  type Join,
  type RowSubject,
  subjectWithin,
} from '../draft/condition-draft';
import { changeNode } from '../draft/draft-edits';
import { AddMenu } from './add-menu';
import { useBuilder } from './builder-context';
import styles from './condition-builder.module.css';
import { EventsRow } from './events-row';
import { FieldRow } from './field-row';
import { RowFrame } from './row-frame';
import { SegmentRow } from './segment-row';

type GroupEditorProps = {
  group: GroupNode;
  /** Whom the group's own condition is about. */
  subject: RowSubject;
  /** `2.1`: where it stands, as people count. */
  place: string;
};

/** How a group's conditions belong together, the conditions, and the way to more. */
export function GroupEditor({ group, subject, place }: GroupEditorProps) {
  const { t } = useTranslation('conditions');
  const within = subjectWithin(group, subject);
  const { problems } = useBuilder();
  return (
    <div className={styles.group} data-root={place === '' || undefined}>
      <div className={styles.groupHead}>
        <GroupWords group={group} place={place} />
      </div>
      {place === ''
        ? problems.get(group.id)?.map((text) => (
            <p key={text} role="alert" className={styles.problem}>
              {text}
            </p>
          ))
        : null}
      {group.children.length > 0 ? (
        <ol className={styles.rows}>
          {group.children.map((child, at) => (
            <RowFrame
              key={child.id}
              node={child}
              group={group}
              place={`${place}${place ? '.' : ''}${at + 1}`}
              isFirst={at === 0}
              isLast={at === group.children.length - 1}
            >
              <RowContent node={child} subject={within} place={`${place}${place ? '.' : ''}${at + 1}`} />
            </RowFrame>
          ))}
        </ol>
      ) : (
        <p className={styles.nothing}>
          {t(`group.empty_${within === 'lead' ? within : group.kind}_${group.join}`)}
        </p>
      )}
      <AddMenu group={group} subject={within} place={place} />
    </div>
  );
}

function GroupWords({ group, place }: { group: GroupNode; place: string }) {
  const { t } = useTranslation('conditions');
  const { edit } = useBuilder();
  const { kind, join } = group;
  // A subscription has to fulfil all of its conditions.
  if (kind === 'subscription') return <span>{t('group.of_subscription')}</span>;
  return (
    <>
      {kind === 'group' ? null : <span>{t(`group.of_${kind}`)}</span>}
      <Select<Join>
        aria-label={place ? t('group.join_of', { place }) : t('group.join')}
        popupMatchSelectWidth={false}
        value={join}
        options={[
          { value: 'all', label: t('group.all') },
          { value: 'any', label: t('group.any') },
        ]}
        onChange={(next) =>
          edit((root) => changeNode(root, group.id, (node) => ({ ...node, join: next }) as GroupNode))
        }
      />
    </>
  );
}

type RowContentProps = { node: DraftNode; subject: RowSubject; place: string };

function RowContent({ node, subject, place }: RowContentProps) {
  if (isGroup(node)) return <GroupEditor group={node} subject={subject} place={place} />;
  if (node.kind === 'field') return <FieldRow row={node} subject={subject} />;
  if (node.kind === 'events') return <EventsRow row={node} />;
  return <SegmentRow row={node} subject={subject === 'person' ? 'person' : 'account'} />;
}
