import { IconButton } from '@perennial/ui';
import { Button, Dropdown } from 'antd';
import { EllipsisVertical, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type DraftNode, type GroupNode, isGroup } from '../draft/condition-draft';
import { changeNode, duplicateNode, moveNode, unwrapNode, wrapNode } from '../draft/draft-edits';
import { useBuilder } from './builder-context';
import styles from './condition-builder.module.css';

type RowFrameProps = {
  node: DraftNode;
  group: GroupNode;
  place: string;
  isFirst: boolean;
  isLast: boolean;
  children: ReactNode;
};

/** What every row has: its word between the rows, what can be done with it, and what is wrong with it. */
export function RowFrame({ node, group, place, isFirst, isLast, children }: RowFrameProps) {
  const { t } = useTranslation('conditions');
  const { edit, remove, problems, incomplete } = useBuilder();
  const { id } = node;
  const isOfSubscription = group.kind === 'subscription';
  const negate = () => edit((root) => changeNode(root, id, (old) => ({ ...old, not: !old.not })));
  const actions = {
    not: negate,
    duplicate: () => edit((root) => duplicateNode(root, id)),
    wrap: () => edit((root) => wrapNode(root, id)),
    unwrap: () => edit((root) => unwrapNode(root, id)),
    up: () => edit((root) => moveNode(root, id, -1)),
    down: () => edit((root) => moveNode(root, id, 1)),
  };
  const item = (key: keyof typeof actions, disabled = false) => ({ key, label: t(`row.${key}`), disabled });
  const items = [
    // The API knows neither groups nor their complement within one subscription.
    ...(isOfSubscription ? [] : [{ ...item('not'), label: t(node.not ? 'row.not_off' : 'row.not') }]),
    item('duplicate'),
    ...(isOfSubscription ? [] : [item('wrap')]),
    ...(node.kind === 'group' && !node.not ? [item('unwrap')] : []),
    item('up', isFirst),
    item('down', isLast),
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    // Of rows within rows the innermost moves; the control that has the focus does nothing of its own.
    if ((event.target as HTMLElement).closest('li') !== event.currentTarget) return;
    event.preventDefault();
    event.stopPropagation();
    actions[event.key === 'ArrowUp' ? 'up' : 'down']();
  };
  return (
    <li className={styles.row} data-group={isGroup(node) || undefined} onKeyDownCapture={onKeyDown}>
      <span className={styles.joint}>{isFirst ? null : t(`row.joint_${group.join}`)}</span>
      <fieldset className={styles.content} aria-label={t('row.name', { place })}>
        {node.not ? (
          <Button size="small" className={styles.not ?? ''} title={t('row.not_off')} onClick={negate}>
            {t('row.negated')}
          </Button>
        ) : null}
        {children}
        <RowTexts problems={problems.get(id)} isOpen={incomplete.has(id)} />
      </fieldset>
      <span className={styles.tools}>
        <Dropdown
          trigger={['click']}
          menu={{ items, onClick: ({ key }) => actions[key as keyof typeof actions]() }}
        >
          <Button
            type="text"
            icon={<EllipsisVertical size={15} />}
            aria-label={t('row.more', { place })}
            title={t('row.more', { place })}
          />
        </Dropdown>
        <IconButton
          label={t('row.remove', { place })}
          icon={<X size={15} />}
          onClick={() => remove(id, group.id)}
        />
      </span>
    </li>
  );
}

function RowTexts({ problems, isOpen }: { problems: string[] | undefined; isOpen: boolean }) {
  const { t } = useTranslation('conditions');
  if (problems) {
    return (
      <p role="alert" className={styles.problem}>
        {problems.join(' ')}
      </p>
    );
  }
  return isOpen ? <p className={styles.open}>{t('row.incomplete')}</p> : null;
}
