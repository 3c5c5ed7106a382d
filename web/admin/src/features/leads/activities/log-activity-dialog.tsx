import {
  type ActivityKind,
  type ActivityOutcome,
  type LoggedActivity,
  logLeadActivity,
} from '@perennial/api-client';
import { Button, Form, Input, InputNumber, Modal, Segmented, Select } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { MomentPicker } from '../../../shared/time/pickers';
import styles from './activities.module.css';
import { activityKinds, activityOutcomes } from './activity-kinds';

type Values = {
  kind: ActivityKind;
  outcome: ActivityOutcome;
  occurred_at?: string | null;
  duration_seconds?: number | null;
  note?: string | null;
  next_step?: { title?: string; due_at?: string | null };
};

type LogActivityDialogProps = {
  leadId: string;
  onLogged: (logged: LoggedActivity) => unknown;
  onClose: () => void;
};

/** What was done, what was said, and what comes next. */
export default function LogActivityDialog({ leadId, onLogged, onClose }: LogActivityDialogProps) {
  const { t } = useTranslation(['activities', 'common']);
  const note = useRef<TextAreaRef>(null);
  const form = useProblemForm({
    submit: async ({ next_step, ...values }: Values) => {
      const title = next_step?.title?.trim();
      const next = title ? { next_step: { title, due_at: next_step?.due_at ?? null } } : {};
      const { data } = await logLeadActivity({
        path: { id: leadId },
        body: { ...values, ...next },
        throwOnError: true,
      });
      return data;
    },
    onDone: (logged) => {
      onClose();
      return onLogged(logged);
    },
  });
  return (
    <Modal
      open
      title={t('activities:log')}
      footer={null}
      width={520}
      onCancel={onClose}
      afterOpenChange={(isOpen) => {
        if (isOpen) note.current?.focus();
      }}
    >
      <ProblemForm
        of={form}
        initialValues={{ kind: 'call', outcome: 'reached' }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) form.form.submit();
        }}
      >
        <div className={styles.when}>
          <Form.Item name="kind" label={t('activities:field.kind')}>
            <Select
              options={activityKinds.map((value) => ({ value, label: t(`activities:kind.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="outcome" label={t('activities:field.outcome')}>
            <Segmented
              block
              options={activityOutcomes.map((value) => ({ value, label: t(`activities:outcome.${value}`) }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="note" label={t('activities:field.note')}>
          <Input.TextArea
            ref={note}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={5000}
            placeholder={t('activities:note_placeholder')}
          />
        </Form.Item>
        <div className={styles.next}>
          <Form.Item name={['next_step', 'title']} label={t('activities:field.next_step')}>
            <Input maxLength={200} placeholder={t('activities:next_placeholder')} autoComplete="off" />
          </Form.Item>
          <Form.Item name={['next_step', 'due_at']} label={t('activities:field.due')}>
            <MomentPicker />
          </Form.Item>
        </div>
        <div className={styles.when}>
          <Form.Item name="occurred_at" label={t('activities:field.occurred')}>
            <MomentPicker placeholder={t('activities:now')} />
          </Form.Item>
          <Form.Item name="duration_seconds" label={t('activities:field.duration')}>
            <Minutes />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('activities:submit')}
        </Button>
      </ProblemForm>
    </Modal>
  );
}

type MinutesProps = { id?: string; value?: number | null; onChange?: (seconds: number | null) => void };

/** Entered in minutes; the form holds seconds, as the API takes them. */
function Minutes({ value, onChange, ...rest }: MinutesProps) {
  const { t } = useTranslation('activities');
  return (
    <InputNumber<number>
      {...rest}
      style={{ width: '100%' }}
      min={0}
      max={1440}
      precision={0}
      suffix={t('minutes')}
      value={typeof value === 'number' ? Math.round(value / 60) : null}
      onChange={(minutes) => onChange?.(minutes === null ? null : minutes * 60)}
    />
  );
}
