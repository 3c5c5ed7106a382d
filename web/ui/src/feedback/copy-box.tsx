import { Button } from 'antd';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './copy-box.module.css';

type CopyBoxProps = { text: string; label: string; multiline?: boolean };

/** A value or a command to take along; the button says for two seconds that it worked. */
export function CopyBox({ text, label, multiline = false }: CopyBoxProps) {
  const { t } = useTranslation('kit');
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  return (
    <div className={styles.box} data-multiline={multiline || undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long commands scroll, also by keyboard */}
      <section className={styles.code} aria-label={label} tabIndex={0}>
        <code>{text}</code>
      </section>
      <Button
        size="small"
        type="text"
        icon={state === 'copied' ? <Check size={14} /> : <Copy size={14} />}
        onClick={copy}
      >
        <span aria-live="polite">{t(`copy.${state}`)}</span>
      </Button>
    </div>
  );
}
