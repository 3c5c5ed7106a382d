import { toProblem } from '@perennial/api-client';
import { Figure } from '@perennial/ui';
import { Button } from 'antd';
import { FileSpreadsheet } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../../forms/form-problem';
import styles from './file-drop.module.css';
import { mostBytes } from './use-upload';

type FileDropProps = {
  isPending: boolean;
  error: unknown;
  disabled?: boolean;
  onFile: (file: File) => void;
};

/** Takes a file: dropped, or chosen. What it is made of the server finds out. */
export function FileDrop({ isPending, error, disabled = false, onFile }: FileDropProps) {
  const { t } = useTranslation('imports');
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const [isOver, setOver] = useState(false);
  const [chosen, setChosen] = useState<File>();
  const isTooLarge = chosen !== undefined && chosen.size > mostBytes;
  const isOff = disabled || isPending;
  const take = (file: File | undefined) => {
    if (!file || isOff) return;
    setChosen(file);
    if (file.size <= mostBytes) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <>
      {error && !isPending ? <FormProblem problem={toProblem(error)} /> : null}
      <section
        className={styles.drop}
        data-over={isOver || undefined}
        data-off={disabled || undefined}
        aria-label={t('file.title')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!isOff);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileSpreadsheet size={28} strokeWidth={1.5} aria-hidden="true" />
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('file.choose')}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // So that the same file, mended, can be chosen again.
            event.target.value = '';
          }}
        />
        <p className={styles.text}>{t(disabled ? 'file.target_first' : 'file.drop')}</p>
        <Button
          type="primary"
          disabled={disabled}
          loading={isPending}
          aria-describedby={hint}
          onClick={() => input.current?.click()}
        >
          {t('file.choose')}
        </Button>
        <p id={hint} className={styles.hint}>
          {t('file.hint')}
        </p>
        <div role="status">
          {isPending && chosen ? (
            <>
              {t('file.sending', { name: chosen.name })} (<Figure value={Math.ceil(chosen.size / 1024)} /> KB)
            </>
          ) : null}
        </div>
        {isTooLarge ? (
          <p role="alert" className={styles.wrong}>
            {t('file.too_large')}
          </p>
        ) : null}
      </section>
    </>
  );
}
