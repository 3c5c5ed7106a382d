import { type NewExchangeRate, setExchangeRate } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session-store';
import { FormDrawer } from '../../shared/forms/form-drawer';
import { DayPicker } from '../../shared/time/pickers';
import { dayInZone } from '../../shared/time/zoned';
import { useCurrencies } from './currency-money-input';
import { useSavedForm } from './use-saved-form';

/** Enters what a unit of another currency is worth. */
export default function RateDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['channels', 'common']);
  const { timeZone } = useKit();
  const own = useSession().workspace.currency;
  const currencies = useCurrencies().filter((currency) => currency !== own);
  const form = useSavedForm({
    tags: ['channels'],
    onDone: onClose,
    submit: (values: NewExchangeRate) => setExchangeRate({ body: values, throwOnError: true }),
  });
  const required = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer
      title={t('channels:create.rates')}
      of={form}
      initialValues={{ rate_on: dayInZone(new Date(), timeZone) }}
      onClose={onClose}
    >
      <Form.Item name="currency" label={t('channels:rates.currency')} rules={required}>
        <Select options={currencies.map((code) => ({ value: code, label: code }))} />
      </Form.Item>
      <Form.Item
        name="rate_on"
        label={t('channels:rates.from_day')}
        extra={t('channels:rates.from_day_hint')}
        rules={required}
      >
        <DayPicker maxToday />
      </Form.Item>
      <Form.Item
        name="rate"
        label={t('channels:rates.rate')}
        extra={t('channels:rates.rate_hint', { currency: own })}
        rules={required}
      >
        <InputNumber<number> min={0.0000001} style={{ width: '100%' }} />
      </Form.Item>
    </FormDrawer>
  );
}
