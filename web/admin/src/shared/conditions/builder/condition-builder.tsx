import { IconButton } from '@perennial/ui';
import { ConfigProvider } from 'antd';
import { Redo2, Undo2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftNode, GroupNode, RowSubject } from '../draft/condition-draft';
import { addNode, removeNode } from '../draft/draft-edits';
import { BuilderContext } from './builder-context';
import styles from './condition-builder.module.css';
import { GroupEditor } from './group-editor';

type ConditionBuilderProps = {
  root: GroupNode;
  subject: RowSubject;
  onChange: (root: GroupNode) => void;
  onUndo: (() => void) | undefined;
  onRedo: (() => void) | undefined;
  problems: ReadonlyMap<string, string[]>;
  incomplete: ReadonlySet<string>;
  segmentId: string | undefined;
  isOff: boolean;
  /** Says what is built, where several stand on a page. */
  label?: string | undefined;
  /** Before the tools. */
  children?: ReactNode;
};

/** Builds a tree of conditions row by row, with the mouse or by keyboard. */
export function ConditionBuilder(props: ConditionBuilderProps) {
  const { root, subject, onChange, onUndo, onRedo, problems, incomplete, segmentId, isOff, label, children } =
    props;
  const { t } = useTranslation('conditions');
  const area = useRef<HTMLElement>(null);
  const [newest, setNewest] = useState<string>();
  const add = (groupId: string, node: DraftNode) => {
    setNewest(node.id);
    onChange(addNode(root, groupId, node));
  };
  const remove = (id: string, groupId: string) => {
    area.current?.querySelector<HTMLElement>(`[data-adds-to="${groupId}"]`)?.focus();
    onChange(removeNode(root, id));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'z' || !(event.metaKey || event.ctrlKey) || isWriting(event.target))
      return;
    // The page's own ⌘Z is for what was saved.
    event.preventDefault();
    (event.shiftKey ? onRedo : onUndo)?.();
  };
  const edit = (change: (old: GroupNode) => GroupNode) => onChange(change(root));
  return (
    <BuilderContext value={{ edit, add, remove, newest, problems, incomplete, segmentId }}>
      <ConfigProvider componentDisabled={isOff}>
        <section
          ref={area}
          className={styles.builder}
          aria-label={label ?? t('builder.title')}
          onKeyDown={onKeyDown}
        >
          <div className={styles.bar} data-alone={!children || undefined}>
            {children}
            <span className={styles.tools}>
              <IconButton label={t('builder.undo')} icon={<Undo2 size={15} />} onClick={onUndo} />
              <IconButton label={t('builder.redo')} icon={<Redo2 size={15} />} onClick={onRedo} />
            </span>
          </div>
          <GroupEditor group={root} subject={subject} place="" />
        </section>
      </ConfigProvider>
    </BuilderContext>
  );
}

/** Where text is being typed, the key takes back what was typed. */
function isWriting(target: EventTarget): boolean {
  const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isText && target.value !== '' && !target.readOnly;
}
