import { getLeadStage, ifMatch, type Stage, updateLeadStage } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, InputNumber, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { EditableRows } from '../../../shared/forms/editable-rows';
import { RecordFormDrawer } from '../../../shared/forms/record-form-drawer';
import { type StageValues, stagePatch, valuesOf } from './stage-form-values';

type StageFormDrawerProps = { stage: Stage; onClose: () => void };

export default function StageFormDrawer({ stage, onClose }: StageFormDrawerProps) {
  const { t } = useTranslation(['stages', 'common']);
  const queryClient = useQueryClient();
  return (
    <RecordFormDrawer<Stage, StageValues>
      record={stage}
      title={t('stages:edit', { stage: stage.name })}
      submitLabel={t('common:action.save')}
      valuesOf={valuesOf}
      // Stages come with the workspace: here they are only changed.
      create={() => Promise.reject(new Error('stages are not made here'))}
      update={async (base, changes) =>
        (
          await updateLeadStage({
            path: { id: base.id },
            body: stagePatch(changes),
            headers: ifMatch(base),
            throwOnError: true,
          })
        ).data
      }
      reload={async ({ id }) => (await getLeadStage({ path: { id }, throwOnError: true })).data}
      onSaved={async () => {
        await invalidateTags(queryClient, 'leads', 'audit');
        showToast(t('common:saved'), { tone: 'success' });
        onClose();
      }}
      onClose={onClose}
    >
      <StageFields isLive={['open', 'ongoing', 'on_hold'].includes(stage.type)} />
    </RecordFormDrawer>
  );
}

function StageFields({ isLive }: { isLive: boolean }) {
  const { t } = useTranslation(['stages', 'common']);
  const required = [{ required: true, whitespace: true, message: t('common:form.required') }];
  return (
    <>
      <Form.Item name="name" label={t('stages:name')} rules={required}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      {isLive ? (
        <>
          <Form.Item name="probability" label={t('stages:probability')} extra={t('stages:probability_hint')}>
            <Percent />
          </Form.Item>
          <Form.Item
            name="next_step_required"
            label={t('stages:next_step')}
            extra={t('stages:next_step_hint')}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
          <EditableRows
            name="checklist"
            title={t('stages:checklist')}
            text={t('stages:checklist_hint')}
            addLabel={t('stages:add_item')}
            added={{ text: '' }}
            fields={(at) => (
              <Form.Item name={[at, 'text']} rules={required} noStyle={false}>
                <Input
                  aria-label={t('stages:item', { number: at + 1 })}
                  maxLength={200}
                  placeholder={t('stages:item_placeholder')}
                />
              </Form.Item>
            )}
          />
        </>
      ) : null}
    </>
  );
}

type PercentProps = { id?: string; value?: number | null; onChange?: (value: number | null) => void };

/** Entered in percent; the form holds a share, as the API takes it. */
function Percent({ value, onChange, ...rest }: PercentProps) {
  return (
    <InputNumber<number>
      {...rest}
      style={{ width: 140 }}
      min={0}
      max={100}
      precision={0}
      suffix="%"
      value={typeof value === 'number' ? Math.round(value * 100) : null}
      onChange={(percent) => onChange?.(percent === null ? null : percent / 100)}
    />
  );
}
