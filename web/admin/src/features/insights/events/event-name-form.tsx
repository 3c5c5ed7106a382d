import { type EventName, updateEventName } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';

type NameValues = {
  display_name: { 'zh-CN': string; en: string };
  description: string;
};

/** How an event is called in both languages. What is left empty is called as it was sent. */
export function EventNameForm({ event }: { event: EventName }) {
  const { t } = useTranslation(['event-names', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: ({ display_name, description }: NameValues) =>
      updateEventName({
        path: { id: event.id },
        body: {
          display_name: { 'zh-CN': display_name['zh-CN'].trim() || null, en: display_name.en.trim() || null },
          description: description.trim() || null,
        },
        throwOnError: true,
      }),
    onDone: async () => {
      await invalidateTags(queryClient, 'event-names');
      showToast(t('common:saved'), { tone: 'success' });
    },
  });
  return (
    <ProblemForm<NameValues>
      of={form}
      initialValues={{
        display_name: { 'zh-CN': event.display_name['zh-CN'] ?? '', en: event.display_name.en ?? '' },
        description: event.description ?? '',
      }}
    >
      <Form.Item name={['display_name', 'zh-CN']} label={t('event-names:field.zh')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name={['display_name', 'en']} label={t('event-names:field.en')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="description" label={t('event-names:field.description')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
      </Form.Item>
      <Button htmlType="submit" loading={form.isPending}>
        {t('common:action.save')}
      </Button>
    </ProblemForm>
  );
}
