import { Input } from 'antd';
import { lazy, Suspense } from 'react';

// A calendar is larger than all the rest of a list, and wanted now and then only.
const DayPicker = lazy(async () => ({ default: (await import('../time/pickers')).DayPicker }));

type DayFilterProps = {
  label: string;
  placeholder?: string;
  /** `2026-11-21`. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** A day at which a list begins or ends. The list doesn't wait for the calendar. */
export function DayFilter({ label, placeholder = label, value, onChange }: DayFilterProps) {
  return (
    <Suspense
      fallback={<Input disabled aria-label={label} placeholder={placeholder} {...(value ? { value } : {})} />}
    >
      <DayPicker
        value={value ?? null}
        placeholder={placeholder}
        aria-label={label}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    </Suspense>
  );
}
