import { createTask, type TaskPriority } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, type InputRef, Select } from 'antd';
import { type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { useSession } from '../../session/session-store';
import { MemberSelect } from '../members/member-select';
import { MomentPicker } from '../time/pickers';
import styles from './tasks.module.css';

type TaskValues = {
  title: string;
  due_at?: string | null;
  owner_id?: string | null;
  priority?: TaskPriority;
};

const priorities = ['low', 'normal', 'high', 'urgent'] as const satisfies TaskPriority[];

type TaskComposerProps = {
  subjectId: string;
  titleRef?: Ref<InputRef>;
  onDone?: () => void;
};

/** The next thing to do about a record: what, until when, who. */
export function TaskComposer({ subjectId, titleRef, onDone }: TaskComposerProps) {
  const { t } = useTranslation(['work', 'common']);
  const queryClient = useQueryClient();
  const me = useSession().member.id;
  const id = useId();
  const form = useProblemForm({
    submit: (values: TaskValues) =>
      createTask({ body: { ...values, subject_id: subjectId }, throwOnError: true }),
    onDone: async () => {
      form.form.resetFields();
      showToast(t('work:task.created'));
      await invalidateTags(queryClient, 'tasks', 'leads', 'accounts', 'people', 'insights');
      onDone?.();
    },
  });
  return (
    <div className={styles.composer}>
      <ProblemForm
        of={form}
        name={`task-${id}`}
        initialValues={{ owner_id: me, priority: 'normal' satisfies TaskPriority }}
      >
        <Form.Item
          name="title"
          label={t('work:task.title')}
          rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
        >
          <Input ref={titleRef} maxLength={200} placeholder={t('work:task.title_placeholder')} />
        </Form.Item>
        <div className={styles.composerRow}>
          <Form.Item name="due_at" label={t('work:task.due')}>
            <MomentPicker placeholder={t('work:task.due_placeholder')} />
          </Form.Item>
          <Form.Item name="owner_id" label={t('work:task.owner')}>
            <MemberSelect noneLabel={t('work:member.nobody')} />
          </Form.Item>
          <Form.Item name="priority" label={t('work:task.priority_label')}>
            <Select
              options={priorities.map((value) => ({ value, label: t(`work:task.priority.${value}`) }))}
            />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('work:task.create')}
        </Button>
      </ProblemForm>
    </div>
  );
}
