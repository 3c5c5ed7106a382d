import { Button, Dropdown } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  type DraftNode,
  type GroupNode,
  newEvents,
  newField,
  newGroup,
  newSegment,
  type RowSubject,
} from '../draft/condition-draft';
import { useBuilder } from './builder-context';

/** What can be asked of each. */
const kinds = {
  account: ['field', 'events', 'subscription', 'person', 'segment', 'group'],
  person: ['field', 'events', 'account', 'segment', 'group'],
  subscription: ['field'],
  lead: ['field', 'group'],
} as const satisfies Record<RowSubject, DraftNode['kind'][]>;

type AddMenuProps = { group: GroupNode; subject: RowSubject; place: string };

export function AddMenu({ group, subject, place }: AddMenuProps) {
  const { t } = useTranslation('conditions');
  const { add } = useBuilder();
  const label = place ? t('add.to', { place }) : t('add.condition');
  const button = (
    <Button
      size="small"
      icon={<Plus size={14} />}
      data-adds-to={group.id}
      aria-label={label}
      {...(subject === 'subscription' ? { onClick: () => add(group.id, newField()) } : {})}
    >
      {t('add.condition')}
    </Button>
  );
  if (subject === 'subscription') return <div>{button}</div>;
  return (
    <div>
      <Dropdown
        trigger={['click']}
        menu={{
          items: kinds[subject].map((kind) => ({ key: kind, label: t(`add.${kind}`) })),
          onClick: ({ key }) => add(group.id, madeOf(key as DraftNode['kind'], group)),
        }}
      >
        {button}
      </Dropdown>
    </div>
  );
}

function madeOf(kind: DraftNode['kind'], { join }: GroupNode): DraftNode {
  if (kind === 'field') return newField();
  if (kind === 'events') return newEvents();
  if (kind === 'segment') return newSegment();
  // A group within a group says the other word: the same one would change nothing.
  if (kind === 'group') return newGroup('group', join === 'all' ? 'any' : 'all');
  return newGroup(kind, 'all');
}
