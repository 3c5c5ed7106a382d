import {
  type AttributeDefinition,
  createAttributeDefinition,
  getAttributeDefinition,
  ifMatch,
  updateAttributeDefinition,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { NamedFields } from '../../../shared/forms/named-fields';
import { RecordFormDrawer } from '../../../shared/forms/record-form-drawer';
import {
  type AttributeValues,
  attributeKinds,
  attributePatch,
  hasOptions,
  newAttributeBody,
  valuesOf,
} from './attribute-form-values';
import { AttributeOptionsEditor } from './attribute-options-editor';

type AttributeFormDrawerProps = {
  object: AttributeDefinition['object'];
  /** The definition to change; without one a new one is made. */
  definition?: AttributeDefinition;
  onSaved: (definition: AttributeDefinition) => void;
  onClose: () => void;
};

export default function AttributeFormDrawer(props: AttributeFormDrawerProps) {
  const { object, definition, onSaved, onClose } = props;
  const { t } = useTranslation(['attributes', 'common']);
  const queryClient = useQueryClient();
  const create = t('attributes:action.create_for', { object: t(`attributes:object.${object}`) });
  return (
    <RecordFormDrawer<AttributeDefinition, AttributeValues>
      record={definition}
      title={definition ? t('attributes:action.edit') : create}
      submitLabel={definition ? t('common:action.save') : t('attributes:action.create')}
      initial={{ type: 'text', options: [] }}
      valuesOf={valuesOf}
      create={async (values) =>
        (await createAttributeDefinition({ body: newAttributeBody(object, values), throwOnError: true })).data
      }
      update={async ({ id, version }, changes) =>
        (
          await updateAttributeDefinition({
            path: { id },
            body: attributePatch(changes),
            headers: ifMatch({ version }),
            throwOnError: true,
          })
        ).data
      }
      reload={async ({ id }) => (await getAttributeDefinition({ path: { id }, throwOnError: true })).data}
      onSaved={async (saved) => {
        await invalidateTags(queryClient, 'attributes', 'audit', 'imports');
        showToast(t('common:saved'), { tone: 'success' });
        onSaved(saved);
      }}
      onClose={onClose}
    >
      <Fields definition={definition} />
    </RecordFormDrawer>
  );
}

function Fields({ definition }: { definition: AttributeDefinition | undefined }) {
  const { t } = useTranslation('attributes');
  const form = Form.useFormInstance<AttributeValues>();
  const chosen = Form.useWatch('type', form);
  return (
    <>
      <NamedFields
        nameField="label"
        nameLabel={t('field.label')}
        keyLabel={t('field.key')}
        keyHint={t('hint.key')}
        isNew={!definition}
        maxLength={100}
      />
      <Form.Item name="label_zh" label={t('field.label_zh')} extra={t('hint.label_zh')}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      {definition ? null : (
        <Form.Item name="type" label={t('field.type')} extra={t('hint.type')}>
          <Select options={attributeKinds.map((value) => ({ value, label: t(`type.${value}`) }))} />
        </Form.Item>
      )}
      <Form.Item name="description" label={t('field.description')} extra={t('hint.description')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
      </Form.Item>
      {hasOptions(definition?.type ?? chosen) ? (
        <AttributeOptionsEditor saved={definition?.options ?? []} />
      ) : null}
    </>
  );
}
