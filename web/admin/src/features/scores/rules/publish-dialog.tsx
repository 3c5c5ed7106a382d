import { type ScoreDefinition, toProblem } from '@perennial/api-client';
import { StatusTag, type StatusTone } from '@perennial/ui';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../../../forms/form-problem';
import { Labelled } from '../../../shared/forms/labelled';
import { type Difference, differences } from './rule-differences';
import styles from './rules.module.css';
import type { RulesDraft } from './use-rules-draft';

const tones: Record<Difference['kind'], StatusTone> = {
  added: 'success',
  removed: 'danger',
  changed: 'info',
};

type PublishDialogProps = {
  before: ScoreDefinition | undefined;
  after: ScoreDefinition;
  draft: RulesDraft;
  onClose: () => void;
};

/** Shows what would change for every lead, and asks why. */
export function PublishDialog({ before, after, draft, onClose }: PublishDialogProps) {
  const { t } = useTranslation(['scores', 'common']);
  const [note, setNote] = useState('');
  const { publish } = draft;
  const words = { limits: t('scores:limits.title'), grades: t('scores:grades.title') };
  const found = before ? differences(before, after, words) : [];
  return (
    <Modal
      open
      title={t('scores:publish.title')}
      okText={t('scores:publish.action')}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate(note.trim(), { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p className={styles.hint}>{t('scores:publish.text')}</p>
      <ul className={styles.changes} aria-label={t('scores:publish.changes')}>
        {found.map(({ kind, name }) => (
          <li key={`${kind} ${name}`}>
            <StatusTag tone={tones[kind]}>{t(`scores:difference.${kind}`)}</StatusTag> {name}
          </li>
        ))}
      </ul>
      {publish.error ? <FormProblem problem={toProblem(publish.error)} /> : null}
      <Labelled label={t('scores:publish.note')}>
        {(id) => (
          <Input.TextArea
            id={id}
            maxLength={2_000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Labelled>
    </Modal>
  );
}
