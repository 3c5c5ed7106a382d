import { useHotkeys } from '@perennial/ui';
import type { InputRef } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

type WorkTab = 'timeline' | 'tasks';

type WorkKeys = {
  group: string;
  isAllowed: boolean;
  /** The tab on show. */
  open: string;
  onTab: (tab: WorkTab) => void;
};

/** N and T lead to the fields of a new note and a new task of the record, whichever tab is open. */
export function useWorkKeys({ group, isAllowed, open, onTab }: WorkKeys) {
  const { t } = useTranslation('work');
  const noteRef = useRef<TextAreaRef>(null);
  const taskRef = useRef<InputRef>(null);
  const [wanted, setWanted] = useState<WorkTab>();
  // The tab opens by way of the address, and its panel is on show by the next frame; hidden fields take no focus.
  useEffect(() => {
    if (!wanted || wanted !== open) return;
    const frame = requestAnimationFrame(() => {
      (wanted === 'timeline' ? noteRef : taskRef).current?.focus();
      setWanted(undefined);
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, open]);
  const goTo = (tab: WorkTab) => () => {
    setWanted(tab);
    if (tab !== open) onTab(tab);
  };
  useHotkeys(
    isAllowed
      ? [
          { keys: 'n', label: t('keys.note'), group, run: goTo('timeline') },
          { keys: 't', label: t('keys.task'), group, run: goTo('tasks') },
        ]
      : [],
  );
  return { noteRef, taskRef };
}
