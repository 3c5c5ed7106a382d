import type { ChoiceOption } from '@perennial/api-client';
import { Button, Form, Input } from 'antd';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { RowList } from '../../../shared/forms/row-list';
import rows from '../../../shared/forms/row-list.module.css';
import { RowTool } from '../../../shared/forms/row-tool';

/** The values of a choice. What is stored can't be renamed, only what people read. */
export function AttributeOptionsEditor({ saved }: { saved: ChoiceOption[] }) {
  const { t } = useTranslation('attributes');
  return (
    <RowList title={t('options.title')} text={t('options.text')}>
      <Form.List name="options">
        {(fields, { add, remove, move }, { errors }) => (
          <>
            {fields.map(({ key, name: at }) => (
              <OptionRow
                key={key}
                at={at}
                isLast={at === fields.length - 1}
                saved={saved}
                onMove={(to) => move(at, to)}
                onRemove={() => remove(at)}
              />
            ))}
            {errors.length > 0 ? (
              <p role="alert" className={rows.error}>
                {errors}
              </p>
            ) : null}
            <div>
              <Button icon={<Plus size={14} />} onClick={() => add()}>
                {t('options.add')}
              </Button>
            </div>
          </>
        )}
      </Form.List>
    </RowList>
  );
}

type OptionRowProps = {
  at: number;
  isLast: boolean;
  saved: ChoiceOption[];
  onMove: (to: number) => void;
  onRemove: () => void;
};

function OptionRow({ at, isLast, saved, onMove, onRemove }: OptionRowProps) {
  const { t } = useTranslation(['attributes', 'common', 'work']);
  const form = Form.useFormInstance();
  const value = Form.useWatch(['options', at, 'value'], form) as string | undefined;
  // The row itself tells: a new one may be given the value of one that was just removed.
  const isSaved =
    saved.some((option) => option.value === value) && !form.isFieldTouched(['options', at, 'value']);
  const number = at + 1;
  return (
    <div className={rows.row}>
      <div className={rows.fields}>
        <Form.Item
          name={[at, 'value']}
          label={t('attributes:options.value')}
          rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
        >
          <Input autoComplete="off" maxLength={100} disabled={isSaved} />
        </Form.Item>
        <Form.Item name={[at, 'label']} label={t('attributes:options.label')}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name={[at, 'label_zh']} label={t('attributes:field.label_zh')}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
      </div>
      <div className={rows.foot}>
        <span className={rows.tools}>
          <RowTool
            label={t('work:row.up', { number })}
            icon={<ArrowUp size={14} />}
            isOff={at === 0}
            onClick={() => onMove(at - 1)}
          />
          <RowTool
            label={t('work:row.down', { number })}
            icon={<ArrowDown size={14} />}
            isOff={isLast}
            onClick={() => onMove(at + 1)}
          />
          <RowTool label={t('work:row.remove', { number })} icon={<X size={14} />} onClick={onRemove} />
        </span>
      </div>
    </div>
  );
}
