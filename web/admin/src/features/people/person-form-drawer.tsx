import { createPerson, getPerson, ifMatch, type Person, updatePerson } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AttributeFields } from '../../shared/attributes/attribute-fields';
import { RecordFormDrawer } from '../../shared/forms/record-form-drawer';
import styles from '../../shared/records/record-detail.module.css';
import { newPersonBody, type PersonValues, personPatch, valuesOf } from './person-form-values';

type PersonFormDrawerProps = {
  /** The person to change; without one a new one is made. */
  person?: Person;
  onSaved: (person: Person) => void;
  onClose: () => void;
};

export default function PersonFormDrawer({ person, onSaved, onClose }: PersonFormDrawerProps) {
  const { t } = useTranslation(['people', 'common']);
  const queryClient = useQueryClient();
  return (
    <RecordFormDrawer<Person, PersonValues>
      record={person}
      title={t(person ? 'people:action.edit' : 'people:action.create')}
      submitLabel={t(person ? 'common:action.save' : 'people:action.create')}
      valuesOf={valuesOf}
      create={async (values) =>
        (await createPerson({ body: newPersonBody(values), throwOnError: true })).data
      }
      update={async (base, changes) => {
        const body = personPatch(changes);
        return (
          await updatePerson({ path: { id: base.id }, body, headers: ifMatch(base), throwOnError: true })
        ).data;
      }}
      reload={async ({ id }) => (await getPerson({ path: { id }, throwOnError: true })).data}
      onSaved={async (saved) => {
        await invalidateTags(queryClient, 'people', 'accounts');
        showToast(t('common:saved'), { tone: 'success' });
        onSaved(saved);
      }}
      onClose={onClose}
    >
      <Fields person={person} />
    </RecordFormDrawer>
  );
}

function Fields({ person }: { person: Person | undefined }) {
  const { t } = useTranslation(['people', 'common', 'work']);
  const isMasked = person?.contact_masked ?? false;
  const text = (name: 'title' | 'phone' | 'wechat' | 'email' | 'external_id', isContact = true) => (
    <Form.Item
      name={name}
      label={t(`people:field.${name}`)}
      {...(isMasked && name === 'phone' ? { extra: t('work:contact.masked') } : {})}
    >
      <Input autoComplete="off" disabled={isMasked && isContact} />
    </Form.Item>
  );
  return (
    <>
      <Form.Item
        name="name"
        label={t('people:field.name')}
        rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
      >
        <Input autoFocus={!person} autoComplete="off" />
      </Form.Item>
      <div className={styles.pair}>
        {text('title', false)}
        {text('phone')}
        {text('wechat')}
        {text('email')}
      </div>
      <Form.Item name="tags" label={t('people:field.tags')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '\uFF0C']} />
      </Form.Item>
      <AttributeFields object="person" />
      {text('external_id', false)}
    </>
  );
}
