import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentPicker } from '../../../shared/time/pickers';

const days = [30, 90, 365] as const;
type Choice = 'never' | 'custom' | (typeof days)[number];

type ExpiryInputProps = { id?: string; value?: string | null; onChange?: (value: string | null) => void };

/** When a key ends: after some days, on a chosen moment, or never. */
export function ExpiryInput({ id, value, onChange }: ExpiryInputProps) {
  const { t } = useTranslation('api-keys');
  const [choice, setChoice] = useState<Choice>('never');
  const choose = (next: Choice) => {
    setChoice(next);
    onChange?.(typeof next === 'number' ? inDays(next) : null);
  };
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <Select<Choice>
        {...(id ? { id } : {})}
        value={choice}
        onChange={choose}
        options={[
          { value: 'never', label: t('expiry.never') },
          ...days.map((count) => ({ value: count, label: t('expiry.days', { count }) })),
          { value: 'custom', label: t('expiry.custom') },
        ]}
      />
      {choice === 'custom' ? (
        <MomentPicker
          value={value ?? null}
          onChange={(moment) => onChange?.(moment)}
          aria-label={t('field.expires_at')}
        />
      ) : null}
    </div>
  );
}

function inDays(count: number): string {
  return new Date(Date.now() + count * 86_400_000).toISOString();
}
