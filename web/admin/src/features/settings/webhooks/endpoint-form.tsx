import {
  createWebhookEndpoint,
  ifMatch,
  updateWebhookEndpoint,
  type WebhookEndpoint,
  type WebhookEndpointWithSecret,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import styles from '../parts/parts.module.css';
import { EventTypePicker } from './event-type-picker';

type EndpointValues = { url: string; description?: string; event_types: string[] };

type EndpointFormProps = {
  /** The endpoint to change; without one a new one is made. */
  endpoint?: WebhookEndpoint;
  onDone: (saved: WebhookEndpoint | WebhookEndpointWithSecret) => void;
};

export function EndpointForm({ endpoint, onDone }: EndpointFormProps) {
  const { t } = useTranslation(['webhooks', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: async (values: EndpointValues) => {
      const body = { ...values, description: values.description?.trim() || null };
      const { data } = endpoint
        ? await updateWebhookEndpoint({
            path: { id: endpoint.id },
            body,
            headers: ifMatch(endpoint),
            throwOnError: true,
          })
        : await createWebhookEndpoint({ body, throwOnError: true });
      return data;
    },
    onDone: async (saved) => {
      onDone(saved);
      await invalidateTags(queryClient, 'webhooks', 'audit');
    },
  });
  return (
    <ProblemForm
      of={form}
      initialValues={{
        url: endpoint?.url ?? '',
        description: endpoint?.description ?? '',
        event_types: endpoint?.event_types ?? [],
      }}
    >
      <Form.Item
        name="url"
        label={t('webhooks:field.url')}
        extra={t('webhooks:hint.url')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <Input autoFocus inputMode="url" placeholder="https://hooks.example.cn/perennial" />
      </Form.Item>
      <Form.Item name="description" label={t('webhooks:field.description')}>
        <Input maxLength={200} placeholder={t('webhooks:placeholder.description')} />
      </Form.Item>
      <Form.Item
        name="event_types"
        label={t('webhooks:field.event_types')}
        extra={t('webhooks:hint.event_types')}
      >
        <EventTypePicker />
      </Form.Item>
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t(endpoint ? 'common:action.save' : 'webhooks:action.create')}
        </Button>
        {endpoint ? <Button onClick={() => onDone(endpoint)}>{t('common:action.cancel')}</Button> : null}
      </div>
    </ProblemForm>
  );
}
