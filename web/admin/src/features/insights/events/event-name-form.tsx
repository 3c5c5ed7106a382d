import { type EventName, ifMatch, updateEventName } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';

type NameValues = { display_name_zh: string; display_name_en: string; description: string };

/** How an event is called in both languages. What is left empty is called as it was sent. */
export function EventNameForm({ event }: { event: EventName }) {
  const { t } = useTranslation(['event-names', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: ({ display_name_zh, display_name_en, description }: NameValues) =>
      updateEventName({
        path: { id: event.id },
        headers: ifMatch(event),
        body: {
          display_name_zh: display_name_zh.trim() || null,
          display_name_en: display_name_en.trim() || null,
          description: description.trim() || null,
        },
        throwOnError: true,
      }),
    onDone: async () => {
      await invalidateTags(queryClient, 'events');
      showToast(t('common:saved'), { tone: 'success' });
    },
  });
  return (
    <ProblemForm<NameValues>
      of={form}
      initialValues={{
        display_name_zh: event.display_name['zh-CN'] ?? '',
        display_name_en: event.display_name.en ?? '',
        description: event.description ?? '',
      }}
    >
      <Form.Item name="display_name_zh" label={t('event-names:field.zh')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="display_name_en" label={t('event-names:field.en')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="description" label={t('event-names:field.description')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Button htmlType="submit" loading={form.isPending}>
        {t('common:action.save')}
      </Button>
    </ProblemForm>
  );
}
