import { Button, Form, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './validity.module.css';

type EvidenceFormProps = {
  start: string;
  isRequired: boolean;
  isPending: boolean;
  problem: string | undefined;
  onSave: (evidence: string) => void;
  onCancel: () => void;
};

/** On what ground an answer is given. */
export function EvidenceForm({ start, isRequired, isPending, problem, onSave, onCancel }: EvidenceFormProps) {
  const { t } = useTranslation(['validity', 'common']);
  const id = useId();
  const [text, setText] = useState(start);
  const [isMissing, setMissing] = useState(false);
  const wrong = isMissing && !text.trim() ? t('validity:evidence.required') : problem;
  const save = () => {
    if (isRequired && !text.trim()) return setMissing(true);
    onSave(text.trim());
  };
  return (
    <Form component="div" layout="vertical" className={styles.form ?? ''}>
      <Form.Item
        label={t('validity:evidence.label')}
        htmlFor={id}
        {...(wrong ? { validateStatus: 'error', help: wrong } : {})}
      >
        <Input.TextArea
          id={id}
          autoFocus
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          placeholder={t('validity:evidence.placeholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            const composing = event.nativeEvent.isComposing;
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && !composing) save();
          }}
        />
      </Form.Item>
      <div className={styles.actions}>
        <Button type="primary" size="small" loading={isPending} onClick={save}>
          {t('common:action.save')}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </Form>
  );
}
