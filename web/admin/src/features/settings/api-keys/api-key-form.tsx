import { type ApiKeyWithSecret, createApiKey, type NewApiKey } from '@perennial/api-client';
import { Button, Form, Input, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { useSession } from '../../../session/session-store';
import { GrantPicker } from '../../../shared/grants/grant-picker';
import styles from '../parts/parts.module.css';
import { ExpiryInput } from './expiry-input';

type ApiKeyFormProps = { onDone: (key: ApiKeyWithSecret) => void };

export function ApiKeyForm({ onDone }: ApiKeyFormProps) {
  const { t } = useTranslation(['api-keys', 'common']);
  const { grants } = useSession().member;
  const form = useProblemForm({
    submit: async (values: NewApiKey) =>
      (await createApiKey({ body: bodyOf(values), throwOnError: true })).data,
    onDone,
  });
  const kind = Form.useWatch('kind', form.form) ?? 'secret';
  const required = [{ required: true, message: t('common:form.required') }];
  return (
    <ProblemForm
      of={form}
      initialValues={{ kind: 'secret', grants: ['leads:write', 'events:write'], origins: [] }}
    >
      <Form.Item
        name="name"
        label={t('api-keys:field.name')}
        extra={t('api-keys:hint.name')}
        rules={required}
      >
        <Input autoFocus maxLength={100} placeholder={t('api-keys:placeholder.name')} />
      </Form.Item>
      <Form.Item name="kind" label={t('api-keys:field.kind')} extra={t(`api-keys:kind_hint.${kind}`)}>
        <Segmented
          options={[
            { value: 'secret', label: t('api-keys:kind.secret') },
            { value: 'publishable', label: t('api-keys:kind.publishable') },
          ]}
        />
      </Form.Item>
      {kind === 'publishable' ? (
        <Form.Item name="origins" label={t('api-keys:field.origins')} extra={t('api-keys:hint.origins')}>
          <Select
            mode="tags"
            tokenSeparators={[',', ' ']}
            open={false}
            suffixIcon={null}
            placeholder="https://www.example.cn"
          />
        </Form.Item>
      ) : (
        <Form.Item
          name="grants"
          label={t('api-keys:field.grants')}
          extra={t('api-keys:hint.grants')}
          rules={required}
        >
          <GrantPicker available={grants} />
        </Form.Item>
      )}
      <Form.Item name="expires_at" label={t('api-keys:field.expires_at')}>
        <ExpiryInput />
      </Form.Item>
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('api-keys:action.create')}
        </Button>
      </div>
    </ProblemForm>
  );
}

/** A publishable key sends events and does nothing else; a secret one has no origins. */
function bodyOf({ name, kind, grants, origins, expires_at }: NewApiKey): NewApiKey {
  const expiry = { expires_at: expires_at ?? null };
  return kind === 'publishable'
    ? { name, kind, grants: ['events:write'], origins: origins ?? [], ...expiry }
    : { name, kind, grants: grants ?? [], ...expiry };
}
