import { useHotkeys } from '@perennial/ui';
import type { InputRef } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type RefObject, useRef } from 'react';
import { useTranslation } from 'react-i18next';

type WorkTab = 'timeline' | 'tasks';

/** N and T lead to the fields of a new note and a new task of the record, whichever tab is open. */
export function useWorkKeys(group: string, isAllowed: boolean, onTab: (tab: WorkTab) => void) {
  const { t } = useTranslation('work');
  const noteRef = useRef<TextAreaRef>(null);
  const taskRef = useRef<InputRef>(null);
  const focusOn = (wanted: WorkTab, field: RefObject<{ focus: () => void } | null>) => () => {
    onTab(wanted);
    // The tab shows its field after this render.
    setTimeout(() => field.current?.focus(), 60);
  };
  useHotkeys(
    isAllowed
      ? [
          { keys: 'n', label: t('keys.note'), group, run: focusOn('timeline', noteRef) },
          { keys: 't', label: t('keys.task'), group, run: focusOn('tasks', taskRef) },
        ]
      : [],
  );
  return { noteRef, taskRef };
}
