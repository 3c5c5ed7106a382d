import {
  archiveChannel,
  type Channel,
  type ChannelPatch,
  createChannel,
  ifMatch,
  type NewChannel,
  updateChannel,
} from '@perennial/api-client';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { changedFields, filledFields } from '../../shared/forms/changed-fields';
import { FormDrawer } from '../../shared/forms/form-drawer';
import { ArchiveButton } from './archive-button';
import { channelKinds } from './channel-kinds';
import { useSavedForm } from './use-saved-form';

type ChannelDrawerProps = { channel: Channel | undefined; canWrite: boolean; onClose: () => void };
type ChannelValues = Pick<NewChannel, 'name' | 'key' | 'kind' | 'external_id' | 'description'>;

export default function ChannelDrawer({ channel, canWrite, onClose }: ChannelDrawerProps) {
  const { t } = useTranslation(['channels', 'common']);
  const { key, name, kind, external_id, description } = channel ?? {};
  const before = { key, name, kind, external_id, description } as ChannelValues;
  const form = useSavedForm({
    tags: ['channels', 'leads'],
    onDone: onClose,
    submit: (values: ChannelValues) =>
      channel
        ? updateChannel({
            path: { id: channel.id },
            body: changedFields(before, values) as ChannelPatch,
            headers: ifMatch(channel),
            throwOnError: true,
          })
        : createChannel({ body: filledFields(values) as NewChannel, throwOnError: true }),
  });
  const required = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer
      title={channel?.name ?? t('channels:create.channels')}
      of={form}
      initialValues={before}
      readOnly={!canWrite || Boolean(channel?.archived_at)}
      onClose={onClose}
      extra={
        channel ? (
          <ArchiveButton
            tags={['channels', 'leads']}
            archive={() => archiveChannel({ path: { id: channel.id }, throwOnError: true })}
            text={t('channels:archive.channel')}
            onDone={onClose}
          />
        ) : null
      }
    >
      <Form.Item name="name" label={t('channels:field.name')} rules={required}>
        <Input autoFocus={!channel} />
      </Form.Item>
      <Form.Item name="kind" label={t('channels:field.kind')} rules={required}>
        <Select options={channelKinds.map((value) => ({ value, label: t(`channels:kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="key"
        label={t('channels:field.key')}
        extra={t('channels:hint.channel_key')}
        rules={required}
      >
        <Input />
      </Form.Item>
      <Form.Item name="description" label={t('channels:field.description')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <Form.Item name="external_id" label={t('channels:field.external_id')}>
        <Input />
      </Form.Item>
    </FormDrawer>
  );
}
