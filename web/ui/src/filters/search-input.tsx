import { Input } from 'antd';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';

type SearchInputProps = {
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
  /** Milliseconds of quiet before the list is asked again. */
  pause?: number;
};

/** A search field that waits for a pause in typing, and for the input method to finish. */
export function SearchInput({ value, onChange, placeholder, pause = 250 }: SearchInputProps) {
  const [draft, setDraft] = useState(value);
  const [composing, setComposing] = useState(false);
  const [shown, setShown] = useState(value);
  if (value !== shown) {
    setShown(value);
    setDraft(value);
  }
  useEffect(() => {
    if (composing || draft === value) return;
    const timer = setTimeout(() => onChange(draft), pause);
    return () => clearTimeout(timer);
  }, [draft, composing, value, onChange, pause]);
  return (
    <Input
      type="search"
      allowClear
      prefix={<Search size={14} aria-hidden="true" />}
      placeholder={placeholder}
      aria-label={placeholder}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onPressEnter={() => onChange(draft)}
    />
  );
}
