import {
  type Advocate,
  createAdvocate,
  getAdvocate,
  ifMatch,
  type NewAdvocate,
  updateAdvocate,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { filledFields } from '../../../shared/forms/changed-fields';
import { RecordFormDrawer } from '../../../shared/forms/record-form-drawer';
import { PersonSelect } from '../../../shared/people/person-select';
import { AdvocateFacts } from './advocate-facts';
import { BlockButton } from './block-button';

type AdvocateFormProps = {
  advocate: Advocate | undefined;
  canWrite: boolean;
  onClose: () => void;
  onCreated: (id: string) => void;
};

/** Enters somebody who recommends us, or changes what is known of them. */
export function AdvocateForm({ advocate, canWrite, onClose, onCreated }: AdvocateFormProps) {
  const { t } = useTranslation(['referrals', 'common']);
  const queryClient = useQueryClient();
  return (
    <RecordFormDrawer<Advocate, NewAdvocate>
      record={advocate}
      title={advocate?.name ?? t('referrals:advocate.create')}
      submitLabel={t(advocate ? 'common:action.save' : 'referrals:advocate.create')}
      readOnly={!canWrite}
      valuesOf={({ name, code, phone, email, wechat }) => ({ name, code, phone, email, wechat })}
      create={async (values) =>
        (await createAdvocate({ body: filledFields(values), throwOnError: true })).data
      }
      update={async (base, { name, code, ...contact }) =>
        (
          await updateAdvocate({
            path: { id: base.id },
            body: {
              ...contact,
              // Emptied, the server says that they are needed.
              ...(name === undefined ? {} : { name: name ?? '' }),
              ...(code === undefined ? {} : { code: code ?? '' }),
            },
            headers: ifMatch(base),
            throwOnError: true,
          })
        ).data
      }
      reload={async ({ id }) => (await getAdvocate({ path: { id }, throwOnError: true })).data}
      onSaved={async (saved) => {
        showToast(t('common:saved'), { tone: 'success' });
        // The new code is there to be copied.
        if (advocate) onClose();
        else onCreated(saved.id);
        await invalidateTags(queryClient, 'referrals');
      }}
      onClose={onClose}
      before={advocate ? <AdvocateFacts advocate={advocate} /> : null}
      extra={advocate ? <BlockButton advocate={advocate} /> : null}
    >
      {advocate ? null : (
        <Form.Item
          name="person_id"
          label={t('referrals:field.person')}
          extra={t('referrals:advocate.person_hint')}
        >
          <PersonSelect allowClear />
        </Form.Item>
      )}
      <Form.Item
        name="name"
        label={t('referrals:field.name')}
        extra={advocate ? null : t('referrals:advocate.name_hint')}
      >
        <Input />
      </Form.Item>
      <Form.Item
        name="code"
        label={t('referrals:field.code')}
        extra={t(advocate ? 'referrals:advocate.code_change' : 'referrals:advocate.code_hint')}
      >
        <Input autoComplete="off" />
      </Form.Item>
      {(['phone', 'email', 'wechat'] as const).map((field) => (
        <Form.Item key={field} name={field} label={t(`referrals:field.${field}`)}>
          <Input autoComplete="off" />
        </Form.Item>
      ))}
    </RecordFormDrawer>
  );
}
